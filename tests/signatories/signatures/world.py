"""What the addresses of this slice name."""

from dataclasses import replace

from django.core.files.base import ContentFile

from signatories.signatures.actions import sign
from signatories.signatures.models import Signature
from tests.factories import an_organisation, signing_facts
from tests.somebody import Somebody
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["signatures"] = {"code": world.signature.code}


def put_somebody(zelie: Somebody) -> None:
    """Her name on a paper too, which shows it."""
    paper = ContentFile(b"%PDF-1.7 Z\xc3\xa9lie Quarteron %%EOF", name="papier.pdf")
    facts = signing_facts(signer=zelie.person, signer_name="Zélie Quarteron")
    mandate = replace(facts.mandate, signer_role="présidente (Zélie)")
    signed = sign(
        an_organisation(), facts=replace(facts, mandate=mandate, source=Signature.Source.PAPER, paper_scan=paper)
    )
    zelie.files.append((signed.paper_scan.storage, str(signed.paper_scan.name)))
