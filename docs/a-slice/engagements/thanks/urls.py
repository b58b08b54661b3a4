"""In the space, in the workspace, and under `/agir/`."""

from django.urls import path

from engagements.thanks import views

app_name = "thanks"
urlpatterns = [
    path("espace/<slug:slug>/merci/", views.say, name="say"),
    path("animation/mercis/", views.everything, name="all"),
    path("agir/merci/<uuid:pk>/", views.thanks, name="thanks"),
    path("agir/merci/<key:key>/", views.enter, name="key"),
]
