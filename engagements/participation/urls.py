"""In the space, and under `/rencontres/`: the list, a gathering, an answer."""

from django.urls import path

from engagements.participation.views import answers, public, space

app_name = "participation"
urlpatterns = [
    path("espace/<slug:slug>/rencontres/", space.gatherings, name="space"),
    path("espace/<slug:slug>/rencontres/nouvelle/", space.propose, name="propose"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/", space.gathering, name="organise"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/modifier/", space.correct, name="correct"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/date/<int:time>/", space.fix, name="fix"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/deplacer/", space.move, name="move"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/annuler/", space.cancel, name="cancel"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/bilan/", space.hold, name="hold"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/noter/", space.note, name="note"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/<slug:name>.pdf", space.printed, name="printed"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/code/<uuid:answer>/", space.give_again, name="give_again"),
    path("rencontres/", public.gatherings, name="list"),
    path("rencontres/<uuid:pk>/", public.gathering, name="gathering"),
    path("rencontres/<uuid:pk>/rencontre.ics", public.calendar, name="calendar"),
    path("rencontres/quartier/<slug:code>.ics", public.of_neighbourhood, name="neighbourhood_calendar"),
    path("rencontres/departement/<slug:code>.ics", public.of_department, name="department_calendar"),
    path("rencontres/<uuid:pk>/repondre/", answers.answer, name="ask"),
    path("rencontres/<uuid:pk>/code/", answers.by_code, name="code"),
    path("rencontres/reponse/<uuid:pk>/", answers.mine, name="answer"),
    path("rencontres/reponse/<uuid:pk>/reprendre/", answers.take_back, name="take_back"),
    path("rencontres/reponse/<uuid:pk>/nouveau-code/", answers.new_code, name="new_code"),
    path("rencontres/reponse/<key:key>/", answers.enter, name="key"),
    path("rencontres/<slug:invitation>/", public.invitation, name="invitation"),
]
