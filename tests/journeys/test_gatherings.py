"""An association asks when people can meet; a resident answers without an account, and reads the date."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from engagements.participation.models import Gathering, State
from signatories.outbox.models import Message
from tests.engagements.participation.scenes import a_signatory_of_franc_moisin
from tests.journeys.browser import check, small_targets
from tests.journeys.conftest import Visit
from tests.signin import browser_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
widths = pytest.mark.parametrize("width", [320, 1280])


def looks(page: Page) -> None:
    check(page)
    assert small_targets(page) == []


def answer(page: Page, says: str) -> None:
    """The same word for every date."""
    for question in page.get_by_role("group").filter(has=page.get_by_label("S’il le faut")).all():
        question.get_by_label(says, exact=True).check()


@both
@widths
def test_a_resident_says_when_and_reads_the_date(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given an association signed in, and its screen
    contact = a_signatory_of_franc_moisin()
    session = browser_of(contact.person).cookies[settings.SESSION_COOKIE_NAME].value
    theirs = visit("/", width=width, scripts=scripts)
    theirs.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server_address}]
    )
    theirs.goto(f"/espace/{contact.organisation.slug}/rencontres/nouvelle/")
    looks(theirs)

    # When it proposes the five dates that are suggested
    theirs.get_by_label("De quoi allez-vous parler").fill("Café des parents (exemple)")
    theirs.get_by_role("button", name="Proposer").click()
    looks(theirs)
    gathering = Gathering.objects.get()

    # Then a resident answers without an account, from the address on the poster, and copies a code
    hers = visit(f"/rencontres/{gathering.invitation}/", width=width, scripts=scripts)
    looks(hers)
    hers.get_by_role("link", name="Dire quand je peux").click()
    looks(hers)
    answer(hers, "Oui")
    hers.get_by_label("Une garde d’enfants").check()
    hers.get_by_label("Votre e-mail").fill("fatou@example.org")
    hers.get_by_role("button", name="Envoyer ma réponse").click()
    looks(hers)
    code = hers.get_by_text(re.compile(r"^\w{5}-\w{5}$")).inner_text()

    # And changes it with that code on another phone
    other = visit(f"{gathering.get_absolute_url()}code/", width=width, scripts=scripts)
    looks(other)
    other.get_by_label("Votre code").fill(code.lower())
    other.get_by_role("button", name="Ouvrir ma réponse").click()
    answer(other, "S’il le faut")
    other.get_by_role("button", name="Changer ma réponse").click()
    expect(other.get_by_text("C’est changé")).to_be_visible()
    looks(other)

    # Then the association chooses a date, and she reads it in her mail
    theirs.reload()
    looks(theirs)
    theirs.get_by_role("button", name="Choisir cette date").first.click()
    expect(theirs.get_by_text("La date est fixée")).to_be_visible()
    looks(theirs)
    gathering.refresh_from_db()
    mail = Message.objects.get(kind="gatherings.fixed")
    assert (gathering.state, mail.to) == (State.FIXED, "fatou@example.org")
    hers.goto(re.search(r"/rencontres/\S+/", mail.text)[0])  # type: ignore[index]  # it is there
    expect(hers.get_by_role("main").get_by_text(str(gathering.chosen).capitalize(), exact=True)).to_be_visible()
    looks(hers)
