"""Signing sessions: the federation opens one in a room, closes it when everybody has signed."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.people.models import User
from signatories.signatures import keys
from signatories.signatures.models import Signature, SigningDraft, SigningSession


@dataclass(frozen=True)
class Room:
    """What the screen in the room shows: who has signed, how many are on their way."""

    session: SigningSession
    signatures: list[Signature]
    under_way: int


@transaction.atomic
def open_session(title: str, *, by: User, place: str = "") -> SigningSession:
    """Open a session, whose code is short enough to be copied from a wall."""
    session = SigningSession.objects.create(code=keys.new_short_code(), title=title, place=place, opened_by=by)
    record("session.opened", session, by=by)
    return session


@transaction.atomic
def close_session(session: SigningSession, *, by: User) -> SigningSession:
    """End a session: nobody comes in any more, those who began can finish.

    Raises ActionRefused if it is closed already."""
    session = SigningSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.closed_at:
        raise ActionRefused("Cette séance est déjà fermée.")
    session.closed_at = timezone.now()
    session.save()
    record("session.closed", session, by=by)
    return session


def room(session: SigningSession) -> Room:
    """A session with its signatures, the latest first (3 queries)."""
    signatures = list(
        session.signatures.select_related("organisation__commune__department").order_by("-confirmed_at")
    )
    drafts = SigningDraft.objects.filter(session=session, expires_at__gt=timezone.now())
    return Room(session, signatures, drafts.exclude(state=SigningDraft.State.CONFIRMED).count())


def sessions() -> QuerySet[SigningSession]:
    """Every session with `signed`, how many signatures it brought; the open ones first."""
    return SigningSession.objects.annotate(
        signed=Count("signatures"), is_closed=Q(closed_at__isnull=False)
    ).order_by("is_closed", "-opened_at")
