"""/animation/equipe/: the roles of the team, and a second factor that is lost."""

from django.urls import path

from signatories.team import views

app_name = "team"
urlpatterns = [
    path("", views.team, name="team"),
    path("jour/", views.answer_day, name="answer_day"),
    path("<int:pk>/terminer/", views.end, name="end"),
    path("personne/<int:pk>/protection/", views.second_factor, name="second_factor"),
]
