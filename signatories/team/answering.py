"""When the team is there and by when it answers, in the same words on every receipt."""

from django.utils import timezone

from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.team.models import AnswerDay


def when_the_team_answers() -> str:
    """« L’équipe est là le jeudi ; réponse avant le 14 mars 2027. », to who asks today; empty as long as the team
    says nothing (1 query)."""
    said = AnswerDay.objects.first()
    if said is None:
        return ""
    before = said.answered_before(timezone.localdate())
    return f"L’équipe est là {said}\u202f; réponse avant le {day(before)}."
