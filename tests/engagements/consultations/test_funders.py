"""What came of it: whether they spoke, sixty days after; in June, what funders answered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagements.consultations.actions.calls import correct
from engagements.consultations.actions.funders import tell_of_funders
from engagements.consultations.actions.outcomes import conclude, reopen
from engagements.consultations.actions.rooms import accept, ask_to_join, invite, say, take_back
from engagements.consultations.models import (
    Call,
    CallKind,
    Consultation,
    Funded,
    FundersAnswer,
    Line,
    Outcome,
    Said,
)
from engagements.consultations.replies import ASKED_FOR, SILENT, SPOKEN
from engagements.letter.actions import give_key
from engagements.letter.models import QuestionKey
from engagements.letter.places import LETTER, reply_of
from engagements.scope.places import place_of
from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations.actors import Contact
from signatories.organisations.places import EVIDENCE, SPACE, SPACE_WAITING
from signatories.outbox.models import Message
from signatories.people.places import Period
from signatories.signatures.models import Signature
from tests.engagements.consultations.scenes import (
    Three,
    a_call,
    a_contact,
    a_room,
    at,
    facts,
    funders_told,
    in_days,
    over,
    revealed,
    said,
    the_team,
    three,
    together,
)
from tests.races import raised, side_by_side
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
JUNE = date(2028, 6, 1)
WORDS = "Il manque la moitié (exemple)"


def ended(those: Three, on: date) -> Three:
    """The same, whose call ended that day: nobody writes one so."""
    Call.objects.filter(pk=those.room.call_id).update(last_on=on)
    those.room.refresh_from_db()
    return those


def told(contact: Contact, start: date, end: date) -> list[str]:
    return [each.text for each in LETTER.gather(contact, Period(start, end)) if "financeurs" in each.text]


def waits(contact: Contact, on: date) -> list[str]:
    with at(on):
        return [each.text for each in SPACE_WAITING.gather(contact) if "oncert" in each.href]


@pytest.mark.parametrize(
    ("last_on", "asked"),
    [
        (date(2027, 5, 31), False),
        (date(2027, 6, 1), True),
        (date(2028, 5, 31), True),
        (date(2028, 6, 1), False),
    ],
    ids=["of the year before", "the first day of the year", "the last", "it is not over"],
)
def test_june_asks_once_of_what_was_over_in_the_year(last_on: date, asked: bool) -> None:  # noqa: FBT001  # a column of the table
    those = ended(three(), last_on)

    assert bool(told(those.first, date(2028, 5, 29), date(2028, 6, 5))) is asked
    assert told(those.first, date(2028, 5, 22), date(2028, 5, 29)) == []
    assert told(those.first, date(2028, 6, 5), date(2028, 6, 12)) == []
    assert any("financeurs" in each for each in waits(those.first, date(2028, 6, 30))) is asked
    assert not any("financeurs" in each for each in waits(those.first, date(2028, 7, 1)))


def test_a_letter_that_was_held_back_asks_in_june_whenever_it_leaves() -> None:
    those = ended(three(), date(2028, 3, 1))

    assert told(those.first, date(2028, 5, 1), date(2028, 6, 20))


def test_only_who_takes_part_is_asked_until_it_answers_and_never_when_nobody_filed() -> None:
    those = ended(three(), date(2028, 3, 1))
    with at(JUNE):
        say(those.room, said(Said.NOT_FOR_US), by=those.third)

    def asked() -> list[bool]:
        week = (date(2028, 5, 29), date(2028, 6, 5))
        return [bool(told(contact, *week)) for contact in (those.first, those.second, those.third, a_contact())]

    assert asked() == [True, True, False, False]
    with at(JUNE):
        tell_of_funders(those.room, by=those.first, funded=Funded.WAITING)
    assert asked() == [False, True, False, False]
    conclude(those.room, by=those.first, outcome=Outcome.NONE)
    assert asked() == [False, False, False, False]


def test_it_is_said_on_a_page_read_by_those_with_a_line_and_said_anew() -> None:
    those = three()
    over(those.room.call)
    browser, base = browser_of(those.first.person), those.room.get_absolute_url()

    browser.post(f"{base}financeurs/", {"funded": "attente"})
    browser.post(f"{base}financeurs/", {"funded": "partie", "text": WORDS})

    answer = FundersAnswer.objects.get()
    assert (answer.funded, answer.text, answer.organisation) == (Funded.PARTLY, WORDS, those.first.organisation)
    assert WORDS in browser_of(those.second.person).get(base).content.decode()
    assert WORDS in browser.get(f"{base}financeurs/").content.decode()
    for other in (browser_of(those.third.person), team_browser(the_team().person)):
        assert WORDS not in other.get(base).content.decode()
        assert other.get(f"{base}financeurs/").status_code == 404
    assert not Message.objects.filter(text__contains=WORDS).exists()


def test_one_answers_from_the_letter_and_nothing_that_others_said_is_there() -> None:
    those = ended(three(), date(2028, 3, 1))
    with at(JUNE):
        tell_of_funders(those.room, by=those.second, funded=Funded.REFUSED, text=WORDS)
        asked = [each.asks for each in LETTER.gather(those.first, Period(JUNE, date(2028, 6, 2))) if each.asks]
        reply = reply_of(asked[0].kind, those.first, asked[0].about)
        assert reply
        form = reply.form({"funded": "obtenu", "text": ""})
        assert form.is_valid()
        reply.say(form)

        assert WORDS not in f"{reply.text}{reply.form(None)}"
        assert reply_of(asked[0].kind, those.first, asked[0].about) is None
        assert reply_of(asked[0].kind, those.third, asked[0].about) is None
    assert FundersAnswer.objects.get(organisation=those.first.organisation).funded == Funded.OBTAINED


def test_who_leaves_reads_it_no_more_and_it_stays_to_the_others() -> None:
    those = three()
    funders_told(those, text=WORDS)

    Signature.objects.filter(organisation=those.first.organisation).update(status="paused")

    assert not FundersAnswer.objects.visible_to(those.first).exists()
    assert FundersAnswer.objects.visible_to(those.second).exists()


@pytest.mark.parametrize(
    ("said_of_it", "reason"),
    [
        ({"funded": "peut-être"}, "cinq réponses"),
        ({"funded": Funded.REFUSED, "text": "é" * 301}, "300"),
    ],
)
def test_what_does_not_hold_is_refused(said_of_it: dict[str, Any], reason: str) -> None:
    those = three()
    with pytest.raises(ActionRefused, match="après la date limite"):
        tell_of_funders(those.room, by=those.first, funded=Funded.OBTAINED)
    over(those.room.call)

    with pytest.raises(ActionRefused, match=reason):
        tell_of_funders(those.room, by=those.first, **said_of_it)
    for by in (those.third, the_team(), a_contact()):
        with pytest.raises(ActionRefused, match="qui a une ligne"):
            tell_of_funders(those.room, by=by, funded=Funded.OBTAINED)


def test_the_last_day_is_that_of_the_place() -> None:
    those = three()
    Call.objects.filter(pk=those.room.call_id).update(last_on=in_days(0))

    with pytest.raises(ActionRefused, match="après la date limite"):
        tell_of_funders(those.room, by=those.first, funded=Funded.OBTAINED)


def test_the_evidence_says_that_it_was_told_never_what() -> None:
    those = three()
    funders_told(those, text=WORDS)
    period = Period(in_days(-1), in_days(1))

    mine = [each.text for each in EVIDENCE.gather(those.first.organisation, period) if "financeurs" in each.text]

    assert len(mine) == 1
    assert WORDS not in mine[0]
    assert Funded.PARTLY.label not in mine[0]
    assert not any("financeurs" in each.text for each in EVIDENCE.gather(those.second.organisation, period))
    funders_told(those, funded=Funded.UNSAID)
    assert not any("financeurs" in each.text for each in EVIDENCE.gather(those.first.organisation, period))


def test_sixty_days_after_the_space_asks_those_with_a_line_for_a_year() -> None:
    those = ended(three(), date(2027, 3, 1))
    say(those.room, said(Said.NOT_FOR_US), by=those.third)
    due, last = date(2027, 3, 1) + SILENT, date(2027, 3, 1) + ASKED_FOR

    def asked(contact: Contact, on: date) -> bool:
        return any("parlé" in each for each in waits(contact, on))

    assert not asked(those.first, due - timedelta(days=1))
    assert asked(those.first, due)
    assert asked(those.first, last - timedelta(days=1))
    assert not asked(those.first, last)
    assert not asked(those.third, due)
    conclude(those.room, by=those.second, outcome=Outcome.EACH)
    assert not asked(those.first, due)


def test_who_is_not_concerned_is_asked_nothing_after_either() -> None:
    those = ended(three(), date(2028, 3, 1))
    say(those.room, said(Said.NOT_FOR_US), by=those.third)
    period = Period(date(2028, 3, 1) + SILENT, date(2028, 3, 8) + SILENT)

    assert [each.name for each in LETTER.gather(those.first, period) if ":after" in each.name]
    assert not [each.name for each in LETTER.gather(those.third, period) if ":after" in each.name]


def key_of(contact: Contact) -> QuestionKey:
    """What the letter of this week holds, sixty days after."""
    today = timezone.localdate()
    found = [each.asks for each in LETTER.gather(contact, Period(today, in_days(1))) if each.asks]
    asks = next(each for each in found if each.kind == SPOKEN)
    return give_key(asks, person=contact.person, organisation=contact.organisation)


def test_what_came_of_it_is_said_in_a_word_by_the_key_of_the_letter(client: Client) -> None:
    those = ended(three(), in_days(-SILENT.days))
    mine, other = key_of(those.first), key_of(those.second)

    page = client.get(mine.get_absolute_url(), follow=True).content.decode()
    assert not Consultation.objects.exclude(outcome="").exists(), "looking changes nothing"
    assert not [each for each in (those.second.organisation.name, "Les familles") if each in page]
    refused = client.post(mine.target.get_absolute_url(), {"outcome": "", "told": WORDS}).content.decode()
    assert "Choisissez une des réponses" in refused
    assert WORDS in refused
    client.post(mine.target.get_absolute_url(), {"outcome": "chacun", "told": WORDS})

    those.room.refresh_from_db()
    assert (those.room.outcome, those.room.told, those.room.concluded_by) == ("chacun", WORDS, those.first.person)
    assert client.get(those.room.get_absolute_url()).status_code == 302, "to where one signs in"
    shown = browser_of(those.second.person).get(those.room.get_absolute_url()).content.decode()
    assert WORDS in shown
    assert "après la date limite" in shown
    late = Client().get(other.get_absolute_url(), follow=True).content.decode()
    assert "Quelqu’un d’autre a répondu" in late
    assert WORDS not in late


def test_a_key_says_what_came_of_its_own_consultation() -> None:
    another = a_call(name="Cités éducatives (exemple)", link="https://example.org/cites")
    older, those = (ended(each, in_days(-SILENT.days)) for each in (three(), three(call=another)))

    for one, other in ((older, those), (those, older)):
        reply = reply_of(SPOKEN, one.first, one.room.pk)
        assert reply
        assert reply.href == one.room.get_absolute_url()
        assert reply_of(SPOKEN, one.first, other.room.pk) is None


def joined_by_the_second(those: Three) -> None:
    together(those)


def joined_by_both_ways(those: Three) -> None:
    together(those)
    accept(ask_to_join(those.other, by=those.first), by=those.second)


def hidden(those: Three) -> None:
    together(those)
    Line.objects.filter(pk=those.line.pk).update(hidden_at=timezone.now())


@pytest.mark.parametrize(
    ("before", "who", "offered"),
    [
        (joined_by_the_second, "first", True),
        (joined_by_the_second, "second", True),
        (joined_by_the_second, "third", False),
        (joined_by_both_ways, "first", False),
        (hidden, "first", False),
        (lambda _: None, "first", False),
    ],
    ids=["its own line", "that it joined", "that of others", "which of two", "hidden", "nobody joined"],
)
def test_a_common_answer_is_said_by_key_where_one_line_leads_it(before: Any, who: str, offered: bool) -> None:  # noqa: FBT001  # a column of the table
    those = three()
    say(those.room, said(Said.UNSURE), by=those.third)
    before(those)
    ended(those, in_days(-SILENT.days))
    reply = reply_of(SPOKEN, getattr(those, who), those.room.pk)
    assert reply

    form = reply.form({"outcome": "ensemble", "told": ""})

    assert form.is_valid() is offered
    assert ("se dit sur la page" in str(form)) is not offered
    if offered:
        reply.say(form)
        assert Consultation.objects.get().lead == those.line


@pytest.mark.parametrize("words", [{"told": WORDS}, {"dissent": WORDS}], ids=str)
def test_what_was_written_before_is_not_written_over_by_key(words: dict[str, Any]) -> None:
    those = ended(three(), in_days(-SILENT.days))
    conclude(those.room, by=those.second, outcome=Outcome.EACH, **words)
    reopen(those.room, by=those.second)

    asked = [
        each.asks for each in LETTER.gather(those.first, Period(in_days(0), in_days(1))) if "parlé" in each.text
    ]

    assert asked == [None]
    assert reply_of(SPOKEN, those.first, those.room.pk) is None


@pytest.mark.parametrize(
    ("days", "who", "answers"),
    [
        (SILENT.days, "first", True),
        (SILENT.days - 1, "first", False),
        (ASKED_FOR.days - 1, "first", True),
        (ASKED_FOR.days, "first", False),
        (SILENT.days, "third", False),
    ],
)
def test_a_key_answers_as_long_as_it_is_asked_of_it(days: int, who: str, answers: bool) -> None:  # noqa: FBT001  # a column of the table
    those = ended(three(), in_days(-days))

    assert (reply_of(SPOKEN, getattr(those, who), those.room.pk) is not None) is answers


def test_the_space_shows_what_is_open_and_no_more_what_is_over() -> None:
    those = three()
    name = those.room.call.name
    assert any(name in str(section.context) for section in SPACE.gather(those.first))

    over(those.room.call)

    assert not any(name in str(section.context) for section in SPACE.gather(those.first))


def test_a_call_that_becomes_a_tender_gives_back_what_may_not_be_said() -> None:
    those = three()
    say(those.room, said(Said.NOT_FOR_US), by=those.third)
    invite(those.room, (left := a_contact()).organisation, by=those.first)
    take_back(say(those.room, said(Said.JOIN), by=left), by=left)

    correct(those.room.call, facts(kind=CallKind.TENDER), by=those.first, read=0)

    assert {*Line.objects.standing()} == {those.line}
    assert {message.to for message in Message.objects.filter(kind="consultations.is_a_tender")} == {
        those.second.person.email,
        those.third.person.email,
    }


def test_what_changes_of_a_call_is_told_of_that_call_alone_and_takes_back_nothing_elsewhere() -> None:
    those = three()
    call, other = those.room.call, a_call(name="Un autre appel (exemple)", link="https://example.org/autre")
    elsewhere = a_room(call=other, by=those.first)
    kept = say(elsewhere, said(Said.ALONE), by=those.first)
    concluded = a_room(call=call, by=the_team(), place=place_of(department=call.department))
    said_there = say(concluded, said(Said.ALONE), by=those.first)
    conclude(revealed(concluded), by=those.first, outcome=Outcome.EACH)

    correct(call, facts(kind=CallKind.TENDER, last_on=in_days(70)), by=those.first, read=None)

    assert {*Line.objects.standing()} == {those.line, kept, said_there}
    about = {kind: Message.objects.filter(kind=f"consultations.{kind}") for kind in ("call_moved", "is_a_tender")}
    for messages in about.values():
        assert messages
        assert all(those.room.get_absolute_url() in message.text for message in messages)


@pytest.mark.parametrize("outcome", Outcome, ids=str)
def test_nothing_is_coordinated_on_a_tender(outcome: Outcome) -> None:
    those = three()
    together(those)
    correct(those.room.call, facts(kind=CallKind.TENDER), by=those.first, read=0)
    room = Consultation.objects.get(pk=those.room.pk)
    browser = browser_of(those.first.person)

    shown = browser.post(
        f"{room.get_absolute_url()}conclure/", {"outcome": outcome.value, "lead": str(those.line.pk)}
    )

    room.refresh_from_db()
    assert (room.outcome == outcome) is (outcome != Outcome.COORDINATED)
    assert (shown.status_code == 302) is (outcome != Outcome.COORDINATED)
    if outcome == Outcome.COORDINATED:
        with pytest.raises(ActionRefused, match="droit de la concurrence"):
            conclude(room, by=those.first, outcome=outcome)


@pytest.mark.django_db(transaction=True)
def test_nobody_says_it_while_the_call_becomes_a_tender() -> None:
    those = three(open_now=False)

    answers = side_by_side(
        lambda: correct(those.room.call, facts(kind=CallKind.TENDER), by=those.first, read=0),
        lambda: say(those.room, said(Said.ALONE), by=those.third),
    )

    assert raised(answers[:1]) == []
    assert not Line.objects.standing().exclude(said=Said.SEEK).exists()
