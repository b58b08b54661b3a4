"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.consultations.actions import calls, funders, outcomes, reporting, residents, rooms
from engagements.consultations.models import CallKind, Funded, Outcome
from engagements.flags.models import Reason
from engagements.needs.actions import Line as Sentence
from engagements.needs.actions import Occasion
from engagements.scope.places import place_of
from tests.engagements.consultations.scenes import (
    EVENING,
    a_call,
    a_contact,
    a_room,
    a_view,
    facts,
    in_days,
    over,
    said,
    the_team,
    three,
)
from tests.factories import a_qpv
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def announce() -> Scene:
    contact = a_contact()
    told = facts()
    return Scene(act=lambda: calls.announce(told, by=contact), events=(("call.announced", None, contact.person),))


def expect_again() -> Scene:
    contact, call = a_contact(), a_call()
    return Scene(
        act=lambda: calls.expect_again(call, by=contact), events=(("call.expected", None, contact.person),)
    )


def correct() -> Scene:
    contact, call = a_contact(), a_call()
    told = facts(last_on=in_days(70))
    return Scene(
        act=lambda: calls.correct(call, told, by=contact, read=0),
        events=(("call.corrected", call, contact.person),),
    )


def correct_a_date_spoken_of() -> Scene:
    those = three()
    told = facts(last_on=in_days(70))
    return Scene(
        act=lambda: calls.correct(those.room.call, told, by=those.first, read=0),
        events=(("call.corrected", those.room.call, those.first.person),),
        mails=tuple(("consultations.call_moved", one.person.email) for one in (those.first, those.second)),
    )


def open_consultation() -> Scene:
    contact, call = a_contact(), a_call()
    place = place_of(qpvs=[a_qpv()], department=None)
    return Scene(
        act=lambda: rooms.open_consultation(call, by=contact, place=place, day=in_days(9), at=EVENING),
        events=(("consultation.opened", None, contact.person),),
    )


def invite() -> Scene:
    leader, far = a_contact(), a_contact(qpv=a_qpv(name="Loin", code="QN06901M"))
    room = a_room(by=leader)
    return Scene(
        act=lambda: rooms.invite(room, far.organisation, by=leader),
        events=(("consultation.invited", room, leader.person),),
    )


def move_hour() -> Scene:
    those = three(open_now=False)
    return Scene(
        act=lambda: rooms.move_hour(those.room, by=those.first, day=in_days(12), at=EVENING),
        events=(("consultation.moved", those.room, those.first.person),),
        mails=tuple(("consultations.moved", one.person.email) for one in (those.first, those.second)),
    )


def say() -> Scene:
    contact = a_contact()
    room = a_room(by=contact)
    return Scene(act=lambda: rooms.say(room, said(), by=contact), events=(("line.said", room, None),))


def note() -> Scene:
    those = three()
    other = those.third
    return Scene(
        act=lambda: rooms.note(
            those.room, said(), by=those.first, organisation=other.organisation, called="", how="meeting"
        ),
        events=(("line.said", those.room, None),),
        mails=(("consultations.noted", other.person.email),),
    )


def change() -> Scene:
    those = three()
    return Scene(
        act=lambda: rooms.change(those.line, said(), by=those.first, read=0),
        events=(("line.changed", those.room, None),),
    )


def take_back() -> Scene:
    those = three()
    return Scene(
        act=lambda: rooms.take_back(those.line, by=those.first), events=(("line.taken_back", those.room, None),)
    )


def ask_to_join() -> Scene:
    those = three()
    return Scene(
        act=lambda: rooms.ask_to_join(those.line, by=those.second),
        events=(("line.asked_to_join", those.room, None),),
        mails=(("consultations.asked_to_join", those.first.person.email),),
    )


def accept() -> Scene:
    those = three()
    partner = rooms.ask_to_join(those.line, by=those.second)
    return Scene(
        act=lambda: rooms.accept(partner, by=those.first),
        events=(("line.joined", those.room, None),),
        mails=(("consultations.accepted", those.second.person.email),),
    )


def conclude() -> Scene:
    those = three()
    return Scene(
        act=lambda: outcomes.conclude(those.room, by=those.second, outcome=Outcome.EACH),
        events=(("consultation.concluded", those.room, None),),
    )


def reopen() -> Scene:
    those = three()
    outcomes.conclude(those.room, by=those.second, outcome=Outcome.EACH)
    return Scene(
        act=lambda: outcomes.reopen(those.room, by=those.first),
        events=(("consultation.reopened", those.room, None),),
    )


def agree_to_be_named() -> Scene:
    those = three()
    return Scene(
        act=lambda: outcomes.agree_to_be_named(those.room, by=those.first),
        events=(("consultation.named", those.room, those.first.person),),
    )


def take_name_back() -> Scene:
    those = three()
    outcomes.agree_to_be_named(those.room, by=those.first)
    return Scene(
        act=lambda: outcomes.take_name_back(those.room, by=those.first),
        events=(("consultation.named_no_more", those.room, those.first.person),),
    )


def note_residents() -> Scene:
    those = three()
    sentence, occasion = Sentence(text="On ne sait pas où aller le soir (exemple)"), Occasion(said_in=in_days(-40))
    return Scene(
        act=lambda: residents.note_residents(those.line, sentence, occasion, by=those.first),
        events=(("line.residents_noted", those.room, None),),
    )


def take_residents_back() -> Scene:
    those = three()
    view = a_view(those)
    return Scene(
        act=lambda: residents.take_residents_back(view, by=those.first),
        events=(("line.residents_taken_back", those.room, None),),
    )


def report_line() -> Scene:
    those = three()
    the_team()
    return Scene(
        act=lambda: reporting.report_line(those.other, by=those.first, reason=Reason.NAMES),
        events=(("line.reported", those.room, None),),
    )


def tell_of_funders() -> Scene:
    those = three()
    over(those.room.call)
    return Scene(
        act=lambda: funders.tell_of_funders(those.room, by=those.first, funded=Funded.OBTAINED),
        events=(("consultation.funders_told", those.room, None),),
    )


def correct_to_a_tender() -> Scene:
    those = three()
    told = facts(kind=CallKind.TENDER)
    return Scene(
        act=lambda: calls.correct(those.room.call, told, by=those.first, read=0),
        events=(("call.corrected", those.room.call, those.first.person),),
        mails=(("consultations.is_a_tender", those.second.person.email),),
    )


def forget_words_of() -> Scene:
    those = three()
    a_view(those)
    organisation = those.first.organisation
    return Scene(act=lambda: outcomes.forget_words_of(organisation))


SCENES: Scenes = {
    "open_consultation": open_consultation,
    "invite": invite,
    "move_hour": move_hour,
    "say": say,
    "note": note,
    "change": change,
    "take_back": take_back,
    "ask_to_join": ask_to_join,
    "accept": accept,
    "conclude": conclude,
    "reopen": reopen,
    "agree_to_be_named": agree_to_be_named,
    "take_name_back": take_name_back,
    "correct, to a tender": correct_to_a_tender,
    "report_line": report_line,
    "tell_of_funders": tell_of_funders,
    "note_residents": note_residents,
    "take_residents_back": take_residents_back,
    "forget_words_of": forget_words_of,
    "announce": announce,
    "expect_again": expect_again,
    "correct": correct,
    "correct, a date that is spoken of": correct_a_date_spoken_of,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
