"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.debates.actions import inviting, points, sheets
from engagements.debates.models import SheetGuest, Stage
from tests.constraints import changed
from tests.engagements.debates.scenes import (
    a_contact,
    a_gathering,
    a_sheet,
    apart,
    closed,
    facts,
    franc_moisin,
    held,
    in_days,
    organiser,
    ten_days_later,
)
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def prepare() -> Scene:
    contact, _, place = a_contact(), a_contact(), franc_moisin()
    words, readers = sheets.Words(title="Une question"), sheets.Readers()
    return Scene(
        act=lambda: sheets.prepare(by=contact, place=place, words=words, stage=Stage.AFTER, readers=readers),
        events=(("sheet.opened", None, contact.person),),
    )


def take_notes() -> Scene:
    gathering = a_gathering(days=(10,))
    leader = organiser(gathering)
    return Scene(
        act=lambda: sheets.take_notes(gathering, by=leader), events=(("sheet.opened", None, leader.person),)
    )


def open_after() -> Scene:
    by = a_contact()
    sheet = closed(held(by=by), by=by)
    return Scene(act=lambda: sheets.open_after(sheet, by=by), events=(("sheet.opened", None, by.person),))


def begin() -> Scene:
    by = a_contact()
    sheet = a_sheet(by=by)
    return Scene(act=lambda: sheets.begin(sheet, by=by), events=(("sheet.held", sheet, by.person),))


def have_it_read() -> Scene:
    by, other = a_contact(), a_contact()
    sheet = held(by=by, place_reads=True)
    return Scene(
        act=lambda: sheets.have_it_read(sheet, by=by),
        events=(("sheet.correcting", sheet, by.person),),
        mails=(("debates.to_correct", other.person.email),),
    )


def close() -> Scene:
    by = a_contact()
    sheet = ten_days_later(sheets.have_it_read(held(by=by), by=by))
    return Scene(act=lambda: sheets.close(sheet), events=(("sheet.closed", sheet, None),))


def choose_readers() -> Scene:
    by = a_contact()
    sheet = a_sheet(by=by)
    readers = sheets.Readers(place=True)
    return Scene(
        act=lambda: sheets.choose_readers(sheet, by=by, readers=readers),
        events=(("sheet.readers", sheet, by.person),),
    )


def agree() -> Scene:
    by, other = a_contact(), a_contact()
    sheet = a_sheet(by=by, place_reads=True)
    return Scene(
        act=lambda: sheets.agree(sheet, by=other, yes=True), events=(("sheet.agreed", sheet, other.person),)
    )


def agree_no_more() -> Scene:
    by, other = a_contact(), a_contact()
    sheet = sheets.agree(a_sheet(by=by, place_reads=True), by=other, yes=True)
    return Scene(
        act=lambda: sheets.agree(sheet, by=other, yes=False),
        events=(("sheet.agreed_no_more", sheet, other.person),),
    )


def add_note() -> Scene:
    by = a_contact()
    sheet = closed(held(by=by), by=by)
    return Scene(
        act=lambda: sheets.add_note(sheet, by=by, text="Plus tard."), events=(("sheet.noted", sheet, by.person),)
    )


def forget_words_of() -> Scene:
    by = a_contact()
    points.add(held(by=by), apart(), by=by)
    return Scene(act=lambda: sheets.forget_words_of(by.organisation))


def add() -> Scene:
    by, other = a_contact(), a_contact()
    sheet = held(by=by)
    said = apart(organisation=other.organisation)
    return Scene(act=lambda: points.add(sheet, said, by=by), events=(("point.written", sheet, by.person),))


def change() -> Scene:
    by = a_contact()
    point = points.add(sheet := held(by=by), apart(), by=by)
    return Scene(
        act=lambda: points.change(point, apart(text="Autrement."), by=by, read=0),
        events=(("point.changed", sheet, by.person),),
    )


def strike() -> Scene:
    by = a_contact()
    point = points.add(sheet := held(by=by), apart(), by=by)
    return Scene(act=lambda: points.strike(point, by=by), events=(("point.struck", sheet, by.person),))


def decide_there() -> Scene:
    by, other = a_contact(), a_contact()
    sheet = held(by=by)
    return Scene(
        act=lambda: points.decide_there(sheet, facts(organisation=other.organisation), by=by),
        events=(("decision.made", None, by.person), ("sheet.decided", sheet, by.person)),
    )


def invite() -> Scene:
    by, other = a_contact(), a_contact()
    sheet = a_sheet(by=by)
    return Scene(
        act=lambda: inviting.invite(sheet, other.organisation, by=by),
        events=(("sheet.invited", sheet, by.person),),
    )


def invite_guest() -> Scene:
    by = a_contact()
    sheet = a_sheet(by=by)
    return Scene(
        act=lambda: inviting.invite_guest(sheet, by=by, called="Le conseil (exemple)", until=in_days(9)),
        events=(("sheet.guest_invited", sheet, by.person),),
    )


def end_guest() -> Scene:
    by = a_contact()
    sheet = a_sheet(by=by)
    guest = inviting.invite_guest(sheet, by=by, called="Le conseil (exemple)", until=in_days(9)).target
    return Scene(act=lambda: inviting.end_guest(guest, by=by), events=(("sheet.guest_ended", sheet, by.person),))


def forget_old_guests() -> Scene:
    by = a_contact()
    inviting.invite_guest(a_sheet(by=by), by=by, called="Le conseil (exemple)", until=in_days(9))
    changed(SheetGuest.objects.get(), until=in_days(-1))
    return Scene(act=inviting.forget_old_guests)


SCENES: Scenes = {
    "prepare": prepare,
    "take_notes": take_notes,
    "open_after": open_after,
    "begin": begin,
    "have_it_read": have_it_read,
    "close": close,
    "choose_readers": choose_readers,
    "agree": agree,
    "agree, no more": agree_no_more,
    "add_note": add_note,
    "forget_words_of": forget_words_of,
    "add": add,
    "change": change,
    "strike": strike,
    "decide_there": decide_there,
    "invite": invite,
    "invite_guest": invite_guest,
    "end_guest": end_guest,
    "forget_old_guests": forget_old_guests,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
