"""Work on sheets that comes back each day."""

from django_tasks import task

from engagements.debates.actions.sheets import close_all
from qpv_charter.toolkit import periodic


@periodic.daily
@task()
def close_sheets() -> None:
    """Those whose ten days of correction are over."""
    close_all()
