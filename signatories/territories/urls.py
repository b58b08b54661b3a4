"""Finding a commune."""

from django.urls import path

from signatories.territories import views

app_name = "territories"
urlpatterns = [
    path("communes/", views.communes, name="communes"),
]
