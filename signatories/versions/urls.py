"""/animation/charte/… and /espace/<slug>/nouvelle-version/…"""

from django.urls import path

from signatories.versions.views import space, team

app_name = "versions"
HERE = "espace/<slug:slug>/nouvelle-version/"
urlpatterns = [
    path("animation/charte/", team.versions, name="list"),
    path("animation/charte/preparer/", team.begin, name="begin"),
    path("animation/charte/signer-de-nouveau/", team.wave, name="wave"),
    path("animation/charte/preparation/<int:pk>/", team.text, name="text"),
    path("animation/charte/preparation/<int:pk>/proposer/", team.propose, name="propose"),
    path("animation/charte/preparation/<int:pk>/supprimer/", team.discard, name="discard"),
    path("animation/charte/version/<slug:version>/", team.version, name="version"),
    path("animation/charte/version/<slug:version>/adopter/", team.adopt, name="adopt"),
    path("animation/charte/version/<slug:version>/retirer/", team.take_back, name="take_back"),
    path(HERE, space.changes, name="changes"),
    path(f"{HERE}decision/", space.decision, name="decision"),
    path(f"{HERE}pas-cette-fois/", space.decline, name="decline"),
    path(f"{HERE}dossier.pdf", space.kit, name="kit"),
]
