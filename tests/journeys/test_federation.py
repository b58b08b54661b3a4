"""The federation publishes, the public checks; look-alikes are caught, people are erased."""

import io
import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page
from pypdf import PdfReader

from signatories.people.models import User
from signatories.signatures.models import RegisterEntry, Signature
from signatories.signatures.verification import verify
from tests.factories import a_charter, a_confirmed_signature, a_published_signature, a_qpv, a_team_member
from tests.journeys.conftest import Visit
from tests.journeys.people import Signer, Visitor, code_in, last_mail, links_in, sit_down, the_team
from tests.signin import browser_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAME = "Les Jardins du Moulin (exemple)"


@pytest.fixture(autouse=True)
def saint_denis(live_server_address: str) -> None:
    """A charter in force, a commune and its neighbourhood."""
    a_charter()
    a_qpv()


def pdf_words(page: Page, address: str) -> str:
    """The text of a PDF that the page's visitor downloads, its spaces made plain."""
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    sheets = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def signs_in_with_second_factor(visitor: Visitor, member: User, secret: str) -> Visitor:
    visitor.fill("Votre adresse e-mail", member.email).press("Recevoir un code")
    visitor.fill("Code reçu par e-mail", code_in(last_mail(member.email))).press("Me connecter")
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    return visitor.sees("Encore une étape").fill("Code de votre application", code).press("Me connecter")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_signature_is_published_seen_verified_and_withdrawn(visit: Visit, width: int) -> None:
    # Given a signature that waits, and somebody of the team whose account has a second factor
    signature = a_confirmed_signature(name=NAME)
    member, secret = a_team_member(email="camille@example.org"), totp.generate_totp_secret()
    totp.TOTP.activate(member, secret)

    # When they sign in and publish it
    team = Visitor(visit("/animation/signatures/", width=width)).looks().sees("Se connecter")
    signs_in_with_second_factor(team, member, secret).is_at("/animation/signatures/")
    team.follow(NAME).follow("Publier").press("Publier").sees("La signature est publiée.")

    # Then the public sees it: in the list, on its page, in the count and on the map
    public = Visitor(visit("/", width=width)).looks().sees(NAME)
    assert (
        public.page.locator(".figures div").filter(has_text="signature publiée").locator("dd").inner_text() == "1"
    )
    public.page.get_by_role("link", name=re.compile(r"\(93\).*: 1 signataire$")).first.click()
    public.looks().sees(NAME).go("/signataires/").sees("1 signataire").follow(NAME).sees("Signataire depuis le")
    assert NAME in pdf_words(public.page, "/signataires/signataires.pdf")

    # And its contact is written to, in plain words that lead to the right place
    contact = signature.organisation.memberships.get().user
    mail = last_mail(contact.email, kind="signature.published")
    assert mail.text.startswith(f"Bonjour {contact.first_name},\n")
    assert f"La signature de «\u202f{NAME}\u202f» est publiée" in mail.text
    assert any(link.endswith(f"/verifier/{signature.code}/") for link in links_in(mail))

    # And the attestation, read back, holds the code that anyone can check
    words = pdf_words(
        public.page, str(public.page.get_by_role("link", name="Attestation (PDF)").get_attribute("href"))
    )
    assert NAME in words
    address = re.search(r"http://\S+/verifier/(\S+?)/", words)
    assert address is not None
    public.go("/verifier/").fill("Code de l’attestation", address[1].lower()).press("Vérifier")
    public.sees("Cette attestation est authentique", NAME, "Version essai (mai 2020)")

    # And once it is withdrawn, the same code says so
    team.page.goto(f"/animation/signatures/{signature.pk}/")
    team.follow("Retirer").fill("Pourquoi", "À leur demande.").press("Retirer").sees("La signature est retirée.")
    public.go(address[0]).sees("Cette signature a été retirée").does_not_see("est en vigueur aujourd’hui")
    public.go("/signataires/").does_not_see(NAME)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_look_alike_is_caught_and_joins(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a published association
    published = a_published_signature(name=NAME)
    contact = published.organisation.memberships.get().user

    # When somebody signs for it again, however they write its name
    other = Signer(
        visit("/signer/association/", width=320, scripts=scripts), name="les jardins du MOULIN (exemple)"
    )
    other.gives_association().sees("Est-ce vous", NAME).does_not_see(contact.last_name, contact.email)

    # Then they can ask to join it, and its contact accepts
    other.follow("C’est nous : rejoindre son espace".replace(" :", "\u202f:")).sees(f"Rejoindre {NAME}")
    other.fill("Prénom", "Nora").fill("Nom", "Benali").fill("Rôle", "trésorière")
    other.fill("Votre adresse e-mail", "nora@example.org").press("Envoyer ma demande").sees(
        "Votre demande est partie"
    )
    there = Visitor(visit("/", width=320, scripts=scripts))
    sit_down(there.page, browser_of(contact))
    there.go(links_in(last_mail(contact.email, kind="organisations.join"))[0]).sees("Nora Benali")
    there.press("Accepter Nora Benali").sees("Nora Benali")
    assert "acceptée" in last_mail("nora@example.org").text

    # And one that says it is another goes on, and is shown beside it in the queue
    another = Signer(visit("/signer/association/", width=320, scripts=scripts), name=NAME, email="zoe@example.org")
    another.gives_association().press("Ce n’est pas nous, continuer").gives_neighbourhoods().gives_person()
    another.says_who_decided().agrees().types_code(another.asks_code()).sees("C’est signé, merci")
    the_team(visit("/")).go("/animation/signatures/").sees("Ressemble à").follow(NAME).sees("Ressemble à 1 autre")


def test_a_person_is_erased_and_the_register_still_holds(visit: Visit) -> None:
    # Given a published signature whose author let their name be read
    signature = a_published_signature(name=NAME, signer_name="Aminata Diallo")
    signature.mandates.update(publish_name=True)
    signature.organisation.memberships.update(publish_name=True)
    person = signature.organisation.memberships.get().user
    public = (
        Visitor(visit(f"/signataires/{signature.organisation.slug}/", width=320)).looks().sees("Aminata Diallo")
    )

    # When the federation erases that person
    team = the_team(visit("/", width=320)).go("/animation/effacer/")
    team.fill("Adresse e-mail entière", person.email).press("Chercher").follow("Aminata Diallo")
    team.sees("le registre, toujours vérifiable", NAME).press("Effacer ces données")
    team.sees("Les données de cette personne sont effacées.")

    # Then no page names them, the signature stands, and the register verifies
    public.go(f"/signataires/{signature.organisation.slug}/").sees(NAME).does_not_see("Aminata", "Diallo")
    team.go(f"/animation/signatures/{signature.pk}/").does_not_see("Diallo", person.email)
    public.go(f"/verifier/{signature.code}/").sees("Cette attestation est authentique")
    assert Signature.objects.get().in_force
    assert verify() == RegisterEntry.objects.count()
