"""Gathers the addresses of the slices."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("verifier/", include("signatories.signatures.urls")),
]
