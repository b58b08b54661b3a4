"""/animation/equipe/: the roles of the team."""

from django.urls import path

from signatories.team import views

app_name = "team"
urlpatterns = [
    path("", views.team, name="team"),
    path("<int:pk>/terminer/", views.end, name="end"),
]
