"""« Une page à joindre à votre dossier », and the address printed on it."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from engagements.consultations.actions.outcomes import agree_to_be_named, conclude, take_name_back
from engagements.consultations.models import Outcome
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.short_codes import printed
from signatories.organisations.actors import Contact
from tests.engagements.consultations.scenes import Three, revealed, three
from tests.signin import browser_of

pytestmark = pytest.mark.django_db


def named() -> Three:
    """The first agrees to be named, the second does not; they concluded."""
    those = three()
    agree_to_be_named(those.room, by=those.first)
    conclude(those.room, by=those.first, outcome=Outcome.EACH, told="Entre nous", dissent="Gardé")
    those.room.refresh_from_db()
    return those


def public(those: Three) -> str:
    return Client().get(f"/concertations/page/{printed(those.room.page_code or '', by=4)}/").content.decode()


def test_it_says_the_call_the_day_and_who_agrees_and_nothing_else() -> None:
    those = named()
    browser = browser_of(those.second.person)

    answer = browser.get(f"{those.room.get_absolute_url()}page.pdf")
    read = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in read.pages).replace("\u202f", " ")

    assert "no-store" in answer["Cache-Control"]
    assert "/MarkInfo" in read.root_object  # tagged
    assert len(read.pages) == 1
    for said in (" ".join(text.split()), " ".join(public(those).split())):
        assert those.first.organisation.name in said
        assert "Quartiers d’été 2027" in said
        assert printed(those.room.page_code or "", by=4) in said
        secrets = (those.second.organisation.name, "Entre nous", "Gardé", "Les douze", "cherchons", "de son côté")
        assert not any(secret in said for secret in secrets)


def test_a_code_is_read_however_it_is_copied_and_is_unlisted() -> None:
    those = named()
    code = (those.room.page_code or "").lower()

    answer = Client().get(f"/concertations/page/{code[:6]} {code[6:]}/")

    assert answer.status_code == 200
    assert "noindex" in answer["X-Robots-Tag"]
    assert Client().get("/concertations/page/AAAABBBBCCCC/").status_code == 404
    assert Client().get("/concertations/page/x/").status_code == 404


def test_who_takes_its_name_back_is_named_no_more_and_without_names_there_is_no_page() -> None:
    those = named()
    browser = browser_of(those.first.person)

    browser.post(f"{those.room.get_absolute_url()}nommer/", {"no_more": "1"})

    assert not those.room.named.exists()
    assert Client().get(f"/concertations/page/{those.room.page_code}/").status_code == 404
    assert browser.get(f"{those.room.get_absolute_url()}page.pdf").status_code == 404
    with pytest.raises(ActionRefused, match="n’est pas nommée"):
        take_name_back(those.room, by=those.first)
    browser.post(f"{those.room.get_absolute_url()}nommer/")
    assert those.first.organisation.name in public(those)


def test_each_is_offered_to_be_named_or_to_be_named_no_more_as_it_is_itself() -> None:
    those = named()

    def offered(contact: Contact) -> list[bool]:
        shown = browser_of(contact.person).get(those.room.get_absolute_url()).content.decode()
        return ["Accepter d’être nommés" in shown, "Ne plus être nommés" in shown]

    assert [offered(those.first), offered(those.second)] == [[False, True], [True, False]]


def test_only_who_has_a_line_is_named_once_lines_are_open() -> None:
    hidden = three(open_now=False)

    with pytest.raises(ActionRefused, match="une fois les lignes ouvertes"):
        agree_to_be_named(hidden.room, by=hidden.first)
    room = revealed(hidden.room)
    with pytest.raises(ActionRefused, match="une fois les lignes ouvertes"):
        agree_to_be_named(room, by=hidden.third)
    agree_to_be_named(room, by=hidden.first)
    with pytest.raises(ActionRefused, match="déjà nommée"):
        agree_to_be_named(room, by=hidden.first)
    browser = browser_of(hidden.third.person)
    assert browser.get(f"{room.get_absolute_url()}page.pdf").status_code == 404
