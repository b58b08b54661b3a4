"""Under `/decisions/`, and in the space of who writes one down."""

from django.urls import path

from engagements.decisions import views

app_name = "decisions"
urlpatterns = [
    path("decisions/", views.decision_list, name="list"),
    path("decisions/<uuid:pk>/", views.decision_page, name="decision"),
    path("decisions/<uuid:pk>/corriger/", views.correct, name="correct"),
    path("decisions/<uuid:pk>/suite/", views.follow, name="follow"),
    path("espace/<slug:slug>/decisions/", views.decide, name="decide"),
]
