"""What is printed for the room: the year of the place without a name, and whom one talks to in confidence."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from evaluations.campaigns.models import Campaign
from evaluations.meetings import printing, queries
from evaluations.meetings.facts import Year, years
from evaluations.meetings.models import YearlyMeeting
from qpv_charter.toolkit import pdf
from signatories.people.actors import Actor
from tests.constraints import changed
from tests.engagements.needs.scenes import a_contact, a_need
from tests.engagements.participation.scenes import a_gathering_held
from tests.evaluations.meetings.scenes import a_meeting
from tests.evaluations.self_evaluations.scenes import a_reader, a_signatory

pytestmark = pytest.mark.django_db


def a_meeting_of_this_year(*, is_national: bool = False) -> YearlyMeeting:
    meeting, today = a_meeting(is_national=is_national), timezone.localdate()
    period = {"starts_on": today - timedelta(days=100), "ends_on": today + timedelta(days=100)}
    changed(Campaign.objects.get(pk=meeting.campaign_id), **period)
    return queries.meetings(Actor()).get(pk=meeting.pk)


def told(meeting: YearlyMeeting) -> dict[str, Year]:
    return {year.question.slug: year for year in years(meeting)}


def test_the_year_of_a_place_is_counted_from_five_associations_and_names_nobody() -> None:
    meeting, here = a_meeting_of_this_year(), [a_contact() for _ in range(5)]
    for number, contact in enumerate(here[:4]):
        a_need(by=contact, is_public=number < 2)
    a_need(by=a_signatory("Le Phare d’ailleurs (exemple)"))

    few = told(meeting)["veille"]
    a_need(by=here[4])
    many = told(meeting)["veille"]

    assert (few.facts, few.associations) == (0, 0)
    assert (many.facts, many.associations) == (5, 5)
    assert few.lines
    assert all(line.startswith("Une association a noté 1 besoin") for line in few.lines)
    assert "clientelisme" not in told(meeting)
    assert told(meeting)["debat"].lines == []
    assert years(a_meeting_of_this_year(is_national=True)) == []


def test_the_cards_hold_the_year_a_sheet_of_who_is_there_and_whom_one_trusts() -> None:
    contact, reader = a_contact(name="Les Voisins (exemple)"), a_reader()
    a_gathering_held(contact)
    shown = queries.shown(a_meeting_of_this_year(), Actor())

    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.build(printing.cards(shown)))).pages]

    _, decided, year, there, *posters = ["".join(page.split()) for page in pages]
    assert "premierrendez-vous" in decided
    assert "Uneassociationaréuni20personnes" in year
    assert "Voisins" not in year
    assert "Quiestlà" in there
    confided = posters[8:10]
    assert "pasdegommettes" in confided[0]
    assert f"demandez{reader}".replace(" ", "") in confided[1]
    assert [place for place, page in enumerate(posters) if "demandez" in page] == [9]
