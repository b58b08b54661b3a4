"""What the addresses of this slice name; an association in the lists that are printed and kept."""

from pathlib import Path

from django.core.files.storage import storages
from django.test import Client

from tests.weavers import Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["directory:poster"] = {"name": "affiche"}
    world.samples["directory:badge"] = {"name": "badge", "extension": "svg"}


def put_association(weavers: Weavers) -> None:
    """Both are published when a stranger asks for the list."""
    Client().get("/signataires/signataires.pdf")
    private = storages["private"]
    kept = [path.relative_to(private.path("")) for path in Path(private.path("pdf")).rglob("*.pdf")]
    weavers.files += [(private, str(name)) for name in kept]
