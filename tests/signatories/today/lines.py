"""Lines of the team's day, as its pages show them."""

from datetime import date, timedelta

from django.utils import timezone

from signatories.people.actors import TeamMember
from signatories.signatures.models import Signature
from signatories.today import actions, queries
from signatories.today.models import PutOff
from tests.factories import a_confirmed_signature
from tests.spaces import somebody_of_the_team


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def line_of(signature: Signature, actor: TeamMember) -> queries.DayLine:
    """The line of a signature to read."""
    found = queries.line_of(actor, "signatures", str(signature.pk))
    assert found
    return found


def a_line_put_off(signature: Signature | None = None, *, days: int = 3, by: TeamMember | None = None) -> PutOff:
    by = by or somebody_of_the_team()
    line = line_of(signature or a_confirmed_signature(), by)
    return actions.put_off(line.pile, line.about, until=in_days(days), by=by)


def texts(actor: TeamMember) -> list[str]:
    """What the page shows, in order."""
    return [shown.line.text for part in queries.today(actor).parts for shown in part.lines]


def heaps(actor: TeamMember) -> dict[str, tuple[int, int]]:
    """By pile: how many wait, and how many are put off."""
    return {heap.pile.slug: (heap.waiting, heap.later) for heap in queries.today(actor).heaps}
