"""Two at the same moment: one national meeting a year, each association there once, each poster once."""

import pytest

from evaluations.campaigns.actions import prepare as prepare_campaign
from evaluations.meetings.actions.announcing import Words, announce, prepare
from evaluations.meetings.actions.holding import note_present
from evaluations.meetings.actions.posters import Wall, write_poster
from evaluations.meetings.models import YearlyMeeting
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.revisions import Stale
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.meetings.scenes import WORDS, begun, host, the_question
from tests.evaluations.self_evaluations.scenes import a_national, the_campaign
from tests.factories import a_qpv
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_announce_the_national_one_announce_one() -> None:
    campaign, by, places = the_campaign(), a_national(), [a_gathering(), a_gathering()]

    answers = side_by_side(
        *(
            lambda each=each: announce(each, by=by, campaign=campaign, is_national=True, words=WORDS)
            for each in places
        )
    )

    assert raised(answers) == [ActionRefused]
    assert YearlyMeeting.objects.count() == 1


def test_two_who_announce_one_gathering_announce_it_once() -> None:
    gathering, by, years = (
        a_gathering(),
        a_national(),
        [the_campaign(), prepare_campaign(by=a_national(), year=YEAR + 1)],
    )

    answers = side_by_side(
        *(
            lambda year=year: announce(gathering, by=by, campaign=year, is_national=False, words=WORDS)
            for year in years
        )
    )

    assert raised(answers) == [ActionRefused]


def test_two_who_note_or_prepare_at_once_lose_nothing() -> None:
    meeting, there, question = begun(), a_signatory_of_franc_moisin().organisation, the_question()
    by, qpv = host(meeting), a_qpv()

    noted = side_by_side(*(lambda: note_present(meeting, by=by, organisations=[there]) for _ in range(2)))
    said = side_by_side(
        *(lambda text=text: prepare(meeting, by=by, words=Words(agenda=text), read=0) for text in ("Un", "Deux"))
    )
    walls = [Wall(works="Un"), Wall(works="Deux")]
    entered = side_by_side(
        *(lambda wall=wall: write_poster(meeting, question, qpv, by=by, wall=wall, read=0) for wall in walls)
    )

    assert raised(noted) == []
    assert meeting.present.count() == 1
    assert raised(said) == [Stale]
    assert raised(entered) == [Stale]
    assert meeting.posters.get().works == "Un"
