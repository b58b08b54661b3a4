"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.debates.models import Sheet
from evaluations.meetings.actions import announcing, forgetting, holding, inviting, posters
from evaluations.meetings.actions.announcing import Words
from tests.engagements.debates.scenes import closed
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin
from tests.evaluations.meetings.scenes import (
    WALL,
    WORDS,
    a_meeting,
    begun,
    host,
    notes_of,
    the_question,
    with_present,
)
from tests.evaluations.self_evaluations.scenes import a_national, the_campaign
from tests.factories import a_qpv
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def announce() -> Scene:
    gathering, campaign, by = a_gathering(), the_campaign(), a_national()
    return Scene(
        act=lambda: announcing.announce(gathering, by=by, campaign=campaign, is_national=True, words=WORDS),
        events=(("meeting.announced", None, by.person),),
    )


def prepare() -> Scene:
    meeting = a_meeting()
    by, words = host(meeting), Words(agenda="L’été (exemple)")
    return Scene(
        act=lambda: announcing.prepare(meeting, by=by, words=words, read=0),
        events=(("meeting.prepared", meeting, by.person),),
    )


def note_present() -> Scene:
    meeting, there = begun(), [a_signatory_of_franc_moisin().organisation for _ in range(2)]
    by = host(meeting)
    return Scene(
        act=lambda: holding.note_present(meeting, by=by, organisations=there),
        events=(("meeting.present", meeting, by.person), ("meeting.present", meeting, by.person)),
    )


def invite() -> Scene:
    meeting, invited = a_meeting(), a_signatory_of_franc_moisin()
    return Scene(
        act=lambda: inviting.invite(meeting, invited.organisation),
        events=(("meeting.invited", meeting, None),),
        mails=(("meetings.invited", invited.person.email),),
    )


def take_off() -> Scene:
    with_present(meeting := begun(), 1)
    by, presence = host(meeting), meeting.present.get()
    return Scene(act=lambda: holding.take_off(presence, by=by), events=(("meeting.absent", meeting, by.person),))


def give_to_read() -> Scene:
    (there,) = with_present(meeting := begun(), 1)
    sheet, by = notes_of(meeting), host(meeting)
    return Scene(
        act=lambda: holding.give_to_read(meeting, by=by),
        events=(("sheet.invited", sheet, by.person), ("sheet.correcting", sheet, by.person)),
        mails=(("debates.to_correct", there.person.email),),
    )


def approve() -> Scene:
    sheet, by = notes_of(meeting := begun()), host(meeting)
    closed(Sheet.objects.get(pk=sheet.pk), by=by)
    return Scene(act=lambda: holding.approve(meeting, by=by), events=(("meeting.approved", meeting, by.person),))


def write_poster() -> Scene:
    with_present(meeting := begun(), 5)
    by, question, qpv = host(meeting), the_question(), a_qpv()
    return Scene(
        act=lambda: posters.write_poster(meeting, question, qpv, by=by, wall=WALL, read=None),
        events=(("meeting.poster", meeting, by.person),),
    )


def forget_association() -> Scene:
    (there,) = with_present(begun(), 1)
    return Scene(act=lambda: forgetting.forget_association(there.organisation))


def forget_association_that_welcomes() -> Scene:
    meeting = a_meeting()
    return Scene(act=lambda: forgetting.forget_association(meeting.gathering.organisation))


SCENES: Scenes = {
    "announce": announce,
    "prepare": prepare,
    "invite": invite,
    "note_present": note_present,
    "take_off": take_off,
    "give_to_read": give_to_read,
    "approve": approve,
    "write_poster": write_poster,
    "forget_association": forget_association,
    "forget_association, that welcomes": forget_association_that_welcomes,
}


def test_who_else_came_and_what_others_say_of_theirs_stays() -> None:
    meeting = begun()
    gone, there = with_present(meeting, 2)

    forgetting.forget_association(gone.organisation)

    assert [each.organisation for each in meeting.present.all()] == [there.organisation]
    meeting.refresh_from_db()
    assert meeting.travel


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
