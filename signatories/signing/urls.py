"""/signer/: the steps of a signing, under the key of its draft. Names of steps are their slugs."""

from django.urls import path

from signatories.signing.views import confirming, entrance, resuming, steps

app_name = "signing"
urlpatterns = [
    path("", entrance.start, name="start"),
    path("communes/", entrance.communes, name="communes"),
    path("association/", entrance.FirstScreenView.as_view(), name="first"),
    path("seance/<slug:session>/", entrance.FirstScreenView.as_view(), name="session"),
    path("ensemble/<slug:group>/", entrance.FirstScreenView.as_view(), name="joint"),
    path("reprendre/", resuming.ResumeView.as_view(), name="resume"),
    path("reprendre/<uuid:draft_id>/", resuming.ResumeDraftView.as_view(), name="resume_draft"),
    path("confirmer/<key:key>/", confirming.ConfirmLinkView.as_view(), name="confirm_link"),
    path("confirmer/<key:key>/nouveau/", confirming.NewConfirmLinkView.as_view(), name="new_confirm_link"),
    path("<key:token>/", resuming.GoOnView.as_view(), name="draft"),
    path("<key:token>/association/", steps.AssociationView.as_view(), name="association"),
    path("<key:token>/deja-signataire/", resuming.TwinsView.as_view(), name="deja-signataire"),
    path("<key:token>/quartiers/", steps.NeighbourhoodsView.as_view(), name="quartiers"),
    path("<key:token>/vous/", steps.PersonView.as_view(), name="vous"),
    path("<key:token>/en-attente/", resuming.WaitingView.as_view(), name="en-attente"),
    path("<key:token>/dossier.pdf", resuming.KitView.as_view(), name="kit"),
    path("<key:token>/decision/", resuming.DecisionView.as_view(), name="decision"),
    path("<key:token>/effacer/", resuming.ForgetView.as_view(), name="forget"),
    path("<key:token>/charte/", steps.CharterView.as_view(), name="charte"),
    path("<key:token>/verifier/", confirming.CheckView.as_view(), name="verifier"),
    path("<key:token>/code/", confirming.AskCodeView.as_view(), name="ask_code"),
    path("<key:token>/merci/", confirming.ThanksView.as_view(), name="merci"),
]
