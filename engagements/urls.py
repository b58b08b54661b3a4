"""Gathers the addresses of the slices."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("engagements.closures.urls")),
    path("", include("engagements.consultations.urls")),
    path("", include("engagements.debates.urls")),
    path("", include("engagements.decisions.urls")),
    path("", include("engagements.guests.urls")),
    path("", include("engagements.letter.urls")),
    path("", include("engagements.needs.urls")),
    path("", include("engagements.participation.urls")),
    path("", include("engagements.relays.urls")),
    path("", include("engagements.sayings.urls")),
    path("", include("engagements.flags.urls")),
]
