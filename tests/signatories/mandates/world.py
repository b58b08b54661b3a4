"""What the addresses of this slice name."""

from django.core.files.base import ContentFile

from signatories.mandates.actions import attach_extract
from tests.somebody import Somebody
from tests.weavers import Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    mandate = world.signature.mandates.get()
    attach_extract(mandate, by=world.contact, extract=ContentFile(b"%PDF-1.7", name="extrait.pdf"))
    world.samples["mandates"] = {"pk": mandate.pk}


def put_somebody(zelie: Somebody) -> None:
    """The extract of the decision names who was there."""
    extract = ContentFile(b"%PDF-1.7 Z\xc3\xa9lie Quarteron", name="extrait.pdf")
    mandate = attach_extract(zelie.signature.mandates.get(), by=zelie.person, extract=extract)
    zelie.files.append((mandate.extract.storage, str(mandate.extract.name)))


def put_association(weavers: Weavers) -> None:
    extract = ContentFile(b"%PDF-1.7 Les Tisserandes", name="extrait.pdf")
    mandate = weavers.signature.mandates.get(ended_at=None)
    mandate = attach_extract(mandate, by=weavers.contact, extract=extract)
    weavers.files.append((mandate.extract.storage, str(mandate.extract.name)))
