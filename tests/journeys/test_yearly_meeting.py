"""The yearly meeting: announced by the team, attended, its posters entered, its notes written, read again and
published; what was decided opens the next one."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from engagements.debates.actions.sheets import close
from engagements.debates.models import Sheet
from engagements.participation.models import Gathering
from evaluations.campaigns.actions import prepare
from evaluations.meetings.models import YearlyMeeting
from signatories.organisations.actors import Contact
from tests.engagements.debates.scenes import ten_days_later
from tests.engagements.participation.scenes import a_gathering, a_signatory_of_franc_moisin, long_ago
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.meetings.scenes import a_meeting
from tests.evaluations.self_evaluations.scenes import a_national, the_campaign
from tests.journeys.browser import check, small_targets
from tests.journeys.conftest import Visit
from tests.signin import browser_of, team_browser

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DECIDED = "Ouvrir le local le mardi soir (exemple)"


def looks(page: Page) -> None:
    check(page)
    assert small_targets(page) == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    looks(page)


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    looks(page)


def write_what_is_decided(page: Page, by: Contact, gathering: Gathering) -> None:
    """In the notes of the gathering, which anybody may read one day."""
    page.goto(f"/espace/{by.organisation.slug}/rencontres/{gathering.pk}/notes/")
    press(page, "Ouvrir les notes")
    press(page, "Commencer")
    page.goto(f"{Sheet.objects.get().get_absolute_url()}decider/")
    looks(page)
    page.get_by_label("Qu’est-ce qui est décidé").fill(DECIDED)
    page.get_by_label("Quelle association s’en charge").select_option(by.organisation.name)
    page.get_by_label("Pour quel mois").select_option(index=1)
    press(page, "Enregistrer")
    page.goto(f"{Sheet.objects.get().get_absolute_url()}lecteurs/")
    page.get_by_label("Tout le monde pourra la lire").check()
    press(page, "Enregistrer")


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)], ids=["phone", "desk"])
def test_a_meeting_from_its_announcement_to_the_next_one(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    def signed_in(client: Client, address: str) -> Page:
        page = visit("/", width=width, scripts=scripts)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server_address}
        page.context.add_cookies([cookie])  # type: ignore[list-item]  # Playwright's own typed dict
        page.goto(address)
        looks(page)
        return page

    # Given a campaign, and a gathering that an association proposes
    the_campaign()
    contact = a_signatory_of_franc_moisin("Les Voisins (exemple)")
    there = [a_signatory_of_franc_moisin() for _ in range(5)]
    gathering = a_gathering(contact, days=(10,))

    # When the team announces it
    team = signed_in(team_browser(a_national().person), "/animation/rendez-vous/")
    team.get_by_role("link", name="L’annoncer comme rendez-vous annuel").click()
    looks(team)
    team.get_by_label("Qui paie les déplacements").fill("Le train est remboursé (exemple)")
    press(team, "Annoncer")
    meeting = YearlyMeeting.objects.get()

    # Then the association notes, on the day, who is there
    long_ago(gathering, days=1)
    hers = signed_in(browser_of(contact.person), meeting.get_absolute_url())
    follow(hers, "Noter qui est là")
    for each in there:
        hers.get_by_label(each.organisation.name, exact=True).check()
    press(hers, "Noter")
    expect(hers.get_by_text("5 associations notées")).to_be_visible()

    # And what the room put on the wall
    hers.goto(f"{meeting.get_absolute_url()}affiches/")
    looks(hers)
    hers.get_by_role("link", name="Comment voyons-nous les besoins du quartier").first.click()
    looks(hers)
    hers.get_by_label("Chacune de notre côté").fill("3")
    hers.get_by_label("Ce qui marche").fill("Un tour du quartier (exemple)")
    press(hers, "Enregistrer")
    assert meeting.posters.get().counts == {"separately": 3}

    # And writes what is decided, which those who were there read again, then approves the minutes
    write_what_is_decided(hers, contact, gathering)
    hers.goto(meeting.get_absolute_url())
    press(hers, "Donner les notes à relire")
    close(ten_days_later(Sheet.objects.get()))
    hers.goto(meeting.get_absolute_url())
    press(hers, "Approuver le compte rendu")

    # Then anybody reads the minutes, and the next meeting opens on them
    anybody = visit(meeting.get_absolute_url(), width=width, scripts=scripts)
    looks(anybody)
    expect(anybody.get_by_role("link", name=DECIDED)).to_be_visible()
    campaign = prepare(by=a_national(), year=YEAR + 1)
    anybody.goto(a_meeting(a_gathering(contact, days=(30,)), campaign=campaign).get_absolute_url())
    looks(anybody)
    expect(anybody.get_by_role("link", name=DECIDED)).to_be_visible()
