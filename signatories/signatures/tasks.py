"""Work on the register that comes back each week."""

from django.conf import settings
from django.db import transaction
from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.signatures import emails, register
from signatories.signatures.corrections import complete


@periodic.daily
@task()
def complete_register() -> None:
    """Seal what the rows of earlier signatures left out; nothing once it is done."""
    complete()


@periodic.weekly
@task()
def anchor_register() -> None:
    """Make the head of the register public, and mail it to the comité de suivi; nothing when nothing was added."""
    with transaction.atomic():
        anchor = register.drop_anchor()
        if anchor is not None:
            emails.anchored(anchor, to=settings.COMMITTEE_EMAILS)
