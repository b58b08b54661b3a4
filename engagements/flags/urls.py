"""Under `/signaler/`, in the workspace, and in the space of who wrote."""

from django.urls import path

from engagements.flags import views

app_name = "flags"
urlpatterns = [
    path("signaler/<slug:kind>/<uuid:about>/", views.report, name="report"),
    path("animation/signalements/", views.to_read, name="list"),
    path("animation/signalements/<uuid:pk>/", views.case, name="case"),
    path("animation/retirer/<slug:kind>/<uuid:about>/", views.hide, name="hide"),
    path("espace/<slug:slug>/textes-retires/<uuid:pk>/", views.appeal, name="appeal"),
]
