"""Work on signings under way that comes back each day."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.signing.actions import reminders


@periodic.daily
@task()
def remind_decisions() -> None:
    """The gentle mail after a meeting."""
    reminders.remind_decisions()
