"""What reports do with news of the team."""

from typing import Any

from django.dispatch import receiver

from engagements.flags.actions import name_who_reads
from signatories.organisations.signals import organisation_changed
from signatories.team.signals import role_ended, role_given


@receiver([role_ended, role_given, organisation_changed])
def who_may_read_changed(**_: Any) -> None:
    """Who was named may have left the team, or look after one of these associations by now; who comes may be the
    first who can be."""
    name_who_reads()
