"""Gathers the addresses of the slices."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("signatories.today.urls")),
    path("", include("signatories.moderation.urls")),
    path("", include("signatories.stepping_back.urls")),
    path("", include("signatories.erasure.urls")),
    path("", include("signatories.organisations.urls")),
    path("", include("signatories.mandates.urls")),
    path("", include("signatories.versions.urls")),
    path("", include("signatories.joining.urls")),
    path("territoires/", include("signatories.territories.urls")),
    path("signataires/", include("signatories.directory.urls")),
    path("charte/", include("signatories.charter.urls")),
    path("signer/associations/", include("signatories.registry.urls")),
    path("signer/", include("signatories.signing.urls")),
    path("animation/associations/", include("signatories.following.urls")),
    path("animation/", include("signatories.merging.urls")),
    path("animation/etiquettes/", include("signatories.tags.urls")),
    path("animation/ensemble/", include("signatories.together.urls")),
    path("animation/envois/", include("signatories.mailings.urls")),
    path("animation/chiffres/", include("signatories.numbers.urls")),
    path("animation/seances/", include("signatories.sessions.urls")),
    path("animation/reprises/", include("signatories.taking_up.urls")),
    path("animation/equipe/", include("signatories.team.urls")),
    path("animation/courriels/", include("signatories.outbox.urls")),
    path("ne-plus-recevoir/", include("signatories.outbox.preference_urls")),
    path("verifier/", include("signatories.signatures.urls")),
]
