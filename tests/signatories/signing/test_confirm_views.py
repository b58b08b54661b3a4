"""Proving one's address: a code or a link, once, and what is said to whoever comes later or wrongly."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit import tilemap
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.actions import publish
from signatories.signatures.models import Signature, Status
from signatories.signing.models import DraftSecret, SigningDraft
from tests.factories import (
    a_charter,
    a_commune,
    a_draft,
    a_newer_charter,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.signing import Person, last_mail, link_in

pytestmark = pytest.mark.django_db
KEY = "Abc_" * 12


@pytest.fixture(autouse=True)
def ground() -> None:
    a_charter()
    a_commune()


@pytest.fixture
def person() -> Person:
    """Somebody who has only to confirm."""
    walker = Person()
    walker.walk_to_check()
    return walker


def text(response: Any) -> str:
    return str(response.content.decode())


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_signs_and_signs_in(person: Person) -> None:
    code = person.ask_code()

    response = person.post("verifier", {"code": f"{code[:3]} {code[3:]}"})

    signature = Signature.objects.get()
    assert response["Location"] == person.url("merci")
    assert person.client.session["_auth_user_id"] == str(Membership.objects.get().user.pk)
    thanks = text(person.get("merci"))
    assert "C’est signé, merci" in thanks
    assert signature.organisation.name in thanks


def test_its_tile_comes_on_the_map_once_it_was_read(person: Person) -> None:
    a_published_signature(organisation=an_organisation(commune=a_commune(name="Marseille", code="13055")))
    person.post("verifier", {"code": person.ask_code()})
    signature = Signature.objects.get(status=Status.CONFIRMED)
    where = tilemap.locate("93", lit={"13"})

    waiting: Any = person.get("merci")
    publish(signature, by=a_team_member())
    published: Any = person.get("merci")

    assert waiting.context["located"] == published.context["located"] == where
    assert "quand l’équipe d’animation aura relu la signature" in text(waiting)
    assert "Son carreau est sur la carte" not in text(waiting)
    assert "aura relu la signature" not in text(published)
    assert reverse("directory:detail", args=[signature.organisation.slug]) in text(published)


def test_a_place_that_no_list_knows_is_on_no_map(person: Person) -> None:
    person.post("verifier", {"code": person.ask_code()})
    Organisation.objects.update(commune=None, commune_typed="Ailleurs")

    thanks: Any = person.get("merci")

    assert thanks.context["located"] is None
    assert "C’est signé, merci" in text(thanks)
    assert "carreau" not in text(thanks)


def test_the_code_travels_in_a_secret_mail_without_anything_typed(person: Person) -> None:
    code = person.ask_code()

    mail = last_mail("signing.confirm")
    assert mail.secret
    assert mail.to == "aminata@example.org"
    assert code in mail.text
    assert "Jardins" not in mail.text + mail.subject + mail.html


def test_the_second_half_of_a_double_click_sees_the_same_page_and_is_not_signed_in(person: Person) -> None:
    code = person.ask_code()
    twin = person.twin()

    person.post("verifier", {"code": code})
    second = twin.post("verifier", {"code": code})

    assert Signature.objects.count() == 1
    assert second["Location"] == person.url("merci")
    assert not twin.signed_in()
    assert "C’est signé, merci" in text(twin.get("merci"))


def test_a_screen_of_a_confirmed_draft_leads_to_thanks(person: Person) -> None:
    person.post("verifier", {"code": person.ask_code()})

    for slug in ("association", "quartiers", "vous", "charte", "verifier", "draft", "forget"):
        assert person.get(slug)["Location"] == person.url("merci")
    assert person.pass_person(email="autre@example.org")["Location"] == person.url("merci")
    assert person.post("forget").status_code == 302
    assert SigningDraft.objects.count() == 1


def test_wrong_codes_are_counted_and_the_fifth_ends_it(person: Person) -> None:
    code = person.ask_code()

    pages = [text(person.post("verifier", {"code": wrong(code)})) for _ in range(5)]

    assert "Ce n’est pas le bon code" in pages[0]
    assert wrong(code) in pages[0]
    assert "essayé cinq fois" in pages[4]
    assert "essayé cinq fois" in text(person.post("verifier", {"code": code}))
    assert not Signature.objects.exists()
    person.post("verifier", {"code": person.ask_code()})
    assert Signature.objects.exists()


@pytest.mark.parametrize("typed", ["", "12", "1234567", "abcdef", "\x00", "１２３４５６", "9" * 10_000])
def test_what_is_not_a_code_is_said_and_not_counted(person: Person, typed: str) -> None:
    person.ask_code()

    response = person.post("verifier", {"code": typed})

    assert response.status_code == 200
    assert "error-summary" in text(response)
    assert DraftSecret.objects.get(purpose="confirm_code").attempts == 0


def test_an_expired_code_says_so(person: Person) -> None:
    code = person.ask_code()
    DraftSecret.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    DraftSecret.objects.filter(purpose="confirm_code").update(expires_at=timezone.now())

    assert "Ce code a expiré" in text(person.post("verifier", {"code": code}))
    assert not Signature.objects.exists()


def test_another_address_ends_the_code(person: Person) -> None:
    code = person.ask_code()

    person.pass_person(email="autre@example.org")

    assert "Ce code a expiré" in text(person.post("verifier", {"code": code}))
    assert "autre@example.org" in text(person.get("verifier"))


def test_asking_for_codes_is_limited_per_draft(person: Person) -> None:
    for _ in range(12):
        response = person.client.post(person.url("ask_code"), follow=True)

    assert Message.objects.filter(kind="signing.confirm").count() < 8
    assert "plusieurs codes en peu de temps" in text(response)


def test_correcting_oneself_does_not_use_up_the_codes(person: Person) -> None:
    for number in range(10):
        person.pass_person(role=f"rôle {number}")

    person.post("verifier", {"code": person.ask_code()})

    assert Signature.objects.exists()
    assert Message.objects.filter(kind="signing.begun").count() == 1


def test_twenty_phones_in_a_room_share_a_network(person: Person) -> None:
    phones = []
    for number in range(20):
        phone = Person()
        phone.begin(name=f"Association {number} (exemple)")
        phone.pass_neighbourhoods()
        phone.pass_person(email=f"phone{number}@example.org")
        phone.pass_charter()
        phone.post("ask_code")
        phones.append(phone)

    assert Message.objects.filter(kind="signing.confirm").count() == 20


def test_the_limit_per_address_holds_over_drafts() -> None:
    for number in range(12):
        phone = Person()
        phone.begin(name=f"Association {number} (exemple)")
        phone.pass_neighbourhoods()
        assert phone.pass_person(email="victime@example.org")["Location"] == phone.url("charte")

    assert Message.objects.filter(to="victime@example.org").count() == 10


# The mail's link


def page_of(person: Person, link: str = "") -> str:
    """The page that the mail's link leads to, in this person's browser."""
    return str(person.client.get(link or link_in(last_mail("signing.confirm"), after="/confirmer/"))["Location"])


def test_the_link_opens_a_page_whose_button_confirms(person: Person) -> None:
    person.ask_code()
    phone = Person()
    here = page_of(phone)

    page = text(phone.client.get(here))
    assert "Confirmer et signer" in page
    assert not Signature.objects.exists()
    response: Any = phone.client.post(here, follow=True)

    assert Signature.objects.count() == 1
    assert phone.signed_in()
    assert "C’est signé, merci" in text(response)


def test_a_later_click_shows_the_same_page_and_signs_nobody_in(person: Person) -> None:
    person.ask_code()
    link = link_in(last_mail("signing.confirm"), after="/confirmer/")
    person.client.post(page_of(person))
    later = Person()

    assert "C’est signé, merci" in text(later.client.get(link, follow=True))
    assert "C’est signé, merci" in text(later.client.post(page_of(later, link), follow=True))

    assert Signature.objects.count() == 1
    assert not later.signed_in()


def test_an_expired_link_offers_another(person: Person) -> None:
    person.ask_code()
    link = link_in(last_mail("signing.confirm"), after="/confirmer/")
    DraftSecret.objects.filter(purpose="confirm_link").update(expires_at=timezone.now())

    here = page_of(person)
    page: Any = person.client.get(here)
    assert page.status_code == 410
    assert "Recevoir un nouveau lien" in text(page)
    person.client.post(here)
    assert not Signature.objects.exists()
    sent = person.client.post(f"{here}nouveau/")

    assert "Un nouveau message est parti" in text(sent)
    fresh = link_in(last_mail("signing.confirm"), after="/confirmer/")
    assert fresh != link
    person.client.post(page_of(person, fresh))
    assert Signature.objects.count() == 1


def test_a_forged_link_says_so_and_what_to_do() -> None:
    link = reverse("signing:confirm_key", args=["A" * 43])
    person = Person()

    page: Any = person.client.get(link)

    assert page.status_code == 404
    assert "Nous ne reconnaissons pas ce lien" in text(page)
    assert reverse("signing:resume") in text(page)
    assert person.client.post(link).status_code == 404
    assert not Message.objects.exists()


def test_the_page_of_a_link_opens_to_no_browser_that_did_not_hold_it(person: Person) -> None:
    person.ask_code()
    page_of(person)
    here = reverse("signing:confirm", args=[person.draft_id])
    thief = Person().follow(a_draft(email="autre@example.org")[1])

    for browser in (thief, Person()):
        assert browser.client.get(here).status_code == 404
        assert browser.client.post(here)["Location"] == here
        assert browser.client.post(f"{here}nouveau/")["Location"] == here
    assert not Signature.objects.exists()
    assert Message.objects.filter(kind="signing.confirm").count() == 1


def test_the_key_that_goes_on_does_not_confirm(person: Person) -> None:
    person.ask_code()
    name = next(name for name in person.client.cookies if name.startswith("cle-draftsecret-access"))
    stolen = person.client.cookies[name].value
    person.client.cookies[name.replace("access", "confirm_link")] = stolen

    assert person.client.get(reverse("signing:confirm", args=[person.draft_id])).status_code == 404


def test_an_older_link_says_that_a_newer_one_replaced_it(person: Person) -> None:
    person.ask_code()
    here = page_of(person)
    person.ask_code()

    assert person.client.get(here).status_code == 410
    assert person.client.post(here)["Location"] == here
    assert not Signature.objects.exists()


# Who is signed in


def test_a_member_of_the_team_goes_through_their_second_factor(person: Person) -> None:
    team = a_team_member(email="aminata@example.org")
    TOTP.activate(team, generate_totp_secret())

    response = person.post("verifier", {"code": person.ask_code()})

    assert response["Location"].startswith(reverse("mfa_authenticate"))
    assert not person.signed_in()
    assert Signature.objects.count() == 1


def test_a_blocked_person_signs_but_is_not_let_in(person: Person) -> None:
    User.objects.create_user("aminata@example.org", is_active=False)

    person.post("verifier", {"code": person.ask_code()})

    assert Signature.objects.count() == 1
    assert not person.signed_in()


def test_a_charter_changed_before_the_link_is_used_is_read_first(person: Person) -> None:
    person.ask_code()
    here = page_of(person)
    a_newer_charter()

    response = person.client.post(here, follow=True)

    assert "La charte a changé depuis votre lecture" in text(response)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("start", ["/signer/confirmer/", "/signer/"])
@pytest.mark.parametrize(
    "cut",
    [KEY[:30], KEY[:9], f"{KEY}.=3D", f"{KEY[:20]} {KEY[20:]}"],
    ids=["short", "shorter", "longer", "mistyped"],
)
def test_a_link_cut_on_its_way_says_so_and_how_to_get_another(start: str, cut: str) -> None:
    page = Client().get(f"{start}{cut}/")

    said = page.content.decode()
    assert page.status_code == 404
    assert "coupé" in said
    assert 'action="/signer/reprendre/"' in said


def test_a_link_cut_before_its_key_too() -> None:
    assert "sans doute coupé" in Client().get("/signer/confirmer/").content.decode()


def test_an_address_without_its_last_stroke_still_leads_to_its_page() -> None:
    assert Client().get("/signer/association")["Location"] == "/signer/association/"
