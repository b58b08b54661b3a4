"""What the screen in the room and the federation's list show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from signatories.people.actors import Actor
from signatories.signatures.models import Signature, SigningSession, Status
from signatories.signing.models import SigningDraft


@dataclass(frozen=True)
class Room:
    """What the screen in the room shows: who has signed, how many are on their way."""

    session: SigningSession
    signatures: list[Signature]
    under_way: int


def room(session: SigningSession) -> Room:
    """A session with its signatures that were not withdrawn, the latest first (3 queries)."""
    there = session.signatures.exclude(status=Status.WITHDRAWN)
    signatures = list(there.select_related("organisation__commune__department").order_by("-confirmed_at"))
    drafts = SigningDraft.objects.filter(session=session, expires_at__gt=timezone.now())
    return Room(session, signatures, drafts.exclude(state=SigningDraft.State.CONFIRMED).count())


def sessions(actor: Actor) -> QuerySet[Any]:
    """The actor's sessions with `signed`, how many signatures each brought that were not withdrawn; the open ones
    first."""
    shown = SigningSession.objects.visible_to(actor)
    signed = Count("signatures", filter=~Q(signatures__status=Status.WITHDRAWN))
    counted = shown.annotate(signed=signed, is_closed=Q(closed_at__isnull=False))
    return counted.order_by("is_closed", "-opened_at", "pk")
