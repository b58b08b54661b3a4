"""/animation/: the front page of the team's workspace."""

from django.urls import path

from signatories.today import views

app_name = "today"
urlpatterns = [
    path("animation/", views.today, name="today"),
    path("animation/plus-tard/", views.later, name="later"),
    path("animation/plus-tard/<slug:pile>/<slug:about>/", views.put_off, name="put_off"),
    path("animation/plus-tard/<slug:pile>/<slug:about>/reprendre/", views.take_back, name="take_back"),
]
