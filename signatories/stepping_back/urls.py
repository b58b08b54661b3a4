"""An association's way to step back, and the team's list."""

from django.urls import path

from signatories.stepping_back import views

app_name = "stepping_back"
urlpatterns = [
    path("espace/<slug:slug>/pause-ou-retrait/", views.ask, name="ask"),
    path("espace/<slug:slug>/pause-ou-retrait/revenir/", views.take_back, name="take_back"),
    path("animation/departs/", views.everything, name="list"),
    path("animation/departs/<uuid:pk>/", views.settle, name="settle"),
]
