"""What waits, for the team and for the association itself."""

from django.db.models import QuerySet

from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature, Status
from signatories.signatures.queries import latest_signature, signature_in_force
from signatories.stepping_back.models import StepBack


def to_settle(actor: Actor) -> QuerySet[StepBack]:
    """What waits for the actor, oldest first."""
    waiting = StepBack.objects.visible_to(actor).waiting()
    return waiting.select_related("signature__organisation__commune__department", "asked_by")


def waiting_of(organisation: Organisation) -> StepBack | None:
    """What its people asked for and nobody has done yet (1 query)."""
    waiting = StepBack.objects.waiting().filter(signature__organisation=organisation)
    return waiting.select_related("signature", "asked_by").first()


def standing_signature(organisation: Organisation) -> Signature | None:
    """The last that it stands by or, without any, that waits to be read; None once withdrawn."""
    signature = signature_in_force(organisation) or latest_signature(organisation)
    return None if signature is None or signature.status == Status.WITHDRAWN else signature
