"""Under `/rendez-vous/`, and in the team's workspace."""

from django.urls import path

from evaluations.meetings.views import reading, running, workspace

app_name = "meetings"
urlpatterns = [
    path("rendez-vous/", reading.meetings, name="list"),
    path("rendez-vous/<uuid:pk>/", reading.meeting, name="meeting"),
    path("rendez-vous/<uuid:pk>/invitation.pdf", reading.invitation, name="invitation"),
    path("rendez-vous/<uuid:pk>/compte-rendu.pdf", reading.minutes, name="minutes"),
    path("rendez-vous/<uuid:pk>/preparer/", running.prepare, name="prepare"),
    path("rendez-vous/<uuid:pk>/cartes.pdf", running.cards, name="cards"),
    path("rendez-vous/<uuid:pk>/presence/", running.door, name="door"),
    path("rendez-vous/<uuid:pk>/presence/<int:presence>/retirer/", running.take_off, name="take_off"),
    path("rendez-vous/<uuid:pk>/affiches/", running.wall, name="wall"),
    path("rendez-vous/<uuid:pk>/affiches/<slug:code>/<slug:question>/", running.poster, name="poster"),
    path("rendez-vous/<uuid:pk>/relire/", running.give_to_read, name="give_to_read"),
    path("rendez-vous/<uuid:pk>/approuver/", running.approve, name="approve"),
    path("animation/rendez-vous/", workspace.everything, name="workspace"),
    path("animation/rendez-vous/<uuid:pk>/annoncer/", workspace.announce, name="announce"),
]
