"""Inviting, in the background: as soon as a text is in force, then each day those that came back or were entered
since."""

from django_tasks import task

from qpv_charter.toolkit import periodic
from signatories.versions.actions.inviting import invite_block
from signatories.versions.waves import text_of_today


@periodic.daily
@task()
def invite() -> None:
    """Safe to run twice, and side by side."""
    text = text_of_today()
    while text and invite_block(text):
        pass
