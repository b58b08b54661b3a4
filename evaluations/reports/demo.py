"""The reports of past years, frozen of what invented associations shared, with some of their sentences."""

from datetime import date

from evaluations.campaigns.models import Campaign
from evaluations.reports.actions import freeze, put_under, quote
from evaluations.reports.models import SHOWN_BEFORE, Edition, Quotation, free_texts
from evaluations.reports.queries import quotable
from evaluations.self_evaluations.demo import noon
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.demo import member_of_the_team

FIRST = (
    "Le premier rapport d’une charte qui se cherche encore (exemple).\n\n"
    "Nous nous connaissons peu, et les habitudes sont anciennes. Une chose a changé\u202f: les voisines "
    "savent désormais qui appeler (exemple)."
)
SECOND = (
    "Une année de rencontres plus que de réunions (exemple).\n\n"
    "Ce qui a le mieux marché tient en peu de choses\u202f: une heure qui convient, une salle prêtée, quelqu’un "
    "qui appelle. Ce qui gêne revient partout\u202f: le temps, et des projets "
    "découverts une fois lancés (exemple)."
)
FROZEN = (11, 12)  # the month and the day
MOST = 3  # sentences that each quotes
DIFFICULTIES = {"Le temps manque (exemple)": (0, 5), "Des horaires de bureau (exemple)": (5, 10)}  # which texts


def load() -> None:
    """Freeze each once, the first year first, where reminders are over and nobody did."""
    team = member_of_the_team()
    closed = Campaign.objects.filter(state=Campaign.State.CLOSED).order_by("year")
    if team is None or Edition.objects.exists():
        return
    for campaign, words in zip(closed, (FIRST, SECOND), strict=False):
        _freeze(campaign, words, by=member(team))


def _freeze(campaign: Campaign, words: str, *, by: TeamMember) -> None:
    for answer in quotable(campaign)[:MOST]:
        quote(answer, by=by)
    for name, (first, last) in DIFFICULTIES.items():
        if texts := free_texts(campaign).order_by("look_back", "question__position")[first:last]:
            put_under(name, texts, by=by, campaign=campaign)
    frozen = noon(date(campaign.year, *FROZEN))
    Quotation.objects.of(campaign).update(chosen_at=frozen - SHOWN_BEFORE)  # as if a week had passed
    freeze(campaign, by=by, words=words, at=frozen)
    Campaign.objects.filter(pk=campaign.pk).update(reported_at=frozen)
