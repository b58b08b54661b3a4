"""In an association's space, and in the team's."""

from django.urls import path

from engagements.relays import views

app_name = "relays"
urlpatterns = [
    path("espace/<slug:slug>/relais/", views.space, name="space"),
    path("espace/<slug:slug>/relais/<uuid:pk>/", views.talk, name="talk"),
    path("espace/<slug:slug>/relais/<uuid:pk>/arreter/", views.stop, name="stop"),
    path("animation/relais/", views.team, name="team"),
    path("animation/relais/<uuid:pk>/donner/", views.give, name="give"),
    path("animation/relais/<uuid:pk>/terminer/", views.end, name="end"),
    path("compte/de-nouveau/", views.again, name="again"),
]
