"""What an association did since a year: all of it in its space, to who has just arrived too; on its page what
anybody may read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from engagements.decisions.actions import finish
from engagements.decisions.models import Audience
from engagements.needs.actions import tell
from engagements.needs.models import Need
from engagements.participation.models import Gathering
from signatories.directory import contributions as of_directory
from signatories.organisations import year
from signatories.organisations.actors import Contact
from tests.engagements.decisions.scenes import a_decision
from tests.engagements.needs.scenes import LIGHT, a_contact, a_need, hidden
from tests.engagements.participation.scenes import a_gathering_held
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def on_its_page(contact: Contact) -> str:
    return Client().get(f"/signataires/{contact.organisation.slug}/").content.decode()


def in_its_space(contact: Contact) -> str:
    return browser_of(contact.person).get(f"/espace/{contact.organisation.slug}/").content.decode()


def test_what_anybody_may_read_stands_on_its_page_in_the_words_of_somebody_else() -> None:
    contact = a_contact()
    need = a_need(by=contact, text="Un banc (exemple)")
    tell(need, by=contact, to="la mairie", on=timezone.localdate())
    a_gathering_held(contact)
    decision = a_decision(by=contact, organisation=contact.organisation, audience=Audience.PUBLIC)
    finish(decision, by=contact)

    page = on_its_page(contact).partition("Depuis un an")[2].partition("</section>")[0]

    assert "A réuni 20 personnes, dont 14 habitantes et habitants, le " in page
    assert "A noté 1 besoin dit par des habitantes et habitants en " in page
    assert "L’a dit (à\u202f: la mairie)\u202f: «\u202fUn banc (exemple)\u202f»." in page
    assert f"A fait ce qui était décidé\u202f: «\u202f{decision.text}\u202f»." in page
    assert page.count("<li>") == 4


def test_what_others_say_that_it_did_is_not_published_in_its_name() -> None:
    contact, other = a_contact(), a_contact()
    decision = a_decision(by=other, organisation=contact.organisation, audience=Audience.PUBLIC)
    finish(decision, by=other)

    assert decision.text in in_its_space(contact)
    assert decision.text not in on_its_page(contact)


@pytest.mark.parametrize("taken", ["private", "hidden"])
def test_what_not_everybody_may_read_stands_in_its_space_alone(taken: str) -> None:
    contact = a_contact()
    need = a_need(by=contact, is_public=taken == "hidden")
    if taken == "hidden":
        hidden(need)
    tell(need, by=contact, to="la mairie", on=timezone.localdate())
    a_gathering_held(contact, is_public=False)
    a_decision_done(contact)

    space, page = in_its_space(contact), on_its_page(contact)

    assert "Vous avez réuni 20 personnes" in space
    assert "Vous avez noté 1 besoin dit" in space
    assert "Vous avez fait ce que vous aviez dit" in space
    assert LIGHT in space
    assert "Depuis un an" not in page
    assert LIGHT not in page


def a_decision_done(contact: Contact) -> None:
    decision = a_decision(by=contact, organisation=contact.organisation, audience=Audience.PLACE)
    finish(decision, by=contact)


def test_of_a_month_its_page_counts_the_needs_that_anybody_may_read_and_leads_to_one() -> None:
    contact = a_contact()
    a_need(by=contact, text="Entre nous (exemple)", is_public=False)
    shown = a_need(by=contact, text="Pour tous (exemple)")

    page = on_its_page(contact)

    assert "A noté 1 besoin dit par" in page
    assert f'href="{shown.get_absolute_url()}"' in page
    assert "Vous avez noté 2 besoins dits par" in in_its_space(contact)


def test_the_last_comes_first_and_a_year_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    contact = a_contact()
    first, second = a_gathering_held(contact), a_gathering_held(contact)
    for gathering, days in ((first, 364), (second, 2)):
        past = timezone.now() - timedelta(days=days)
        Gathering.objects.filter(pk=gathering.pk).update(first_at=past, last_at=past)
    old = a_need(by=contact)
    Need.objects.filter(pk=old.pk).update(noted_at=timezone.now() - timedelta(days=367))

    done = year.since_a_year(contact.organisation)

    assert [each.href for each in done] == [second.get_absolute_url(), first.get_absolute_url()]
    monkeypatch.setattr(of_directory, "SHOWN_DONE", 1)
    assert "<summary>Et aussi (1)</summary>" in on_its_page(contact)
