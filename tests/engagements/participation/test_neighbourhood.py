"""Gatherings on a neighbourhood’s page: what comes, what the last one gave, who does what on which day."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagements.participation.actions import cancel
from engagements.participation.models import Gathering, Rhythm
from engagements.participation.times import said_rhythm
from signatories.organisations.models import Organisation
from signatories.organisations.places import SIGNATORY
from signatories.people.actors import Actor
from signatories.people.places import NEIGHBOURHOOD
from tests.engagements.participation.scenes import (
    a_gathering,
    a_gathering_held,
    a_signatory_of_franc_moisin,
    at,
    long_ago,
)
from tests.factories import a_qpv

pytestmark = pytest.mark.django_db
ELSEWHERE = "QN07511M"


def sections() -> dict[str, object]:
    """What its page says to a visitor, by title."""
    return {each.title: each.context for each in NEIGHBOURHOOD.gather(a_qpv(), Actor())}


def page(client: Client) -> str:
    return client.get("/quartiers/QN09331M/").content.decode()


def test_the_last_one_held_says_how_many_came_and_what_it_gave(client: Client) -> None:
    by = a_signatory_of_franc_moisin()
    long_ago(a_gathering_held(by, outcome="Trop vieux (exemple)."), days=20)
    a_gathering_held(by)

    text = page(client)

    assert "20 personnes, dont 14 habitantes ou habitants." in text
    assert "Douze idées (exemple)." in text
    assert "Trop vieux" not in text


def test_the_next_dates_are_those_that_anybody_may_go_to_the_first_first() -> None:
    by = a_signatory_of_franc_moisin()
    later, soon = a_gathering(by, days=(9,)), a_gathering(by, days=(4, 8))
    a_gathering(by, days=(5,), is_public=False)
    a_gathering(by, days=(6,), place=at(a_qpv(code=ELSEWHERE)))
    cancel(a_gathering(by, days=(7,)), by=by, why="Pluie (exemple).")
    long_ago(a_gathering(by, days=(5,)), days=1)

    (context,) = (each.context for each in NEIGHBOURHOOD.gather(a_qpv(), Actor()) if each.key == "dates")

    assert context["gatherings"] == [soon, later]


def test_the_page_of_a_signatory_shows_what_it_proposes_and_nobody_elses() -> None:
    by, other = a_signatory_of_franc_moisin(), a_signatory_of_franc_moisin()
    mine = a_gathering(by)
    a_gathering(by, is_public=False)
    cancel(a_gathering(by, days=(7,)), by=by, why="Pluie (exemple).")
    long_ago(a_gathering(by, days=(5,)), days=1)

    def shown(organisation: Organisation) -> list[Gathering]:
        sections: list[Any] = SIGNATORY.gather(organisation, Actor())
        found = [each.context for each in sections if each.title == "Rencontres"]
        return [gathering for context in found for gathering in context["gatherings"]]

    assert (shown(by.organisation), shown(other.organisation)) == ([mine], [])


@pytest.mark.parametrize("unseen", ["private", "elsewhere", "forgotten"])
def test_what_was_held_elsewhere_in_private_or_long_ago_is_not_told(unseen: str) -> None:
    place = at(a_qpv(code=ELSEWHERE)) if unseen == "elsewhere" else at()
    held = a_gathering_held(place=place, is_public=unseen != "private")
    if unseen == "forgotten":
        long_ago(held, days=181)

    assert "La dernière fois" not in sections()


def test_what_comes_back_is_told_by_day_of_the_week_the_first_hour_first(client: Client) -> None:
    by = a_signatory_of_franc_moisin(name="Lire ensemble (exemple)")
    thursday, tuesday = (a_gathering(by, days=(days,), rhythm=Rhythm.WEEK) for days in _days_to(3, 1))
    a_gathering(by, days=(3,))  # once

    text = page(client).partition("Qui fait quoi, quel jour")[2].partition("</dl>")[0]

    assert text.count("<dt>") == 2
    assert text.index(f"/rencontres/{tuesday.pk}/") < text.index(f"/rencontres/{thursday.pk}/")
    assert "chaque mardi, la prochaine fois le" in text
    assert "Lire ensemble (exemple), Maison de quartier (exemple)" in text


@pytest.mark.parametrize("unseen", ["private", "elsewhere", "to choose", "past"])
def test_who_does_what_holds_only_what_anybody_may_go_to(unseen: str) -> None:
    place = at(a_qpv(code=ELSEWHERE)) if unseen == "elsewhere" else at()
    days = (5, 6) if unseen == "to choose" else (5,)
    regular = a_gathering(days=days, place=place, is_public=unseen != "private", rhythm=Rhythm.MONTH)
    if unseen == "past":
        long_ago(regular, days=1)

    assert "Qui fait quoi, quel jour" not in sections()


@pytest.mark.parametrize(
    ("day", "monthly", "said"),
    [
        (date(2027, 3, 4), False, "chaque jeudi"),
        (date(2027, 3, 1), True, "le premier lundi du mois"),
        (date(2027, 3, 7), True, "le premier dimanche du mois"),
        (date(2027, 3, 8), True, "le deuxième lundi du mois"),
        (date(2027, 3, 28), True, "le quatrième dimanche du mois"),
        (date(2027, 3, 29), True, "le dernier lundi du mois"),
    ],
)
def test_a_rhythm_is_said_as_it_comes_back(day: date, *, monthly: bool, said: str) -> None:
    assert said_rhythm(day, monthly=monthly) == said


def _days_to(*weekdays: int) -> list[int]:
    """In how many days, at least two, it is each of these days of the week."""
    today = timezone.localdate()
    return [2 + (weekday - today.weekday() - 2) % 7 for weekday in weekdays]
