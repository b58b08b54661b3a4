"""The pages of a draft: at an address without a key, open to the browser that was handed one, and to it alone."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.keys import FIELD
from signatories.signatures.models import Signature
from signatories.signing import keys
from signatories.signing.keys import Purpose
from signatories.signing.models import DraftSecret, SigningDraft
from tests.factories import a_charter, a_commune, a_draft, a_waiting_draft
from tests.signing import PERSON, Person, last_mail, link_in

pytestmark = pytest.mark.django_db
SEALED = re.compile(r'value="[^"]*"')  # tokens of forms, which no two pages share
PAGES = ("draft", "association", "quartiers", "vous", "charte", "verifier", "decision", "forget", "kit", "merci")


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()


def text(response: Any) -> str:
    return str(response.content.decode())


def cookie_of(person: Person) -> str:
    return next(name for name in person.client.cookies if name.endswith(person.draft_id))


def key_of(draft: SigningDraft) -> DraftSecret:
    return draft.secrets.get(purpose=Purpose.ACCESS)


def test_one_begins_without_a_key_in_any_address() -> None:
    person = Person()
    response: Any = person.begin()

    draft = SigningDraft.objects.get()
    assert response["Location"] == reverse("signing:quartiers", args=[draft.pk])
    cookie = response.cookies[cookie_of(person)]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (f"/signer/{draft.pk}/", True, "Lax")
    assert cookie["max-age"] == 12 * 3600
    page = text(person.get("quartiers"))
    assert key_of(draft).digest not in page
    assert person.pass_neighbourhoods()["Location"] == person.url("vous")


@pytest.mark.parametrize("page", ["", "vous/", "dossier.pdf", "effacer/"])
def test_a_mailed_link_leads_on_and_leaves_its_key_behind(page: str) -> None:
    draft, token = a_draft()
    person = Person()
    link = reverse("signing:key", args=[token, page] if page else [token])

    response = person.client.get(link)

    assert response["Location"] == f"/signer/{draft.pk}/{page}"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    landed: Any = person.client.get(response["Location"], follow=True)
    assert landed.status_code == 200
    assert token.encode() not in landed.content
    assert all(token not in address for address, _ in landed.redirect_chain)
    assert all(token not in cookie.value for cookie in person.client.cookies.values())


def test_every_link_of_our_mails_still_opens_what_it_says() -> None:
    draft, _ = a_waiting_draft()
    mail = last_mail("signing.waiting")

    for link in [word for word in mail.text.split() if word.startswith("http://testserver/signer/")]:
        landed: Any = Client().get(link.removeprefix("http://testserver"), follow=True)
        assert landed.status_code == 200
        assert landed.redirect_chain[0][0].startswith(f"/signer/{draft.pk}/")


def test_a_form_open_before_the_addresses_changed_loses_nothing() -> None:
    draft, token = a_draft()
    person = Person()

    answer: Any = person.client.post(
        reverse("signing:key", args=[token, "vous/"]), PERSON | {"role": "trésorier"}, follow=True
    )

    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.answers("person")["role"] == "trésorier"


def test_two_drafts_go_on_in_two_tabs_of_one_browser() -> None:
    person, other = Person(), Person()
    other.client = person.client
    person.begin(name="Première (exemple)")
    other.follow(a_draft(name="Deuxième (exemple)")[1])

    person.pass_neighbourhoods()
    other.pass_neighbourhoods()

    assert "Première (exemple)" in text(person.get("association"))
    assert "Deuxième (exemple)" in text(other.get("association"))


# Somebody without the key


@pytest.mark.parametrize("page", PAGES)
def test_an_address_alone_asks_for_a_code_as_paper_does(page: str) -> None:
    draft, _ = a_draft(email="aminata@example.org")
    stranger = Person().follow(a_draft(name="Une autre (exemple)")[1])
    stranger.draft_id = str(draft.pk)

    for browser in (stranger.client, Client()):
        for answer in (browser.get(stranger.url(page)), browser.post(stranger.url(page), PERSON)):
            assert answer["Location"] == reverse("signing:resume_draft", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.answers("person")["first_name"] == "Aminata"


def test_an_address_alone_confirms_nothing() -> None:
    draft, _ = a_draft()
    code = keys.give_code(draft, Purpose.CONFIRM_CODE)
    address = reverse("signing:verifier", args=[draft.pk])

    Client().post(address, {"code": code})

    assert not Signature.objects.exists()


def test_a_draft_without_an_address_and_one_that_is_not_there_look_alike() -> None:
    person = Person()
    person.begin()
    pages = [
        Client().get(reverse("signing:quartiers", args=[draft_id])) for draft_id in (person.draft_id, uuid4())
    ]

    assert [page.status_code for page in pages] == [404, 404]
    assert "Ce lien ne fonctionne pas, ou plus" in text(pages[0])
    assert SEALED.sub("", text(pages[0])) == SEALED.sub("", text(pages[1]))


def test_the_cookie_of_one_draft_opens_no_other() -> None:
    mine, theirs = Person().follow(a_draft()[1]), Person().follow(a_draft(name="Une autre (exemple)")[1])
    stolen = mine.client.cookies[cookie_of(mine)].value
    thief = Person()
    thief.draft_id = theirs.draft_id
    thief.client.cookies[cookie_of(theirs)] = stolen

    assert "/reprendre/" in thief.get("vous")["Location"]


@pytest.mark.parametrize("spoil", ["expires_at", "revoked_at", "used_at", "deleted", "draft expired", "tampered"])
def test_a_cookie_ends_with_its_key(spoil: str) -> None:
    draft, token = a_draft()
    person = Person().follow(token)
    assert person.get("verifier").status_code == 200
    if spoil == "deleted":
        DraftSecret.objects.all().delete()
    elif spoil == "draft expired":
        SigningDraft.objects.update(expires_at=timezone.now())
    elif spoil == "tampered":
        person.client.cookies[cookie_of(person)] = f"9{person.client.cookies[cookie_of(person)].value}"
    else:
        DraftSecret.objects.filter(target=draft).update(**{spoil: timezone.now()})

    answers: list[HttpResponse] = [person.get("verifier"), person.post("forget")]

    assert all("/reprendre/" in answer.get("Location", "") or answer.status_code == 404 for answer in answers)
    assert SigningDraft.objects.exists()


def test_a_cookie_lives_twelve_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person().follow(a_draft()[1])
    later = timezone.now() + timedelta(hours=12, seconds=5)

    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)

    assert "/reprendre/" in person.get("verifier")["Location"]


def test_another_address_ends_the_other_browsers() -> None:
    draft, token = a_draft(email="ancienne@example.org")
    other = Person().follow(token)
    person = Person().follow(keys.give_link(draft, Purpose.ACCESS).clear)

    person.pass_person(email="nouvelle@example.org")

    assert person.get("charte").status_code == 200
    assert "/reprendre/" in other.get("charte")["Location"]


def test_a_mail_scanner_changes_nothing() -> None:
    draft, token = a_draft()
    before = {key.pk: key.digest for key in draft.secrets.all()}
    scanner = Person().follow(token)
    remaining = link_in(last_mail("signing.begun"), after="/signer/")

    for page in PAGES:
        scanner.get(page)
        scanner.client.head(scanner.url(page))
    scanner.client.head(remaining)

    assert {key.pk: key.digest for key in draft.secrets.all()} == before
    assert SigningDraft.objects.get().data == draft.data
    assert not Signature.objects.exists()


# Cookies lost in the middle


def test_a_screen_sent_without_its_cookie_is_kept_and_the_cookie_given_again() -> None:
    draft, token = a_draft()
    person = Person().follow(token)
    page: Any = person.get("vous")
    assert f'name="{FIELD}"' in text(page)
    seal = page.context["opened"].key.seal
    person.client.cookies.clear()

    sent = person.post("vous", PERSON | {"role": "trésorier", FIELD: seal})

    assert sent["Location"] == person.url("charte")
    draft.refresh_from_db()
    assert draft.answers("person")["role"] == "trésorier"
    assert person.get("charte").status_code == 200


def test_the_field_of_one_draft_opens_no_other() -> None:
    mine, theirs = Person().follow(a_draft()[1]), Person().follow(a_draft(name="Une autre (exemple)")[1])
    page: Any = mine.get("vous")
    seal = page.context["opened"].key.seal

    answer = Client().post(theirs.url("vous"), PERSON | {FIELD: seal})

    assert "/reprendre/" in answer["Location"]
