"""What the tests of yearly meetings start from: one announced, one whose day came, one that was minuted."""

from typing import Any

from engagements.debates.actions.points import decide_there
from engagements.debates.actions.sheets import Readers, begin, choose_readers, take_notes
from engagements.debates.models import Sheet
from engagements.decisions.models import Decision
from engagements.participation.models import Gathering
from evaluations.campaigns.models import Campaign
from evaluations.meetings.actions.announcing import Words, announce
from evaluations.meetings.actions.holding import approve, note_present
from evaluations.meetings.actions.posters import Wall
from evaluations.meetings.models import YearlyMeeting
from evaluations.questionnaires.models import Question
from signatories.organisations.actors import Contact
from tests.engagements.debates.scenes import closed, facts
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin, contact_of, long_ago
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.self_evaluations.scenes import a_national, asked, the_campaign

WORDS = Words(travel="Le train est remboursé (exemple).", by_phone="Un appel à 15 heures (exemple).")
WALL = Wall(counts={"talking": 2, "usually": 1}, works="Un tour du quartier (exemple).", quotable=True)


def again(meeting: YearlyMeeting) -> YearlyMeeting:
    return YearlyMeeting.objects.with_details().get(pk=meeting.pk)


def a_meeting(
    gathering: Gathering | None = None,
    *,
    by: Contact | None = None,
    year: int = YEAR,
    is_national: bool = False,
    campaign: Campaign | None = None,
    words: Words = WORDS,
) -> YearlyMeeting:
    """Announced, ten days from now, in Franc-Moisin."""
    gathering = gathering or a_gathering(by, days=(10,))
    campaign = campaign or the_campaign(year)
    return again(announce(gathering, by=a_national(), campaign=campaign, is_national=is_national, words=words))


def host(meeting: YearlyMeeting) -> Contact:
    return contact_of(meeting.gathering.organisation)


def begun(meeting: YearlyMeeting | None = None, *, days: int = 1, **more: Any) -> YearlyMeeting:
    """One whose day came, so many days ago."""
    meeting = meeting or a_meeting(**more)
    long_ago(meeting.gathering, days=days)
    return again(meeting)


def with_present(meeting: YearlyMeeting, many: int) -> list[Contact]:
    """So many associations of Franc-Moisin are there."""
    there = [a_signatory_of_franc_moisin() for _ in range(many)]
    note_present(meeting, by=host(meeting), organisations=[each.organisation for each in there])
    return there


def notes_of(meeting: YearlyMeeting, *, anybody: bool = True) -> Sheet:
    """Its notes, being taken."""
    by = host(meeting)
    sheet = begin(take_notes(meeting.gathering, by=by), by=by)
    return choose_readers(sheet, by=by, readers=Readers(place=True, anybody=anybody))


def decided(meeting: YearlyMeeting, text: str = "Ouvrir le local le soir (exemple)") -> Decision:
    """What its association is to do, in notes that are taken now."""
    by = host(meeting)
    sheet = Sheet.objects.filter(gathering=meeting.gathering_id).first() or notes_of(meeting)
    return decide_there(sheet, facts(organisation=by.organisation, text=text), by=by)


def minuted(meeting: YearlyMeeting | None = None, **more: Any) -> YearlyMeeting:
    """Held, with a decision, its notes closed and approved."""
    meeting = meeting or begun(**more)
    by = host(meeting)
    decided(meeting)
    closed(Sheet.objects.get(gathering=meeting.gathering_id), by=by)
    return again(approve(meeting, by=by))


def the_question(slug: str = "veille", year: int = YEAR) -> Question:
    return asked(slug, year)
