"""What is done again each day, and after each update."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.following import actions


@periodic.daily
@task()
def rebuild() -> None:
    """Make the team's list anew: a sign given in the very second in which somebody else wrote of the association
    may have been left out of its row."""
    actions.rebuild()


@periodic.after_update
def as_this_code_reads_it() -> None:
    actions.rebuild()
