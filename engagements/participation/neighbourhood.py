"""What a neighbourhood's page says of gatherings: the dates that come, what the last one gave, who does what on
which day."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.urls import reverse
from django.utils.dateformat import format as format_date

from engagements.participation import queries
from engagements.participation.models import Gathering, GatheringTime, Rhythm
from engagements.participation.times import said_rhythm
from qpv_charter.toolkit.clock import said_hour
from qpv_charter.toolkit.contributions import Section
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

TEMPLATES = "engagements/participation"


@dataclass(frozen=True)
class Regular:
    """What comes back, and when it is held next."""

    gathering: Gathering
    date: GatheringTime

    @property
    def day(self) -> str:
        """« Mardi »."""
        return format_date(self.date.day, "l").capitalize()

    @property
    def hour(self) -> str:
        return said_hour(self.date.at)

    @property
    def rhythm(self) -> str:
        return said_rhythm(self.date.day, monthly=self.gathering.rhythm == Rhythm.MONTH)


def next_dates(qpv: Qpv, actor: Actor) -> Section | None:
    found = queries.in_neighbourhood(qpv, actor)
    context = {"gatherings": found, "href": f"{reverse('participation:list')}?qpv={qpv.pk}"}
    template = f"{TEMPLATES}/_neighbourhood.html"
    return Section("Les prochaines dates", template, context, key="dates") if found else None


def last_time(qpv: Qpv, actor: Actor) -> Section | None:
    found = queries.last_held(qpv, actor)
    template = f"{TEMPLATES}/_last_time.html"
    return Section("La dernière fois", template, {"gathering": found}, key="derniere-fois") if found else None


def who_does_what(qpv: Qpv, actor: Actor) -> Section | None:
    """By day of the week: on which day one pushes which door."""
    found = [Regular(each, each.chosen) for each in queries.regular(qpv, actor) if each.chosen]
    found.sort(key=lambda each: (each.date.day.weekday(), each.date.at))
    days = [(day, list(those)) for day, those in groupby(found, key=attrgetter("day"))]
    template = f"{TEMPLATES}/_days.html"
    return Section("Qui fait quoi, quel jour", template, {"days": days}, key="jours") if days else None
