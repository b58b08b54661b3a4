"""What is done again each day."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.directory import actions


@periodic.daily
@task()
def write_old_lines() -> None:
    """Write again the lines of files that were written before the code that writes them, or the site's address,
    changed. Until then they are made for whoever asks."""
    actions.write_old_lines()
