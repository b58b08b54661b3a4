"""The fixed morning of the letter, and the minutes after."""

from django.utils import timezone
from django_tasks import task

from engagements.letter import actions
from qpv_charter.toolkit import periodic

periodic.each_tick(actions.rewrite_answered)


@periodic.weekly
@task()
def write_letters() -> None:
    """On Monday after seven."""
    actions.write_letters(today=timezone.localdate())
