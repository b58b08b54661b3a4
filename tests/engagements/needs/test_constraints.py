"""What the database refuses, whoever writes."""

from datetime import date

import pytest

from engagements.needs.actions import close, second, tell
from engagements.needs.models import MOST_VOICES, NeedStep, Seconded
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.needs.scenes import a_contact, a_need, in_days
from tests.factories import a_commune

pytestmark = pytest.mark.django_db


def told() -> NeedStep:
    contact = a_contact()
    return tell(a_need(by=contact), by=contact, to="la mairie", on=in_days(0)).steps.get()


def answered() -> NeedStep:
    contact = a_contact()
    return close(a_need(by=contact), by=contact, text="Réparé.", done=True).steps.get()


def seconded() -> Seconded:
    return second(a_need(), by=a_contact()).seconded.get()


def joined_to_itself() -> None:
    need = a_need()
    changed(need, joined_to=need)


BROKEN: Broken = {
    "need_commune_as_its_reach": lambda: changed(a_need(), commune=a_commune()),
    "need_says_something": lambda: changed(a_need(), text=""),
    "need_said_by_some": lambda: changed(a_need(), how_many=0),
    "need_said_in_a_month": lambda: changed(a_need(), said_in=date(2026, 3, 2)),
    "need_joined_to_another": joined_to_itself,
    "need_told_to_somebody": lambda: changed(told(), told_to=""),
    "need_ends_with_words": lambda: changed(answered(), text=""),
    "need_seconded_once": lambda: twice(seconded()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_it_is_said_by_so_many_at_most() -> None:
    need = a_need()

    changed(need, how_many=MOST_VOICES)
    refused_by_the_database("need_said_by_some", lambda: changed(need, how_many=MOST_VOICES + 1))


def test_what_was_told_needs_no_answer_yet() -> None:
    assert told().text == ""
