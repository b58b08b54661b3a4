"""What the addresses of this slice name."""

from django.core.files.base import ContentFile

from signatories.mandates.actions import attach_extract
from tests.worlds import World


def furnish(world: World) -> None:
    mandate = world.signature.mandates.get()
    attach_extract(mandate, by=world.contact, extract=ContentFile(b"%PDF-1.7", name="extrait.pdf"))
    world.samples["mandates"] = {"pk": mandate.pk}
