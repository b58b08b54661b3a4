"""Work on signings under way that comes back each day."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.signing.actions import drafting, reminders


@periodic.daily
@task()
def remind_decisions() -> None:
    """The gentle mail after a meeting."""
    reminders.remind_decisions()


@periodic.daily
@task()
def forget_expired_drafts() -> None:
    """What was typed and never confirmed does not stay."""
    drafting.forget_expired()
