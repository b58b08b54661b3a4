"""What the addresses of this slice name."""

from dataclasses import replace

from django.core.files.base import ContentFile

from signatories.signatures.actions import MandateFacts, pause, renew_mandate, sign
from signatories.signatures.models import JointGroup, Mandate, Signature
from tests.factories import an_organisation, mandate_facts, signing_facts
from tests.somebody import Somebody
from tests.weavers import NAME, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    world.samples["signatures"] = {"code": world.signature.code}


def put_somebody(zelie: Somebody) -> None:
    """Her name on a paper too, which shows it."""
    paper = ContentFile(b"%PDF-1.7 Z\xc3\xa9lie Quarteron %%EOF")
    facts = signing_facts(signer=zelie.person, signer_name="Zélie Quarteron")
    mandate = replace(
        mandate_facts(signer=zelie.person, signer_name="Zélie Quarteron"), signer_role="présidente (Zélie)"
    )
    signed = sign(an_organisation(), facts=replace(facts, mandate=mandate, source=Signature.Source.PAPER))
    signed.paper_scan.save("papier.pdf", paper)
    zelie.files.append((signed.paper_scan.storage, str(signed.paper_scan.name)))


def put_association(weavers: Weavers) -> None:
    """Its paper, the group that bears its name, who signs for it, why it was paused."""
    signature = weavers.signature
    signature.paper_scan.save("papier.pdf", ContentFile(b"%PDF-1.7 Les Tisserandes %%EOF"))
    weavers.files.append((signature.paper_scan.storage, str(signature.paper_scan.name)))
    group = JointGroup.objects.create(code="KERB2345", title=NAME)
    Signature.objects.filter(pk=signature.pk).update(joint_group=group)
    facts = MandateFacts(
        signer_name="Anne Kerbihan", signer_role="tisserandes, présidente", decided_by=Mandate.Decision.BOARD
    )
    renew_mandate(signature, by=weavers.contact, facts=facts)
    pause(signature, by=weavers.team, reason="Les Tisserandes ne répondent plus.")
