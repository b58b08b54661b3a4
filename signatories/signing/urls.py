"""/signer/: the steps of a signing, under its draft; mailed links hold a key that leads there. Names of steps are
their slugs."""

from django.urls import path

from signatories.signing.views import confirming, entrance, resuming, steps

app_name = "signing"
urlpatterns = [
    path("", entrance.start, name="start"),
    path("continuer/", entrance.go_on, name="go_on"),
    path("autre/", entrance.begin_another, name="begin_another"),
    path("communes/", entrance.communes, name="communes"),
    path("association/", entrance.FirstScreenView.as_view(), name="first"),
    path("seance/<slug:session>/", entrance.FirstScreenView.as_view(), name="session"),
    path("ensemble/<slug:group>/", entrance.FirstScreenView.as_view(), name="joint"),
    path("reprendre/", resuming.ResumeView.as_view(), name="resume"),
    path("reprendre/<uuid:draft_id>/", resuming.ResumeDraftView.as_view(), name="resume_draft"),
    path("reprendre/<str:short>/", resuming.resume_from_paper, name="resume_short"),
    path("confirmer/<uuid:draft_id>/", confirming.ConfirmView.as_view(), name="confirm"),
    path("confirmer/<uuid:draft_id>/nouveau/", confirming.NewConfirmLinkView.as_view(), name="new_confirm_link"),
    path("confirmer/<key:key>/", confirming.enter_to_confirm, name="confirm_key"),
    path("confirmer/", confirming.cut_link, name="cut_confirm_link"),
    path("confirmer/<path:cut>/", confirming.cut_link, name="cut_confirm_link"),
    path("<uuid:draft_id>/", resuming.GoOnView.as_view(), name="draft"),
    path("<uuid:draft_id>/association/", steps.AssociationView.as_view(), name="association"),
    path("<uuid:draft_id>/deja-signataire/", resuming.TwinsView.as_view(), name="deja-signataire"),
    path("<uuid:draft_id>/quartiers/", steps.NeighbourhoodsView.as_view(), name="quartiers"),
    path("<uuid:draft_id>/vous/", steps.PersonView.as_view(), name="vous"),
    path("<uuid:draft_id>/en-attente/", resuming.WaitingView.as_view(), name="en-attente"),
    path("<uuid:draft_id>/dossier.pdf", resuming.KitView.as_view(), name="kit"),
    path("<uuid:draft_id>/decision/", resuming.DecisionView.as_view(), name="decision"),
    path("<uuid:draft_id>/effacer/", resuming.ForgetView.as_view(), name="forget"),
    path("<uuid:draft_id>/charte/", steps.CharterView.as_view(), name="charte"),
    path("<uuid:draft_id>/verifier/", confirming.CheckView.as_view(), name="verifier"),
    path("<uuid:draft_id>/code/", confirming.AskCodeView.as_view(), name="ask_code"),
    path("<uuid:draft_id>/merci/", confirming.ThanksView.as_view(), name="merci"),
    # Last: an identifier looks like a key.
    path("<key:key>/", entrance.enter, name="key"),
    path("<key:key>/<path:page>", entrance.enter, name="key"),
    # Too short for a key, or mistyped: a link cut on its way is told so.
    path("<path:cut>/", entrance.cut_link, name="cut_link"),
]
