"""What the list of texts to be put under themes may be asked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from evaluations.campaigns.models import Campaign
from evaluations.reports.models import Difficulty
from evaluations.self_evaluations.models import LookBackAnswer
from qpv_charter.toolkit.filters import Filters, asked, choice, search
from qpv_charter.toolkit.lists import Place
from qpv_charter.toolkit.search import telling
from qpv_charter.toolkit.text import fold

Texts = QuerySet[LookBackAnswer]
LONGEST_NUMBER = 9


def holding(texts: Texts, typed: str) -> Texts:
    """Those that hold every word typed. Read one by one: there are as many as associations, not as visitors."""
    wanted = telling(typed)
    found = [pk for pk, text in texts.values_list("pk", "text") if all(word in fold(text) for word in wanted)]
    return texts.filter(pk__in=found)


def _campaign_of(year: str) -> Campaign | None:
    return Campaign.objects.opened().filter(year=int(year)).first() if _is_number(year) else None


def _difficulty_of(number: str) -> Difficulty | None:
    return Difficulty.objects.filter(pk=int(number)).first() if _is_number(number) else None


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER


@dataclass(frozen=True, kw_only=True)
class TextFilters(Filters):
    campaign: Campaign | None = asked(
        "annee",
        "Année",
        read=_campaign_of,
        write=lambda campaign: str(campaign.year),
        narrow=lambda texts, campaign: texts.filter(look_back__campaign=campaign),
        refusal="l’année",
    )
    q: str = search("Mots du texte", narrow=holding)
    difficulty: Difficulty | None = asked(
        "theme",
        "Thème",
        read=_difficulty_of,
        write=lambda difficulty: str(difficulty.pk),
        narrow=lambda texts, difficulty: texts.filter(difficulties=difficulty),
        refusal="le thème",
    )
    put: str = choice(
        "ranges",
        "Déjà rangés\u202f?",
        [("non", "Pas encore rangés"), ("oui", "Rangés")],
        narrow=lambda texts, put: (
            texts.filter(pk__in=_put(texts)) if put == "oui" else texts.exclude(pk__in=_put(texts))
        ),
        everything="Tous les textes",
    )


def _put(texts: Texts) -> QuerySet[Any, Any]:
    return texts.filter(difficulties__isnull=False).order_by().values("pk")


class TextsToGroup(Place[TextFilters]):
    asks, route, size = TextFilters, "reports:difficulties", 25
    counted = ("texte", "textes")
    nothing, everything = "Aucun texte ne répond à ces filtres", "Voir tous les textes"
