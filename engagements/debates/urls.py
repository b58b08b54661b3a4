"""Under `/debats/`, and in the space of who opens one."""

from django.urls import path

from engagements.debates.views import invited, reading, writing

app_name = "debates"
urlpatterns = [
    path("debats/", reading.sheet_list, name="list"),
    path("debats/<uuid:pk>/", reading.sheet_page, name="sheet"),
    path("debats/<uuid:pk>/fiche.pdf", reading.sheet_pdf, name="pdf"),
    path("debats/<uuid:pk>/animer/", writing.run, name="run"),
    path("debats/<uuid:pk>/commencer/", writing.begin, name="begin"),
    path("debats/<uuid:pk>/point/<uuid:point>/", writing.point, name="point"),
    path("debats/<uuid:pk>/decider/", writing.decide, name="decide"),
    path("debats/<uuid:pk>/inviter/", writing.invite, name="invite"),
    path("debats/<uuid:pk>/inviter/<int:guest>/retirer/", writing.end_guest, name="end_guest"),
    path("debats/<uuid:pk>/relire/", writing.have_it_read, name="have_it_read"),
    path("debats/<uuid:pk>/accord/", writing.agree, name="agree"),
    path("debats/<uuid:pk>/lecteurs/", writing.readers, name="readers"),
    path("debats/<uuid:pk>/noter/", writing.note, name="note"),
    path("debats/<uuid:pk>/apres/", writing.after, name="after"),
    path("debats/invitation/<key:key>/", invited.enter, name="key"),
    path("espace/<slug:slug>/debats/", writing.prepare, name="prepare"),
    path("espace/<slug:slug>/rencontres/<uuid:pk>/notes/", writing.take_notes, name="take_notes"),
]
