"""What a hostile stranger, or a hostile signatory, tries against needs, gatherings and consultations."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import caches
from django.test import Client

from engagements.consultations.actions import rooms as consulting
from engagements.consultations.actions.calls import announce, correct
from engagements.consultations.alike import look_alikes, named_alike
from engagements.consultations.models import Call, Line, Partner, Said
from engagements.consultations.queries import MOST_CORRECTIONS
from engagements.needs.actions import Line as Sentence
from engagements.participation.actions.asking import Words
from engagements.participation.models import Answer, Gathering
from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership
from signatories.signatures.models import Signature
from tests.engagements.consultations.scenes import (
    a_call,
    a_contact,
    a_room,
    facts,
    in_days,
    revealed,
    said,
    the_team,
    three,
    together,
)
from tests.engagements.needs.scenes import a_need
from tests.engagements.participation.scenes import a_gathering, organiser
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
NO_XML = "Été \uffff\ufffe ]]> <script>alert(1)</script> &amp; (exemple)"
FAR = 10**30


def test_a_call_named_by_what_xml_cannot_hold_leaves_the_feed_readable() -> None:
    call = announce(facts(name=NO_XML, deposit=NO_XML), by=the_team())

    feed = ET.fromstring(Client().get("/concertations/appels.atom").content)  # noqa: S314  # our own

    titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert call.name in titles
    assert "<script>" in call.name


def test_a_title_adds_no_header_to_what_is_printed() -> None:
    gathering = a_gathering(words=Words(title='a"; filename="evil.exe\r\nSet-Cookie: a=b'))
    browser = browser_of(organiser(gathering).person)

    answer = browser.get(f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/affiche.pdf")

    assert answer.status_code == 200
    assert "\n" not in answer["Content-Disposition"]
    assert 'filename="evil.exe' not in answer["Content-Disposition"].replace('\\"', "")
    assert "a" not in answer.cookies


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://www.prefecture.gouv.fr@evil.example/appel", "où elle semble mener"),
        ("https://prefecture:appel@evil.example/", "où elle semble mener"),
        ("data:text/html,<script>", "https"),
        ("//evil.example/appel", "https"),
    ],
)
def test_a_link_leads_where_it_says(link: str, reason: str) -> None:
    with pytest.raises(ActionRefused, match=reason):
        announce(facts(link=link), by=the_team())


def test_what_links_lead_to_is_not_ours_to_vouch_for() -> None:
    call = a_call()

    assert "nofollow" in Client().get(call.get_absolute_url()).content.decode()


def test_nobody_fills_a_consultation_with_lines() -> None:
    contact = a_contact()
    room = a_room(by=contact)
    whose: Any = {"organisation": None, "called": "Collectif (exemple)", "how": "phone"}
    for _ in range(consulting.MOST_LINES):
        consulting.say(room, said(), by=contact)
    with pytest.raises(ActionRefused, match="20 lignes"):
        consulting.say(room, said(), by=contact)

    noted = [consulting.note(room, said(), by=contact, **whose) for _ in range(consulting.MOST_NOTED)]
    with pytest.raises(ActionRefused, match="60 lignes"):
        consulting.note(room, said(), by=contact, **whose)

    assert len(noted) == consulting.MOST_NOTED


def test_a_call_that_is_corrected_again_and_again_stays_light() -> None:
    call = a_call()
    for number in range(MOST_CORRECTIONS + 2):
        correct(call, facts(deposit=f"Guichet {number} (exemple)"), by=the_team(), read=None)

    page = Client().get(call.get_absolute_url()).content.decode()

    assert page.count("Avant, on lisait") == MOST_CORRECTIONS


def test_what_belongs_to_one_consultation_is_nothing_in_another() -> None:
    those = three()
    partner = together(those)
    other = a_room(by=those.first, call=a_call(name="Une autre (exemple)", link="https://example.org/autre"))
    consulting.say(other, said(), by=those.first)
    revealed(other)
    browser, base = browser_of(those.first.person), other.get_absolute_url()
    asked = Partner.objects.filter(pk=partner.pk)
    asked.update(accepted_at=None)

    tried = [
        browser.post(f"{base}oui/{partner.pk}/"),
        browser.post(f"{base}ligne/{those.line.pk}/", {"take_back": "1"}),
        browser.post(f"{base}ligne/{those.other.pk}/rejoindre/"),
        browser.get(f"{base}ligne/{those.line.pk}/habitants/"),
    ]

    assert [answer.status_code for answer in tried] == [404, 404, 404, 404]
    assert asked.get().accepted_at is None
    concluded = browser.post(f"{base}conclure/", {"outcome": "ensemble", "lead": those.line.pk})
    assert "lead" in concluded.context["form"].errors
    noted = browser.post(f"{base}tour-de-table/", {"said": "cherche", "how": "phone", "organisation": uuid4()})
    assert "organisation" in noted.context["form"].errors
    assert Line.objects.standing().filter(consultation=other).count() == 1


def test_what_belongs_to_one_gathering_is_nothing_in_another() -> None:
    mine, other = a_gathering(), a_gathering()
    browser, time_of_other = browser_of(organiser(mine).person), other.times.all()[0]
    space = f"/espace/{mine.organisation.slug}/rencontres/"

    tried = [
        browser.post(f"{space}{mine.pk}/date/{time_of_other.pk}/"),
        browser.post(f"{space}{other.pk}/date/{time_of_other.pk}/"),
        browser.get(f"{space}{other.pk}/noter/"),
    ]
    Client().post(f"/rencontres/{mine.pk}/repondre/", {f"time_{time_of_other.pk}": "yes", "kind": "resident"})

    assert [answer.status_code for answer in tried] == [404, 404, 404]
    assert {*Gathering.objects.values_list("state", flat=True)} == {"proposing"}
    assert not Answer.objects.exists()


def test_numbers_that_no_key_can_be_lead_nowhere() -> None:
    those, gathering = three(), a_gathering()
    browser, hers = browser_of(those.first.person), browser_of(organiser(gathering).person)
    space = f"/espace/{gathering.organisation.slug}/rencontres/{gathering.pk}/"

    assert browser.post(f"{those.room.get_absolute_url()}oui/{FAR}/").status_code == 404
    assert hers.post(f"{space}date/{FAR}/").status_code == 404
    typed = {"said": "cherche", "theme": str(FAR), "qpvs": [str(FAR)], "needs": [str(FAR), "x"]}
    assert browser.post(f"{those.room.get_absolute_url()}ligne/", typed).status_code == 200


LISTS = ("/besoins/", "/rencontres/", "/concertations/", "/concertations/appels.atom", "/quartiers/QN09331M/")
UNSEEN: dict[str, Callable[[], object]] = {
    "a need between signatories": lambda: a_need(by=_author(), is_public=False),
    "a gathering for those invited": lambda: a_gathering(_author(), is_public=False),
    "a consultation": lambda: consulting.say(a_room(by=_author(), call=_call()), said(Said.ALONE), by=_author()),
}


def _author() -> Contact:
    membership = Membership.objects.all()[0]
    organisation = membership.organisation
    return Contact(person=membership.user, acts_for=organisation.pk, organisation=organisation)


def _call() -> Call:
    return Call.objects.all()[0]


@pytest.mark.parametrize("name", UNSEEN)
def test_what_a_visitor_does_not_see_changes_no_count_nor_order_nor_byte(name: str) -> None:
    a_contact()
    a_call()
    before = pages()

    UNSEEN[name]()

    assert pages() == before


def pages() -> list[bytes]:
    caches["pages"].clear()
    return [Client().get(address).content for address in LISTS]


def test_a_person_of_several_associations_enters_by_the_one_to_which_it_is_open() -> None:
    those = three()
    first = a_contact(person=those.first.person)
    those.room.parties.create(organisation=first.organisation)
    Signature.objects.filter(organisation=first.organisation).update(status="paused")

    assert browser_of(those.first.person).get(those.room.get_absolute_url()).status_code == 200


HOSTILE = ("a" * 300, "a.b@" * 75, "0 " * 150, "+" + "1" * 299, "é" * 300, "a-" * 150, "www." * 75, "@" * 300)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_takes_long_to_read(text: str) -> None:
    start = time.process_time()

    with suppress(ActionRefused):
        Sentence(text=text).read()
    for _ in range(100):
        named_alike(text[:200], text[1:201])

    assert time.process_time() - start < 2


def test_a_great_many_calls_that_look_alike_are_compared_quickly() -> None:
    call = a_call()
    start = time.process_time()

    for _ in range(3):
        look_alikes(name="x" * 200, link=call.link, department=call.department, on=in_days(60))

    assert time.process_time() - start < 2


def test_nothing_is_written_by_a_form_of_another_site() -> None:
    those, gathering, need = three(), a_gathering(), a_need()
    web = Client(enforce_csrf_checks=True)
    web.cookies = browser_of(those.third.person).cookies

    for address in (
        f"{those.room.get_absolute_url()}ligne/",
        f"/rencontres/{gathering.pk}/repondre/",
        f"/besoins/{need.pk}/aussi/",
    ):
        assert web.post(address, {"said": "cherche"}).status_code == 403


@pytest.mark.parametrize("address", ["/besoins/", "/rencontres/", "/concertations/"])
def test_an_address_leads_to_no_other_site(address: str) -> None:
    for asked in ("?page=9&next=//evil.example", "?q=&departement=//evil.example", "?tri=https://evil.example"):
        answer = Client().get(f"{address}{asked}")
        assert answer.headers.get("Location", address).startswith(address)
