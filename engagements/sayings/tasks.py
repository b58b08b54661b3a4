"""Work on what residents write that comes back each day."""

from django_tasks import task

from engagements.sayings.actions import tell_who_waits
from qpv_charter.toolkit import periodic


@periodic.daily
@task()
def tell_readers() -> None:
    """What is new, what waits for seven days, what nobody read in fourteen."""
    tell_who_waits()
