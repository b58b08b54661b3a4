"""Under `/besoins/`, and in the team's workspace."""

from django.urls import path

from engagements.guests import views

app_name = "guests"
urlpatterns = [
    path("besoins/quartier/<slug:code>/invites/", views.invite, name="invite"),
    path("besoins/quartier/<slug:code>/invites/<int:pk>/retirer/", views.end, name="end"),
    path("besoins/quartier/<slug:code>/lire/", views.read, name="read"),
    path("besoins/invitation/<key:key>/", views.enter, name="key"),
    path("animation/invites/", views.team, name="team"),
]
