"""/animation/ensemble/: the address asks what the list of associations asks."""

from django.urls import path

from signatories.together import views

app_name = "together"
urlpatterns = [
    path("etiquettes/", views.file, name="file"),
    path("etiquettes/<slug:slug>/", views.tags, name="tags"),
    path("pause/", views.pause, name="pause"),
]
