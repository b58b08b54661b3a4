"""Sending in the background, at once after the commit; `tick` looks again each minute."""

from uuid import UUID

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.outbox import delivery

periodic.each_tick(delivery.deliver_due)


@task()
def deliver(message_id: str) -> None:
    """Send one message; does nothing if it has left already."""
    delivery.deliver(UUID(message_id))
