"""Under `/lettre/`: what the links of the letter lead to."""

from django.urls import path

from engagements.letter import views

app_name = "letter"
urlpatterns = [
    path("lettre/<uuid:pk>/", views.question, name="question"),
    path("lettre/<key:key>/", views.enter, name="key"),
]
