"""Last year's report, frozen of what invented associations shared, with some of their sentences."""

from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.reports.actions import freeze, quote
from evaluations.reports.models import SHOWN_BEFORE, Edition, Quotation
from evaluations.reports.queries import quotable
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team

WORDS = (
    "Une année de rencontres plus que de réunions (exemple).\n\n"
    "Ce qui a le mieux marché tient en peu de choses\u202f: une heure qui convient, une salle prêtée, quelqu’un "
    "qui appelle. Ce qui gêne revient partout\u202f: le temps, et des projets "
    "découverts une fois lancés (exemple)."
)
MOST = 3  # sentences that it quotes


def load() -> None:
    """Freeze it once, where reminders are over and nobody did."""
    team = member_of_the_team()
    closed = Campaign.objects.filter(state=Campaign.State.CLOSED).order_by("-year").first()
    if team is None or closed is None or Edition.objects.exists():
        return
    by = member(team)
    for answer in quotable(closed)[:MOST]:
        quote(answer, by=by)
    Quotation.objects.of(closed).update(chosen_at=timezone.now() - SHOWN_BEFORE)  # as if a week had passed
    freeze(closed, by=by, words=WORDS)
