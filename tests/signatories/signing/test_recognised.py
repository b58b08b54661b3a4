"""Where one begins, the draft of this browser is found again: a tab that was closed loses nothing, and « Retour »
begins no second one."""

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signatories.sessions.actions import open_session
from signatories.signing.models import SigningDraft
from signatories.signing.views.recognised import COOKIE
from tests.factories import a_charter, a_commune, a_draft, a_published_signature, a_team_member
from tests.signing import ASSOCIATION, PERSON, Person

pytestmark = pytest.mark.django_db
START, FIRST = "/signer/", "/signer/association/"
NAME = ASSOCIATION["name"]


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()


def text(response: Any) -> str:
    return str(response.content.decode())


def begun(**answers: str) -> Person:
    person = Person()
    person.begin(**answers)
    return person


def closes_the_tab(person: Person) -> None:
    """And the browser with it: only what is at /signer/ is sent there."""
    for name in [name for name in person.client.cookies if name.startswith("cle-")]:
        del person.client.cookies[name]


def test_a_tab_closed_at_the_second_screen_loses_nothing() -> None:
    person = begun()
    closes_the_tab(person)

    assert NAME in text(person.client.get(START))
    back: Any = person.client.get(reverse("signing:go_on"), follow=True)

    assert back.redirect_chain[-1][0] == person.url("quartiers")
    assert "Je ne sais pas" in text(back)
    assert person.pass_neighbourhoods()["Location"] == person.url("vous")


def test_the_cookie_is_signed_and_for_no_script_nor_other_page() -> None:
    person = begun()
    cookie = person.client.cookies[COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (START, True, "Lax")
    assert cookie["max-age"] == 2 * 24 * 3600
    forged = Client()
    forged.cookies[COOKIE] = cookie.value.partition(":")[0]
    assert "Reprendre" not in text(forged.get(START)).split("Il faut d’abord")[0]
    assert forged.get(reverse("signing:go_on"))["Location"] == START


@pytest.mark.parametrize(("hours", "is_found"), [(47, True), (49, False)])
def test_it_lasts_as_long_as_a_draft_without_an_address(
    monkeypatch: pytest.MonkeyPatch,
    hours: int,
    is_found: bool,  # noqa: FBT001  # a case
) -> None:
    person = begun()
    later = time.time() + hours * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert (NAME in text(person.client.get(START))) is is_found


def test_a_draft_that_was_erased_is_offered_no_more() -> None:
    person = begun()
    person.post("forget")

    assert NAME not in text(person.client.get(START))


def test_once_somebody_left_their_address_the_page_names_nobody_and_asks_for_a_code() -> None:
    person = begun()
    person.pass_neighbourhoods()
    person.pass_person()
    closes_the_tab(person)

    page = text(person.client.get(START))
    assert "Une signature est commencée sur cet appareil" in page
    assert NAME not in page
    assert PERSON["email"] not in page
    back: Any = person.client.get(reverse("signing:go_on"), follow=True)
    assert back.redirect_chain[-1][0] == reverse("signing:resume_draft", args=[person.draft_id])
    assert "a…a@example.org" in text(back)


def test_it_is_not_me() -> None:
    person = begun()

    answer = person.client.post(reverse("signing:begin_another"))

    assert answer["Location"] == FIRST
    assert NAME not in text(person.client.get(START))
    assert NAME not in text(person.client.get(FIRST))
    assert person.get("quartiers").status_code == 404
    assert begun_again(person, name="Une autre (exemple)") == {NAME, "Une autre (exemple)"}


def begun_again(person: Person, **answers: str) -> set[str]:
    person.begin(**answers)
    return {str(draft) for draft in SigningDraft.objects.all()}


def test_back_to_the_first_screen_begins_no_second_draft() -> None:
    person = begun()

    shown: Any = person.client.get(FIRST, follow=True)

    assert shown.redirect_chain[-1][0] == person.url("association")
    assert f'value="{NAME}"' in text(shown)


def test_a_first_screen_shown_again_by_the_browser_begins_no_second_draft_either() -> None:
    person = begun()

    assert begun_again(person, name="Les Jardins du Moulin, enfin (exemple)") == {
        "Les Jardins du Moulin, enfin (exemple)"
    }


def test_corrected_into_the_name_of_a_signatory_it_asks_whether_it_is_it() -> None:
    """By a first screen that the browser shows again: what was just written decides, not what was there."""
    a_published_signature(name="Les Voisins (exemple)")
    person = begun()

    answer = person.client.post(FIRST, ASSOCIATION | {"name": "Les Voisins (exemple)"})

    assert answer["Location"] == person.url("deja-signataire")


def test_on_a_shared_phone_another_association_writes_into_nobodys_draft() -> None:
    person = begun()
    person.pass_neighbourhoods()
    person.pass_person()

    assert begun_again(person, name="Une autre (exemple)") == {NAME, "Une autre (exemple)"}


def test_each_way_in_has_its_own_draft() -> None:
    session = open_session("Salle des fêtes (exemple)", by=a_team_member())
    room = reverse("signing:session", args=[session.code])
    person = begun()

    assert person.client.get(room).status_code == 200
    person.begin(room, name="Dans la salle (exemple)")

    assert SigningDraft.objects.get(session=session).answers("association")["name"] == "Dans la salle (exemple)"
    assert person.client.get(room)["Location"] == person.url("association")
    assert person.client.post(reverse("signing:begin_another"))["Location"] == room


def test_what_is_signed_is_offered_no_more() -> None:
    person = Person()
    person.walk_to_check()
    person.post("verifier", {"code": person.ask_code()})

    assert "Une signature est commencée" not in text(person.client.get(START))
    assert person.client.get(FIRST).status_code == 200


def test_a_mailed_link_lets_its_browser_find_the_draft_again() -> None:
    person = Person().follow(a_draft()[1])
    person.get("draft")

    assert "Une signature est commencée sur cet appareil" in text(person.client.get(START))
