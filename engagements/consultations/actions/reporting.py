"""Reporting a line, by who reads it: it opens to one named person of the team."""

from django.db import transaction

from engagements.consultations.models import Line
from engagements.consultations.models.rooms import LINE_KIND
from engagements.consultations.rooms import reads_the_outcome
from engagements.flags import actions as flags
from engagements.flags.models import Report
from engagements.flags.places import kinds
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.limits import DAY, Limit
from signatories.people.actors import Actor

# Each report opens a line to somebody of the team: one person does not open a whole consultation.
OF_ONE_PERSON = Limit("consultations-reports", times=5, seconds=DAY)


@transaction.atomic
def report_line(line: Line, *, by: Actor, reason: str, words: str = "") -> Report:
    """Say that the line of another has no place in a consultation, once lines are open. Raises ActionRefused for
    who may not read it, for one's own words, and past a few a day."""
    if by.person is None or not may_report(by, line):
        raise ActionRefused("On signale la ligne d’une autre association, une fois les lignes ouvertes.")
    if not OF_ONE_PERSON.spend(str(by.person.pk)):
        raise ActionRefused(
            "Vous avez signalé beaucoup de lignes aujourd’hui\u202f: écrivez à l’équipe d’animation."
        )
    return flags.report(kinds()[LINE_KIND], line, reason=reason, words=words)


def may_report(actor: Actor, line: Line) -> bool:
    """Whether she reads a line that another wrote, as who takes part."""
    shown = Line.objects.visible_to(actor).standing().filter(pk=line.pk, hidden_at=None).exists()
    author = line.author
    return (
        shown and (author is None or author.pk != actor.acts_for) and reads_the_outcome(line.consultation, actor)
    )
