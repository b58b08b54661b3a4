"""What is done again each day."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.merging import actions
from signatories.merging.models import Union


@periodic.daily
@task()
def catch_up() -> None:
    """Whoever was writing at the very moment of a union may have written on the record that was joined."""
    for union in Union.objects.standing():
        actions.catch_up(union)
