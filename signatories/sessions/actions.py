"""Signing sessions: the federation opens one in a room, closes it when everybody has signed."""

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.short_codes import new_code
from qpv_charter.toolkit.text import read_name
from signatories.history.actions import record
from signatories.people.models import User
from signatories.signatures.models import GROUP_CODE_LENGTH, SigningSession

LONGEST_TITLE = 200


@transaction.atomic
def open_session(title: str, *, by: User, place: str = "") -> SigningSession:
    """Open a session, whose code is short enough to be copied from a wall. Raises ActionRefused without a name."""
    title = or_refuse(read_name, title, longest=LONGEST_TITLE)
    if not title:
        raise ActionRefused("Donnez un nom à la séance.")
    place = or_refuse(read_name, place, longest=LONGEST_TITLE)
    session = SigningSession.objects.create(
        code=new_code(GROUP_CODE_LENGTH), title=title, place=place, opened_by=by
    )
    record("session.opened", session, by=by)
    return session


@transaction.atomic
def reopen_session(session: SigningSession, *, by: User) -> SigningSession:
    """Let people come in again, by the same code. Raises ActionRefused if it is open."""
    session = SigningSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.closed_at is None:
        raise ActionRefused("Cette séance est déjà ouverte.")
    session.closed_at = None
    session.save()
    record("session.reopened", session, by=by)
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
