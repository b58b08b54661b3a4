"""The attestation, read back: what it says, what it proves, what it never says."""

import io
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.charter import demo
from signatories.erasure.actions import erase_signer
from signatories.organisations.actions import publish_name
from signatories.signatures.actions import publish, renew_mandate, sign, withdraw
from signatories.signatures.attestation import _name_class, attestation_pdf
from signatories.signatures.models import Mandate, RegisterEntry, Signature
from signatories.signatures.queries import first_entry
from tests.factories import (
    a_confirmed_signature,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
    mandate_facts,
    signing_facts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def the_page(signature: Signature) -> str:
    reader = PdfReader(io.BytesIO(attestation_pdf(signature)))
    assert len(reader.pages) == 1
    assert "/StructTreeRoot" in reader.root_object
    return " ".join(reader.pages[0].extract_text().split())


def test_it_says_who_signed_what_when_and_how_to_check() -> None:
    signature = a_published_signature(name="Les Voisins de l’Œuvre (exemple)", signer_name="Aminata Diallo")
    entry = first_entry(signature)
    assert entry
    page = the_page(signature)

    assert "Les Voisins de l’Œuvre (exemple)" in page
    assert "Saint-Denis (93)" in page
    assert signature.charter_version.title in page
    assert f"http://testserver/verifier/{signature.code}/" in page
    assert entry.digest in page
    assert signature.charter_version.sha256 in page
    assert f"Registre, ligne {entry.number}," in page
    assert "Diallo" not in page
    assert "démonstration" not in page


def given_by(**more: Any) -> Signature:
    """A published signature, whose mandate says this besides the usual."""
    facts = signing_facts()
    facts = replace(facts, mandate=replace(mandate_facts(), **more))
    return publish(sign(an_organisation(), facts=facts), by=a_team_member())


def test_it_says_who_issues_it_and_shows_the_code_as_the_site_asks_for_it(settings: Any) -> None:
    settings.LEGAL = settings.LEGAL | {"publisher": "Fédération des quartiers (exemple)"}
    signature = a_published_signature()

    page = the_page(signature)

    code = f"{signature.code[:4]}-{signature.code[4:8]}-{signature.code[8:]}"
    assert f"Code de vérification : {code}" in page
    assert f"délivrée le {day(timezone.localdate())} par Fédération des quartiers (exemple)" in page


def test_it_names_who_signed_and_in_what_role_if_she_agreed() -> None:
    assert "Signée en son nom par Aminata Diallo, présidente" in the_page(given_by(publish_name=True))
    assert "Diallo" not in the_page(given_by(publish_name=False))


def test_who_takes_her_name_back_is_named_no_longer() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)
    facts = signing_facts(signer=contact)
    signature = publish(
        sign(
            organisation, facts=replace(facts, mandate=replace(mandate_facts(signer=contact), publish_name=True))
        ),
        by=a_team_member(),
    )
    hers = organisation.memberships.get()
    publish_name(hers, by=contact, yes=True)
    assert "Signée en son nom par Aminata Diallo" in the_page(signature)

    publish_name(hers, by=contact, yes=False)

    assert "Aminata" not in the_page(signature)


def test_it_names_who_signed_that_day_and_nobody_once_erased() -> None:
    signature = given_by(publish_name=True)
    renewed = replace(mandate_facts(), signer_name="Nora Benali", publish_name=True)
    renew_mandate(signature, by=a_user(), facts=renewed)
    assert "Aminata Diallo" in the_page(signature)

    erase_signer(signature.mandates.earliest("pk"), by=a_team_member())

    page = the_page(signature)
    assert "Aminata" not in page
    assert "Signée en son nom" not in page


@pytest.mark.parametrize(
    ("decided_by", "said"),
    [
        (Mandate.Decision.ASSEMBLY, "Qui a décidé L’assemblée générale, septembre 2026"),
        (Mandate.Decision.BOARD, "Qui a décidé Le conseil d’administration, septembre 2026"),
        (Mandate.Decision.BUREAU, "Qui a décidé Le bureau, septembre 2026"),
        (Mandate.Decision.COLLECTIVE, "Qui a décidé Le collectif, réuni, septembre 2026"),
    ],
)
def test_it_says_which_assembly_decided(decided_by: Mandate.Decision, said: str) -> None:
    assert said in the_page(given_by(decided_by=decided_by))


def test_whoever_may_decide_alone_is_not_pointed_at() -> None:
    page = the_page(given_by(decided_by=Mandate.Decision.STATUTES, decided_on=None))

    assert "Qui a décidé" not in page
    assert "statuts" not in page


def test_it_cites_the_row_by_which_the_signature_entered_the_register() -> None:
    a_published_signature()
    signature = a_published_signature()

    entry = first_entry(signature)
    assert entry
    assert (entry.kind, entry.number) == (
        RegisterEntry.Kind.CONFIRMED,
        3,
    )  # after the two rows, confirmed and published, of the other one


def test_a_demonstration_text_is_said_to_be_one() -> None:
    demo.load()

    assert "texte de démonstration, pas la charte officielle" in the_page(a_published_signature())


@pytest.mark.parametrize("name", ["x" * 200, "<b>&amp;</b> 😀 \u05e9\u05dc\u05d5\u05dd =1+1", "Œuvre " * 33])
def test_any_name_stays_on_one_page_as_text(name: str) -> None:
    page = the_page(a_published_signature(name=name))

    assert name[:3] in page.replace(" ", "") or name[:3] in page


def test_there_is_none_before_publication_nor_after_withdrawal() -> None:
    with pytest.raises(ActionRefused, match="dès que la signature est publiée"):
        attestation_pdf(a_confirmed_signature())

    withdrawn = withdraw(a_published_signature(), by=a_team_member(), reason="À sa demande.")
    with pytest.raises(ActionRefused):
        attestation_pdf(withdrawn)


@pytest.mark.parametrize(
    ("length", "set_smaller"), [(48, ""), (49, "long"), (100, "long"), (101, "very-long"), (300, "very-long")]
)
def test_a_long_name_is_set_smaller(length: int, set_smaller: str) -> None:
    assert _name_class("x" * length) == set_smaller
