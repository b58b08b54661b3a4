"""An association's space."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signatories.organisations import actions
from signatories.organisations.models import Membership, Organisation
from signatories.people.models import User
from signatories.signatures.actions import pause, send_back, withdraw
from signatories.signatures.models import Signature
from tests.factories import (
    a_confirmed_signature,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
)
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def contact() -> User:
    return a_user()


@pytest.fixture
def organisation(contact: User) -> Organisation:
    return an_organisation(contact=contact)


def page_of(contact: User, organisation: Organisation) -> str:
    page = (
        browser_of(contact).get(reverse("organisations:space_detail", args=[organisation.slug])).content.decode()
    )
    assert "⟦undefined" not in page
    return page


def test_one_association_opens_at_once_and_several_are_offered(contact: User, organisation: Organisation) -> None:
    client = browser_of(contact)

    assert client.get("/espace/").headers["Location"] == f"/espace/{organisation.slug}/"
    other = an_organisation(name="L’autre (exemple)", contact=contact)

    page = client.get("/espace/").content.decode()
    assert organisation.name in page
    assert other.name in page


def test_without_an_association_the_page_says_how_to_have_one() -> None:
    page = browser_of(a_user()).get("/espace/").content.decode()

    assert "Aucune association reliée" in page
    assert "/signer/" in page


def test_strangers_get_nothing(organisation: Organisation) -> None:
    neighbour = a_user()
    an_organisation(contact=neighbour)
    former = a_user()
    Membership.objects.create(
        user=former,
        organisation=organisation,
        ended_at=organisation.created_at,
        started_at=organisation.created_at,
    )
    address = f"/espace/{organisation.slug}/"

    assert Client().get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"
    for client in (browser_of(a_user()), browser_of(neighbour), browser_of(former), team_browser(a_team_member())):
        assert client.get(address).status_code == 404


def test_each_state_is_said_in_plain_words(contact: User, organisation: Organisation) -> None:
    team = a_team_member(email="equipe-secrete@example.org")
    assert "n’a pas encore signé" in page_of(contact, organisation)
    signature = a_confirmed_signature(organisation=organisation)
    assert "la relit, puis la publie" in page_of(contact, organisation)

    send_back(signature, by=team, reason="Le nom est-il complet ?")
    page = page_of(contact, organisation)
    assert "revoir votre signature ensemble" in page
    assert "Le nom est-il complet ?" in page
    assert "equipe-secrete" not in page
    assert "Camille" not in page

    withdraw(signature, by=team, reason="Demandé")
    assert "a été retirée" in page_of(contact, organisation)


def test_a_published_then_paused_signature(contact: User, organisation: Organisation) -> None:
    signature = a_published_signature(organisation=organisation)
    published = page_of(contact, organisation)
    assert "tout le monde peut la voir" in published
    assert reverse("directory:detail", args=[organisation.slug]) in published
    assert reverse("signatures:verify", args=[signature.code]) in published

    pause(signature, by=a_team_member(), reason="Sans nouvelles")

    assert "Un signe suffit" in page_of(contact, organisation)


def test_what_would_help_starts_with_a_second_person_and_ends(contact: User, organisation: Organisation) -> None:
    a_published_signature(organisation=organisation)
    steps = page_of(contact, organisation)
    assert (
        steps.index("Une deuxième personne contact") < steps.index("Ils évitent") < steps.index("L’extrait de la")
    )

    actions.invite(organisation, by=contact, email="deux@example.org")
    actions.update_numbers(
        organisation, by=contact, rna="W751234567", siren="", siret="", alsace_moselle_register=""
    )

    after = page_of(contact, organisation)
    assert "Une deuxième personne contact" not in after
    assert "Ils évitent" not in after


def test_a_collective_is_not_asked_for_numbers(contact: User, organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(kind=Organisation.Kind.COLLECTIVE)

    assert "Ils évitent" not in page_of(contact, organisation)


def test_the_space_costs_the_same_at_one_and_three(
    contact: User, organisation: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_published_signature(organisation=organisation)
    client = browser_of(contact)
    address = f"/espace/{organisation.slug}/"
    client.get(address)
    with django_assert_max_num_queries(56) as first:  # each room asks its own
        client.get(address)
    for _ in range(2):
        actions.add_contact(organisation, user=a_user(), role="")

    with django_assert_max_num_queries(len(first)):
        client.get(address)


def upload(client: Client, organisation: Organisation, content: bytes) -> str:
    answer = client.post(
        reverse("mandates:extract", args=[organisation.slug]),
        {"extract": SimpleUploadedFile("compte-rendu.pdf", content, "application/pdf")},
        follow=True,
    )
    return answer.content.decode()


def test_an_extract_is_kept_privately_and_downloaded_by_contacts(
    contact: User, organisation: Organisation
) -> None:
    mandate = a_published_signature(organisation=organisation).mandates.get()
    client = browser_of(contact)

    upload(client, organisation, PDF)

    address = reverse("mandates:download", args=[organisation.slug, mandate.pk])
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]  # a FileResponse
    assert answer.headers["Content-Disposition"] == f'attachment; filename="decision-{organisation.slug}.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    neighbour = a_user()
    elsewhere = an_organisation(contact=neighbour)
    for other in (browser_of(a_user()), browser_of(neighbour)):
        assert other.get(address).status_code == 404
    stolen = reverse("mandates:download", args=[elsewhere.slug, mandate.pk])
    assert browser_of(neighbour).get(stolen).status_code == 404
    assert Client().get(address).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>%PDF-1.7</html>", "incomplet"),
        (b"<html>" + b" " * 1024 + PDF, "ni un PDF ni une photo"),
        (b"%PDF-9.9 startxref", "ni un PDF ni une photo"),
        (PDF[:20], "incomplet"),
        (b"", "vide"),
        (PDF + b"0" * 11_000_000, "dépasse 10"),
    ],
)
def test_a_file_that_is_no_pdf_is_refused_with_the_reason(
    contact: User, organisation: Organisation, content: bytes, said: str
) -> None:
    mandate = a_published_signature(organisation=organisation).mandates.get()

    assert said in upload(browser_of(contact), organisation, content)

    mandate.refresh_from_db()
    assert not mandate.extract


def test_a_mandate_is_renewed_beside_the_signature(contact: User, organisation: Organisation) -> None:
    signature = a_published_signature(organisation=organisation)
    address = reverse("mandates:renew", args=[organisation.slug])
    facts = {"signer_name": "Zoé Petit", "signer_role": "présidente", "decided_by": "assembly"}

    refused = browser_of(contact).post(address, facts | {"signer_name": "\u200b", "decided_on": "2001-13-45"})
    browser_of(contact).post(address, facts)

    assert "Écrivez le prénom et le nom" in refused.content.decode()
    assert [mandate.signer_name for mandate in signature.mandates.filter(ended_at=None)] == ["Zoé Petit"]
    assert signature.mandates.count() == 2
    assert Signature.objects.get().status == "published"


def test_a_renewed_mandate_is_linked_to_the_contact_person_it_names_and_to_nobody_where_two_bear_the_name(
    contact: User, organisation: Organisation
) -> None:
    signature = a_published_signature(organisation=organisation)
    address = reverse("mandates:renew", args=[organisation.slug])
    facts = {"signer_name": "PETIT Zoe", "signer_role": "présidente", "decided_by": "assembly"}
    named = a_user(first_name="Zoé", last_name="Petit")
    signers = []

    for person in (named, a_user(first_name="Zoé", last_name="Petit")):
        actions.add_contact(organisation, user=person, role="trésorière")
        browser_of(contact).post(address, facts)
        signers.append(signature.mandates.get(ended_at=None).signer)

    assert signers == [named, None]


@pytest.mark.parametrize("name", ["renew", "extract"])
def test_mandate_pages_need_a_signature_and_a_contact(
    contact: User, organisation: Organisation, name: str
) -> None:
    address = reverse(f"mandates:{name}", args=[organisation.slug])

    assert browser_of(contact).get(address).status_code == 404
    a_published_signature(organisation=organisation)
    assert browser_of(contact).get(address).status_code == 200
    assert browser_of(a_user()).get(address).status_code == 404


def test_the_exchanges_the_attestation_and_the_way_out_of_a_pause_are_there(
    contact: User, organisation: Organisation
) -> None:
    signature = a_published_signature(organisation=organisation)
    published = page_of(contact, organisation)
    pause(signature, by=a_team_member(), reason="Trois appels sans réponse.")
    paused = page_of(contact, organisation)

    assert reverse("signatures:attestation", args=[signature.code]) in published
    assert reverse("moderation:exchanges", args=[organisation.slug]) in published
    assert "Nous sommes toujours là" not in published
    form = paused.partition(reverse("moderation:still_here", args=[organisation.slug]))[2].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in form


def test_what_waits_is_first_and_the_record_behind(contact: User, organisation: Organisation) -> None:
    a_published_signature(organisation=organisation)
    who = {"email": "zelie@example.org", "first_name": "Zélie", "last_name": "Quarteron", "role": "trésorière"}
    actions.ask_to_join(organisation, **who)

    main = page_of(contact, organisation).partition("<main")[2]

    parts = ["Ce qui vous attend", "1 personne demande à rejoindre", "Ce qui aiderait"]
    parts += ["Vos documents", "Votre signature", "Personnes contact", "Mon compte"]
    assert [part for part in parts if part not in main] == []
    assert sorted(parts, key=main.index) == parts


def test_a_signature_that_is_not_published_is_no_record_yet(contact: User, organisation: Organisation) -> None:
    a_confirmed_signature(organisation=organisation)

    page = page_of(contact, organisation)

    assert page.count("Votre signature</h2>") == 1
    assert page.index("Votre signature</h2>") < page.index("Ce qui aiderait")


def test_each_link_stands_once(contact: User, organisation: Organisation) -> None:
    signature = a_published_signature(organisation=organisation)

    page = page_of(contact, organisation)
    main = page[page.index("<main") : page.index("</main>")]

    links = [link for link in re.findall(r'<a[^>]* href="([^"]+)"', main) if not link.startswith("#")]
    assert len(links) == len(set(links))
    attestation = reverse("signatures:attestation", args=[signature.code])
    kit = reverse("directory:kit", args=[organisation.slug])
    assert {attestation, kit} <= {*links}
    assert "<h1>Notre espace</h1>" in main


def test_who_has_signed_is_offered_their_space_and_not_to_sign(contact: User, organisation: Organisation) -> None:
    header = {
        who: browser.get("/charte/en-mots-simples/").content.decode().partition("</header>")[0]
        for who, browser in (("contact", browser_of(contact)), ("anybody", Client()))
    }

    assert 'href="/signer/"' not in header["contact"]
    assert '<a class="btn btn--plain" href="/espace/"' in header["contact"]
    assert 'class="btn" href="/signer/"' in header["anybody"]
