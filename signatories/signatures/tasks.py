"""Work on signatures that comes back: each day for those under way, each week for the register."""

from django.conf import settings
from django.db import transaction
from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.signatures import drafting, emails, register, reminders


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


@periodic.weekly
@task()
def anchor_register() -> None:
    """Make the head of the register public, and mail it to the comité de suivi; nothing when nothing was added."""
    with transaction.atomic():
        anchor = register.drop_anchor()
        if anchor is not None:
            emails.anchored(anchor, to=settings.COMMITTEE_EMAILS)
