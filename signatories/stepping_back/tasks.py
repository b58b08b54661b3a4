"""What is done by itself, when nobody of the team did it in time."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.stepping_back.actions import settle_due


@periodic.daily
@task()
def settle_what_is_due() -> None:
    settle_due()
