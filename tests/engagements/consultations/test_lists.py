"""Lists, pages and questions cost as many queries whatever they hold."""

from collections.abc import Callable
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagements.consultations.actions.calls import announce, correct
from engagements.consultations.actions.outcomes import agree_to_be_named, conclude
from engagements.consultations.actions.rooms import accept, ask_to_join, invite, say
from engagements.consultations.lists import Calls
from engagements.consultations.models import Call, Consultation, Outcome
from engagements.letter.places import LETTER
from engagements.scope.places import place_of
from signatories.organisations.actors import Contact
from signatories.organisations.places import EVIDENCE, SPACE, SPACE_WAITING
from signatories.people.places import Period
from tests.engagements.consultations.scenes import (
    Three,
    a_contact,
    a_room,
    a_view,
    facts,
    funders_told,
    in_days,
    over,
    revealed,
    said,
    the_team,
    three,
)
from tests.engagements.needs.scenes import a_need
from tests.factories import a_qpv, a_theme
from tests.lists import costs_the_same_at_any_length, queries_of
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
_numbers = count(1)


def another_call() -> Call:
    number = next(_numbers)
    told = facts(
        name=f"Appel numéro {number} (exemple)",
        link=f"https://example.org/{number}",
        place=place_of(qpvs=[a_qpv()], department=None),
        themes=(a_theme("Sport"),),
    )
    return announce(told, by=the_team(), knowing=Call.objects.values_list("pk", flat=True))


def cost(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_the_list_of_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(a_contact().person)

    costs_the_same_at_any_length(monkeypatch, browser, Calls, "/concertations/", another_call)


@pytest.mark.parametrize("file", ["appels.atom", "appels.ics"])
def test_their_feed_and_their_calendar(file: str) -> None:
    correct_once(another_call())
    one = queries_of(Client(), f"/concertations/{file}")

    for _ in range(2):
        correct_once(another_call())

    assert queries_of(Client(), f"/concertations/{file}") == one


def correct_once(call: Call) -> None:
    again = facts(
        name=call.name,
        link=call.link,
        deposit="Ailleurs (exemple)",
        place=place_of(qpvs=[a_qpv()], department=None),
    )
    correct(call, again, by=the_team(), read=None)


def full(those: Three, *, lines: int) -> None:
    """As many lines of others besides, each with what it may hold."""
    for _ in range(lines):
        contact = a_contact()
        invite(those.room, contact.organisation, by=those.first)
        line = say(those.room, said(needs=(a_need(by=contact),)), by=contact)
        agree_to_be_named(those.room, by=contact)
        a_view(Three(**{**vars(those), "first": contact, "line": line}))


def test_the_page_of_a_consultation_and_the_page_to_be_joined() -> None:
    those, visitor = three(), Client()
    over(those.room.call)
    full(those, lines=1)
    browser, base = browser_of(those.first.person), those.room.get_absolute_url()
    those.room.refresh_from_db()
    joined = f"/concertations/page/{those.room.page_code}/"
    one = queries_of(browser, base), queries_of(visitor, joined)

    full(those, lines=3)

    assert (queries_of(browser, base), queries_of(visitor, joined)) == one


def rooms(contact: Contact) -> list[Consultation]:
    """One whose hour has come, with a common answer; and one without a line."""
    answered, without = (a_room(by=contact, call=another_call()) for _ in range(2))
    line, partner = say(answered, said(), by=contact), a_contact()
    invite(answered, partner.organisation, by=contact)
    say(answered, said(), by=partner)
    revealed(answered)
    accept(ask_to_join(line, by=partner), by=contact)
    conclude(answered, by=contact, outcome=Outcome.TOGETHER, lead=line)
    return [answered, without]


@pytest.mark.parametrize(
    "ask",
    [
        lambda contact: LETTER.gather(contact, Period(in_days(0), in_days(400))),
        SPACE.gather,
        SPACE_WAITING.gather,
        lambda contact: EVIDENCE.gather(contact.organisation, Period(in_days(-2), in_days(2))),
    ],
    ids=["the letter", "the space", "what waits", "evidence"],
)
def test_what_an_association_is_asked_and_told(ask: Callable[[Contact], object]) -> None:
    contact = a_contact()
    rooms(contact)
    ask(contact)
    one = cost(lambda: ask(contact))

    rooms(contact)
    rooms(contact)

    assert cost(lambda: ask(contact)) == one


def test_what_funders_answered() -> None:
    those = three()
    funders_told(those)
    browser, base = browser_of(those.first.person), those.room.get_absolute_url()
    one = queries_of(browser, base)

    funders_told(Three(**{**vars(those), "first": those.second}))

    assert queries_of(browser, base) == one
