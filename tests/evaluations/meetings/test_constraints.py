"""What the database refuses, whoever writes."""

import pytest
from django.utils import timezone

from evaluations.meetings.actions.inviting import invite
from evaluations.meetings.actions.posters import write_poster
from evaluations.meetings.models import MeetingInvitation, MeetingPoster, MeetingPresence
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin
from tests.evaluations.meetings.scenes import WALL, a_meeting, begun, host, the_question, with_present
from tests.factories import a_qpv

pytestmark = pytest.mark.django_db


def a_poster() -> MeetingPoster:
    with_present(meeting := begun(), 5)
    return write_poster(meeting, the_question(), a_qpv(), by=host(meeting), wall=WALL, read=None)


def a_presence() -> MeetingPresence:
    with_present(meeting := begun(), 1)
    return meeting.present.get()


def an_invitation() -> MeetingInvitation:
    invited = invite(a_meeting(), a_signatory_of_franc_moisin().organisation)
    assert invited
    return invited


BROKEN: Broken = {
    "yearly_meeting_one_national": lambda: twice(a_meeting(is_national=True), gathering=a_gathering()),
    "yearly_meeting_approved_by_somebody": lambda: changed(a_meeting(), approved_at=timezone.now()),
    "meeting_invitation_once": lambda: twice(an_invitation()),
    "meeting_presence_once": lambda: twice(a_presence()),
    "meeting_poster_once": lambda: twice(a_poster()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_several_territories_meet_in_a_year() -> None:
    twice(a_meeting(), gathering=a_gathering())
