"""The door to what one does with the charter."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from qpv_charter.portal.views.acting import AHEAD, BACK, DAY, SHOWN
from qpv_charter.toolkit.contributions import Place
from signatories.people.actors import Actor
from signatories.people.places import CALENDAR, DOORS, JOURNAL, CalendarDate, Door, News, Period
from signatories.territories.models import Department
from tests.factories import a_commune, a_published_signature, a_user, an_organisation
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
Only = Callable[[Place[..., Any], Callable[..., Any]], None]


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Only:
    """Have one function alone contribute to a place."""

    def alone(place: Place[..., Any], make: Callable[..., Any]) -> None:
        monkeypatch.setattr(place, "_contributions", {})
        place.contribute(order=100)(make)

    return alone


def doors(actor: Actor) -> list[Door]:
    """Two for a commitment, one of which is for people who are signed in."""
    public = Door("participation", "Les rencontres", "/rencontres/", "Dire quand on est libre.")
    mine = Door("participation", "Proposer une rencontre", "/espace/")
    return [public, mine] if actor.person else [public]


def test_each_commitment_leads_to_what_one_can_do_for_it(client: Client, only: Only) -> None:
    only(DOORS, doors)

    text = client.get("/agir/").content.decode()

    ways, _, others = text.partition("Et aussi")
    assert "Se retrouver aux heures où l’on peut venir" in ways
    assert '<a href="/rencontres/">Les rencontres</a>' in ways
    assert "Dire quand on est libre." in ways
    assert "Refuser le clientélisme" in others
    assert "Se retrouver" not in others
    assert "Proposer une rencontre" not in text


def test_the_year_is_told_once_it_is_lived(client: Client) -> None:
    page = client.get("/agir/").content.decode()

    assert '<a href="/rendez-vous/">Le rendez-vous annuel</a>' in page
    assert '<a href="/rapports/">Les rapports de l’année</a>' in page
    for address in ("/rendez-vous/", "/rapports/"):
        assert '<a href="/agir/">Agir</a>' in client.get(address).content.decode()


def test_who_is_signed_in_is_offered_what_is_theirs(only: Only) -> None:
    only(DOORS, doors)

    assert "Proposer une rencontre" in browser_of(a_user()).get("/agir/").content.decode()


def test_nothing_leads_there_before_there_is_something_to_do(client: Client, only: Only) -> None:
    only(DOORS, lambda _: None)
    before = client.get("/charte/en-mots-simples/").content.decode()
    everything = client.get("/agir/").content.decode()

    only(DOORS, doors)
    after = client.get("/accessibilite/").content.decode()

    assert 'href="/agir/"' not in before
    assert 'href="/agir/"' in after
    assert "Les sept engagements" in everything
    assert "Et aussi" not in everything


def test_the_navigation_says_one_is_there_on_each_page_behind_a_door(only: Only) -> None:
    only(DOORS, lambda _: Door("veille", "Les signataires d’abord", "/signataires/"))

    text = Client().get("/signataires/").content.decode()

    assert text[: text.index("Agir</a>")].rpartition("<a")[2].count("aria-current") == 1


def test_an_association_sees_the_next_dates_of_its_department_at_the_hour_of_there(only: Only) -> None:
    asked: list[tuple[Actor, Department | None, Period]] = []
    tahiti = ZoneInfo("Pacific/Tahiti")
    evenings = [datetime(2027, 3, day, 18, 30, tzinfo=tahiti) for day in (9, 8, 7, 6, 5, 4)]

    def dates(actor: Actor, department: Department | None, period: Period) -> list[CalendarDate]:
        asked.append((actor, department, period))
        return [CalendarDate(each, f"Repas {each.day}", f"/r/{each.day}/", where="Faaa") for each in evenings]

    only(CALENDAR, dates)
    contact = a_user()
    organisation = an_organisation(contact=contact, commune=a_commune())
    a_published_signature(organisation=organisation)

    text = browser_of(contact).get("/agir/").content.decode()

    shown = [day for day in range(4, 10) if f'<a href="/r/{day}/">Repas {day}</a>' in text]
    assert shown == [4, 5, 6, 7, 8]
    assert len(shown) == SHOWN
    assert "4 mars 2027 à 18\u202fh\u202f30, Faaa" in text
    ((actor, department, period),) = asked
    assert (actor.acts_for, department) == (organisation.pk, organisation.commune.department)  # type: ignore[union-attr]  # it has one
    assert (period.start, period.end - period.start) == (timezone.localdate(), AHEAD)


def test_an_association_sees_what_was_done_in_its_department_the_last_first(only: Only) -> None:
    asked: list[tuple[Department | None, Period]] = []

    def news(department: Department | None, period: Period) -> list[News]:
        asked.append((department, period))
        days = (timezone.now() - timedelta(days=ago) for ago in (5, 1, 3, 2, 4, 6))
        return [News(day, f"Fait {n}", f"/d/{n}/", "Franc-Moisin") for n, day in enumerate(days)]

    only(JOURNAL, news)
    contact = a_user()
    organisation = an_organisation(contact=contact, commune=a_commune())
    a_published_signature(organisation=organisation)

    text = browser_of(contact).get("/agir/").content.decode()

    hrefs = [f'<a href="/d/{n}/">Fait {n}</a>' for n in (1, 3, 2, 4, 0)]
    assert [text.index(each) for each in hrefs] == sorted(text.index(each) for each in hrefs)
    assert "/d/5/" not in text
    assert "Franc-Moisin" in text
    ((department, period),) = asked
    today = timezone.localdate()
    assert department == organisation.commune.department  # type: ignore[union-attr]  # it has one
    assert (period.start, period.end) == (today - BACK, today + DAY)


def test_a_visitor_has_no_near(client: Client, only: Only) -> None:
    only(CALENDAR, lambda *_: CalendarDate(timezone.now(), "Repas", "/r/"))

    assert "Près de chez vous" not in client.get("/agir/").content.decode()
