"""Work on yearly meetings that comes back each day."""

from django_tasks import task

from evaluations.meetings.actions.inviting import invite_all
from qpv_charter.toolkit import periodic


@periodic.daily
@task()
def invite_to_meetings() -> None:
    """Those whose date is fixed: each association once, when it is open."""
    invite_all()
