"""What the screen in the room and the federation's list show."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from signatories.people.actors import Actor
from signatories.signatures.models import Signature, SigningSession
from signatories.signing.models import SigningDraft


@dataclass(frozen=True)
class Room:
    """What the screen in the room shows: who has signed, how many are on their way."""

    session: SigningSession
    signatures: list[Signature]
    under_way: int


def room(session: SigningSession) -> Room:
    """A session with its signatures, the latest first (3 queries)."""
    signatures = list(
        session.signatures.select_related("organisation__commune__department").order_by("-confirmed_at")
    )
    drafts = SigningDraft.objects.filter(session=session, expires_at__gt=timezone.now())
    return Room(session, signatures, drafts.exclude(state=SigningDraft.State.CONFIRMED).count())


def sessions(actor: Actor) -> QuerySet[SigningSession]:
    """The actor's sessions with `signed`, how many signatures each brought; the open ones first."""
    shown = SigningSession.objects.visible_to(actor)
    counted = shown.annotate(signed=Count("signatures"), is_closed=Q(closed_at__isnull=False))
    return counted.order_by("is_closed", "-opened_at", "pk")
