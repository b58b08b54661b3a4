"""Work on gatherings that comes back each day."""

from django_tasks import task

from engagements.participation.actions import remind_all
from qpv_charter.toolkit import periodic


@periodic.daily
@task()
def remind_gatherings() -> None:
    """Two days before, to whoever left an address."""
    remind_all()
