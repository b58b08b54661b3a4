"""Work on relays that comes back each day."""

from django_tasks import task

from engagements.relays.actions import end_lost
from qpv_charter.toolkit import periodic


@periodic.daily
@task()
def end_lost_relays() -> None:
    """Those whose association left, or one of whose two people did."""
    end_lost()
