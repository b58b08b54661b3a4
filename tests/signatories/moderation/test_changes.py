"""Another name for a published association: nobody sees it before a person of the team accepted it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit.actions import ActionRefused
from signatories.organisations import actions
from signatories.organisations.models import Organisation, ProposedChange
from signatories.outbox.models import Message
from signatories.registry.models import RecordA
from signatories.signatures.models import RegisterEntry
from tests.factories import (
    a_commune,
    a_confirmed_signature,
    a_proposed_change,
    a_published_signature,
    a_team_member,
)
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db
FALSE_NAME = "Préfecture de l’Hérault"


def seen_by_anybody(client: Client, organisation: Organisation) -> str:
    """All that says who an association is, to whoever asks."""
    code = organisation.signatures.get().code
    addresses = (
        f"/signataires/{organisation.slug}/",
        "/signataires/",
        f"/verifier/{code}/",
        "/signataires/signataires.csv",
    )
    return "".join(client.get(address).getvalue().decode() for address in addresses)


def test_a_new_name_is_seen_in_the_space_alone_until_it_is_accepted(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    proposal = a_proposed_change(name=FALSE_NAME)
    organisation = proposal.organisation
    name = organisation.name

    assert FALSE_NAME not in seen_by_anybody(client, organisation)
    space = browser_of(proposal.proposed_by).get(f"/espace/{organisation.slug}/modifier/nom/").content.decode()
    assert "attend l’équipe d’animation" in space
    assert f'value="{FALSE_NAME}"' in space

    team = team_browser(a_team_member())
    with django_capture_on_commit_callbacks(execute=True):
        page = team.post(f"/animation/changements/{proposal.pk}/accepter/", follow=True)

    assert "inscrit au registre" in page.content.decode()
    organisation.refresh_from_db()
    assert organisation.name == FALSE_NAME
    code = organisation.signatures.get().code
    proof = client.get(f"/verifier/{code}/").content.decode()
    assert FALSE_NAME in proof
    assert f"Signée sous le nom de {name}" in proof
    signatory = client.get(f"/signataires/{organisation.slug}/").content.decode()
    assert FALSE_NAME in signatory
    assert "Signée sous le nom de" in signatory
    assert name in signatory


def test_the_team_is_told_by_mail_and_in_its_workspace() -> None:
    team = a_team_member()
    a_proposed_change(name=FALSE_NAME)

    mail = Message.objects.get(kind="organisations.change_proposed", to=team.email)
    assert FALSE_NAME in mail.text
    workspace = team_browser(team)
    assert "1 changement de nom, de forme ou de commune" in workspace.get("/animation/").content.decode()
    assert FALSE_NAME in workspace.get("/animation/changements/").content.decode()


def test_refused_with_a_reason_the_contact_is_told(client: Client) -> None:
    proposal = a_proposed_change(name=FALSE_NAME)
    team = team_browser(a_team_member())
    address = f"/animation/changements/{proposal.pk}/refuser/"

    assert "Pourquoi" in team.post(address, {"text": " "}).content.decode()
    page = team.post(address, {"text": "Ce nom est celui de l’État."}, follow=True).content.decode()

    assert "Un e-mail part à ses personnes contact, avec ce que vous avez écrit" in page
    mail = Message.objects.get(kind="organisations.change_refused")
    assert mail.to == proposal.proposed_by.email
    assert "Ce nom est celui de l’État." in mail.text
    assert FALSE_NAME not in seen_by_anybody(client, proposal.organisation)
    organisation = proposal.organisation
    own = browser_of(proposal.proposed_by).get(f"/espace/{organisation.slug}/modifier/nom/").content.decode()
    assert "n’a pas été accepté" in own
    assert "Ce nom est celui de l’État." in own


def test_what_was_refused_does_not_come_back_with_what_is_asked_next() -> None:
    proposal = a_proposed_change(name=FALSE_NAME)
    actions.refuse_change(proposal, by=a_team_member(), reason="Ce nom est celui de l’État.")
    organisation = proposal.organisation

    commune = a_commune(name="Aubervilliers", code="93001")
    actions.update_address(
        organisation, by=proposal.proposed_by, commune=commune, commune_typed="", address="1 rue du Port"
    )

    assert organisation.proposed_changes.pending().get().values == {"commune": commune}
    proposal.refresh_from_db()
    assert proposal.get_state_display() == "refusée"


def test_what_was_read_is_what_is_accepted() -> None:
    proposal, team = a_proposed_change(name="Un nom"), a_team_member()
    organisation, contact = proposal.organisation, proposal.proposed_by
    actions.update_identity(
        organisation, by=contact, name=FALSE_NAME, acronym="", kind=Organisation.Kind.ASSOCIATION
    )

    page = team_browser(team).post(f"/animation/changements/{proposal.pk}/accepter/", follow=True)

    assert "propose autre chose depuis" in page.content.decode()
    organisation.refresh_from_db()
    assert organisation.name not in {"Un nom", FALSE_NAME}
    with pytest.raises(ActionRefused, match="autre chose"):
        actions.refuse_change(proposal, by=team, reason="Non.")
    latest = actions.accept_change(organisation.proposed_changes.pending().get(), by=team)
    with pytest.raises(ActionRefused, match="déjà acceptée"):
        actions.accept_change(latest, by=team)


def test_changes_of_two_pages_wait_together() -> None:
    proposal = a_proposed_change(name="Un nom")
    organisation, contact = proposal.organisation, proposal.proposed_by
    commune = a_commune(name="Aubervilliers", code="93001")

    actions.update_address(organisation, by=contact, commune=commune, commune_typed="", address="1 rue du Port")

    waiting = organisation.proposed_changes.pending().get()
    assert waiting.values == {"name": "Un nom", "commune": commune}
    organisation.refresh_from_db()
    assert organisation.address == "1 rue du Port"
    actions.accept_change(waiting, by=a_team_member())
    organisation.refresh_from_db()
    assert (organisation.name, organisation.commune) == ("Un nom", commune)
    assert RegisterEntry.objects.filter(kind="corrected").count() == 1


@pytest.mark.parametrize("field", ["acronym", "kind"])
def test_acronym_and_form_wait_too(field: str) -> None:
    organisation = a_published_signature().organisation
    contact = organisation.memberships.get().user
    said: dict[str, Any] = {"name": organisation.name, "acronym": "", "kind": Organisation.Kind.ASSOCIATION}
    other = {"acronym": "PREF", "kind": Organisation.Kind.NETWORK}[field]

    actions.update_identity(organisation, by=contact, **said | {field: other})

    organisation.refresh_from_db()
    assert getattr(organisation, field) == said[field]
    assert organisation.proposed_changes.get().values == {field: other}


def test_a_commune_taken_from_the_registry_waits_too() -> None:
    organisation = a_published_signature().organisation
    contact = organisation.memberships.get().user
    Organisation.objects.filter(pk=organisation.pk).update(commune=None, commune_typed="Trifouilly")
    a_commune(name="Aubervilliers", code="93001")
    record = RecordA(number="W931000001", name="LES AMIS", address="1 rue du Port", commune_code="93001")

    actions.take_from_registry(organisation, record=record, by=contact)

    organisation.refresh_from_db()
    assert (organisation.commune, organisation.commune_typed) == (None, "Trifouilly")
    assert organisation.rna == "W931000001"
    assert organisation.proposed_changes.get().fields == ["commune"]

    actions.accept_change(organisation.proposed_changes.get(), by=a_team_member())

    organisation.refresh_from_db()
    assert (organisation.commune_label, organisation.commune_typed) == ("Aubervilliers (93)", "")


def test_before_publication_a_record_changes_at_once_and_the_register_follows() -> None:
    organisation = a_confirmed_signature().organisation
    contact = organisation.memberships.get().user

    actions.update_identity(organisation, by=contact, name="Un nom", acronym="", kind=Organisation.Kind.NETWORK)

    assert not ProposedChange.objects.exists()
    assert [entry.kind for entry in RegisterEntry.objects.all()] == ["confirmed", "corrected"]


def test_the_first_page_of_its_space_says_what_waits_since_when() -> None:
    proposal = a_proposed_change(name="Un nom")
    organisation, other = proposal.organisation, a_proposed_change(name="Ailleurs").organisation
    browser, address = browser_of(proposal.proposed_by), f"/espace/{organisation.slug}/"
    ProposedChange.objects.filter(pk=proposal.pk).update(proposed_at=datetime(2026, 11, 2, 9, tzinfo=UTC))

    page = browser.get(address).content.decode()

    assert "Un changement attend l’équipe" in page
    assert "<li>Nom\u202f: Un nom</li>" in page
    assert f"Proposé le 2 novembre 2026 par {proposal.proposed_by}" in page
    assert f"/espace/{organisation.slug}/modifier/nom/" in page
    assert "Ailleurs" not in page
    actions.accept_change(proposal, by=a_team_member())
    assert "changement attend" not in browser.get(address).content.decode()
    assert (
        "changement attend"
        in browser_of(other.memberships.get().user).get(f"/espace/{other.slug}/").content.decode()
    )


def test_a_commune_that_waits_is_changed_where_it_was_written() -> None:
    organisation = a_published_signature().organisation
    contact = organisation.memberships.get().user
    commune = a_commune(name="Aubervilliers", code="93001")
    actions.update_address(organisation, by=contact, commune=commune, commune_typed="", address="")

    page = browser_of(contact).get(f"/espace/{organisation.slug}/").content.decode()

    assert "<li>Commune\u202f: Aubervilliers (93)</li>" in page
    assert f'href="/espace/{organisation.slug}/modifier/adresse/">Proposer autre chose' in page
