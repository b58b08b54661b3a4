"""What signatures say in an association's space, and how they forget."""

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries

from signatories.mandates.actions import attach_extract
from signatories.organisations.places import FORGET_ORGANISATION, SPACE, SPACE_ASIDE, SPACE_PAPERS
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.people.places import FORGET_PERSON, NAVIGATION, Leaver
from signatories.signatures.actions import pause, send_back, withdraw
from signatories.signatures.models import Mandate, RegisterValue, Signature
from signatories.signatures.queries import latest_mandate, latest_signature, paper_signers, signatures_of
from tests.factories import (
    a_confirmed_signature,
    a_newer_charter,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.spaces import a_contact_of

pytestmark = pytest.mark.django_db


def the_card(signature: Signature) -> dict[str, object]:
    """What the card of its association's space is given: at the top, or behind once it is published."""
    contact = a_contact_of(signature.organisation)
    sections = [*SPACE.gather(contact), *SPACE_ASIDE.gather(contact)]
    return next(dict(section.context) for section in sections if section.key == "etat")


def labels(signature: Signature) -> list[str]:
    return [paper.label for paper in SPACE_PAPERS.gather(a_contact_of(signature.organisation))]


def test_the_card_says_where_the_last_signature_stands() -> None:
    team = a_team_member()
    waiting, shown, sent_back = a_confirmed_signature(), a_published_signature(), a_confirmed_signature()
    send_back(sent_back, by=team, reason="Le nom est-il complet\u202f?")

    assert the_card(waiting)["said"] == (
        "Votre signature est confirmée. L’équipe d’animation la relit, puis la publie."
    )
    assert the_card(shown)["said"] == "Votre signature est publiée\u202f: tout le monde peut la voir."
    assert "revoir votre signature ensemble" in str(the_card(sent_back)["said"])
    assert the_card(shown)["signature"] == shown
    pause(shown, by=team, reason="Sans nouvelles.")
    assert "Un signe suffit" in str(the_card(shown)["said"])
    withdraw(shown, by=team, reason="À leur demande.")
    assert "Vous pouvez signer de nouveau" in str(the_card(shown)["said"])


def test_the_card_of_an_association_that_signed_nothing_says_so() -> None:
    section = SPACE.gather(a_contact_of(an_organisation()))[0]

    assert dict(section.context) == {
        "signature": None,
        "said": "Votre association n’a pas encore signé la charte.",
        "lines": [],
    }


def test_papers_come_with_what_they_prove() -> None:
    charter, attestation, proof = (
        "La charte que vous avez signée (PDF)",
        "Votre attestation (PDF)",
        "La page qui prouve votre signature",
    )
    signature = a_confirmed_signature()
    assert labels(signature) == [charter]

    shown = a_published_signature()
    assert labels(shown)[:3] == [charter, attestation, proof]
    withdraw(shown, by=a_team_member(), reason="À leur demande.")
    assert labels(shown) == [charter, proof]
    assert SPACE_PAPERS.gather(a_contact_of(an_organisation())) == []


def test_one_that_waits_to_be_read_hides_nothing_of_the_one_that_is_published() -> None:
    first = a_published_signature()
    papers = labels(first)
    a_newer_charter()
    second = a_confirmed_signature(organisation=first.organisation)

    card = the_card(second)

    assert card["signature"] == second
    assert "L’équipe d’animation la relit" in str(card["said"])
    assert "celle que vous avez donnée avant reste publiée." in str(card["said"])
    assert labels(second) == papers
    pause(first, by=a_team_member(), reason="Sans nouvelles.")
    assert "reste publiée" not in str(the_card(second)["said"])


def test_one_that_was_entered_by_mistake_hides_none_once_it_is_withdrawn() -> None:
    first = a_published_signature()
    a_newer_charter()
    second = a_confirmed_signature(organisation=first.organisation)

    withdraw(second, by=a_team_member(), reason="Entrée par erreur.", told=False)

    assert latest_signature(first.organisation) == first
    assert "tout le monde peut la voir" in str(the_card(first)["said"])


def test_signatures_are_read_once_for_a_page_the_last_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    organisation = an_organisation()
    first = withdraw(a_published_signature(organisation=organisation), by=a_team_member(), reason="Non.")
    last = a_confirmed_signature(organisation=organisation)

    with django_assert_num_queries(2):
        assert signatures_of(organisation) == [last, first]
        assert latest_signature(organisation) == last
        assert latest_mandate(organisation) is not None


def test_the_mandate_is_the_one_that_was_not_replaced() -> None:
    signature = a_published_signature()
    assert latest_mandate(signature.organisation) == signature.mandates.get()

    other = a_published_signature()
    Mandate.objects.filter(signature=other).update(ended_at=other.confirmed_at)
    assert latest_mandate(other.organisation) is None
    assert latest_mandate(an_organisation()) is None


def test_anyone_is_led_to_where_one_verifies() -> None:
    assert [link.label for link in NAVIGATION.gather(Actor()) if link.href == "/verifier/"] == ["Vérifier"]


def test_a_signer_is_forgotten_on_every_signature_and_nobody_else() -> None:
    mine, other = a_published_signature(), a_published_signature()
    person = mine.mandates.get().signer
    assert person is not None

    FORGET_PERSON.gather(Leaver(frozenset([person.email]), person=person))

    assert mine.mandates.get().signer_name == "Personne effacée"
    assert other.mandates.get().signer_name == "Aminata Diallo"
    fields = RegisterValue.objects.filter(entry__signature_id=mine.pk).values_list("field", flat=True)
    assert "signer_name" not in set(fields)
    assert "organisation" in set(fields)


def test_a_paper_without_an_account_is_not_hers_because_she_has_none() -> None:
    signature = a_paper_signature()

    FORGET_PERSON.gather(Leaver(frozenset(["nora@example.org"])))

    assert signature.mandates.get().signer_name == "Jeanne Exemple"


@pytest.mark.django_db(transaction=True)
def test_an_association_takes_along_all_that_its_signatures_say() -> None:
    signature = a_paper_signature()
    storage, scan = signature.paper_scan.storage, str(signature.paper_scan.name)
    team = a_team_member()
    mandate = attach_extract(
        signature.mandates.get(), by=team, extract=ContentFile(b"%PDF-1.7", name="extrait.pdf")
    )
    other = a_published_signature()
    withdraw(signature, by=team, reason="Dissolution.")

    FORGET_ORGANISATION.gather(signature.organisation)

    signature.refresh_from_db()
    assert (signature.status_reason, signature.paper_scan.name) == ("", "")
    assert not storage.exists(scan)
    assert not mandate.extract.storage.exists(str(mandate.extract.name))
    assert signature.mandates.get().extract.name == ""
    assert signature.mandates.get().signer_name == "Personne effacée"
    assert not RegisterValue.objects.filter(entry__signature_id=signature.pk).exists()
    assert RegisterValue.objects.filter(entry__signature_id=other.pk).exists()
    assert not Message.objects.about(signature).exclude(text="").exists()
    assert Message.objects.about(other).exclude(text="").exists()


def test_who_signed_on_paper_is_found_by_a_part_of_the_name() -> None:
    signature = a_paper_signature()
    a_published_signature(signer_name="Jeanne Autre")

    assert list(paper_signers("jeanne")) == [signature.mandates.get()]
    for typed in ("exemple JEANNE", "Jéanne"):
        assert list(paper_signers(typed)) == [signature.mandates.get()], typed
    for typed in ("aminata", "jeanne autre", "", "&&"):
        assert not paper_signers(typed).exists(), typed
    mandate = signature.mandates.get()
    mandate.signer_name = "Personne effacée"
    mandate.save()
    assert not paper_signers("personne").exists()
