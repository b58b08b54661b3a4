"""Gathers the addresses of the slices."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("evaluations.campaigns.urls")),
    path("", include("evaluations.self_evaluations.urls")),
    path("", include("evaluations.meetings.urls")),
    path("", include("evaluations.reports.urls")),
]
