"""Gathers the addresses of the slices."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("signataires/", include("signatories.directory.urls")),
    path("charte/", include("signatories.charter.urls")),
    path("verifier/", include("signatories.signatures.urls")),
]
