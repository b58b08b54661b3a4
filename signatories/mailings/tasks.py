"""Writing to many, in the background; and each minute, what a killed worker left, or what was kept back."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.mailings import blocks
from signatories.mailings.models import Mailing


@task()
def write_messages(mailing: str) -> None:
    """Safe to run twice, and side by side."""
    while blocks.write_block(Mailing.objects.get(pk=mailing)):
        pass


@periodic.each_tick
def go_on() -> None:
    for mailing in Mailing.objects.filter(state=Mailing.State.SENDING):
        if blocks.settle(mailing):
            write_messages.enqueue(str(mailing.pk))
