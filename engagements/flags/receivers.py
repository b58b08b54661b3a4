"""What reports do with news of the team."""

from typing import Any

from django.dispatch import receiver

from engagements.flags.actions import name_who_reads
from signatories.team.signals import role_ended, role_given


@receiver([role_ended, role_given])
def the_team_changed(**_: Any) -> None:
    """Who was named may have left; who comes may be the first who can be."""
    name_who_reads()
