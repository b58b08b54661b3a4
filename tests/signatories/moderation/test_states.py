"""When something may be done about a signature, as tables."""

from datetime import timedelta

import pytest

from signatories.moderation import queries
from signatories.moderation.models import Exchange
from signatories.signatures.models import Status
from tests.factories import a_confirmed_signature, a_published_signature

pytestmark = pytest.mark.django_db
Kind = Exchange.Kind


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ([], 3),
        ([(Kind.ATTEMPT, 0)], 2),
        ([(Kind.ATTEMPT, minutes) for minutes in (0, 1, 2)], 0),
        ([(Kind.ATTEMPT, minutes) for minutes in (0, 1, 2, 3)], 0),
        ([(Kind.ATTEMPT, -1), (Kind.ATTEMPT, 1)], 2),  # before it was published
        ([(Kind.ATTEMPT, 1), (Kind.REPLY, 2), (Kind.ATTEMPT, 3)], 2),
        ([(Kind.ATTEMPT, 1), (Kind.APPEAL, 2)], 3),
        ([(Kind.ATTEMPT, 1), (Kind.QUESTION, 2), (Kind.NOTE, 3), (Kind.APPEAL_ANSWER, 4)], 2),
        ([(Kind.REPLY, 1), (Kind.REPLY, 3), (Kind.ATTEMPT, 2)], 3),  # the last sign counts, not the first
        ([(Kind.REPLY, -5), (Kind.ATTEMPT, -1)], 3),  # published since: neither counts
    ],
)
def test_how_many_attempts_are_missing(said: list[tuple[Exchange.Kind, int]], missing: int) -> None:
    """Kinds, and minutes after the signature was published."""
    signature = a_published_signature()
    for kind, minutes in said:
        at = signature.status_at + timedelta(minutes=minutes)
        Exchange.objects.create(signature=signature, kind=kind, text="Vu.", at=at)

    assert queries.attempts_missing(signature) == missing


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ([], False),
        ([Kind.APPEAL], True),
        ([Kind.APPEAL, Kind.APPEAL_ANSWER], False),
        ([Kind.APPEAL, Kind.APPEAL_ANSWER, Kind.APPEAL], True),
        ([Kind.APPEAL, Kind.REPLY, Kind.QUESTION], True),
    ],
)
def test_when_the_comite_may_be_asked(status: Status, said: list[Exchange.Kind], *, waits: bool) -> None:
    signature = a_confirmed_signature()
    for kind in said:
        Exchange.objects.create(signature=signature, kind=kind, text="Vu.")
    signature.status = status

    assert (queries.pending_appeal(signature) is not None) == waits
    assert queries.awaits_appeal(signature) == (status == Status.TO_REVIEW and not waits)
