"""Erasing: nothing personal is left anywhere in the database, and the register still verifies."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_organisation, erase_person
from signatories.outbox.models import Message
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Mandate, RegisterValue
from signatories.signatures.verification import verify
from tests.factories import (
    a_message,
    a_paper_signature,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def rows_saying(*words: str) -> list[str]:
    """Every table and column of ours that still holds one of the words."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # the name of one of our own tables
            columns = [column[0] for column in cursor.description or []]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{column}"
                    for column, value in zip(columns, row, strict=True)
                    if any(word.casefold() in str(value).casefold() for word in words)
                ]
    return found


def test_a_person_is_forgotten_everywhere_and_their_signature_stands() -> None:
    person = a_user(email="zelie.quarteron@example.org", first_name="Zélie", last_name="Quarteron")
    organisation = an_organisation(contact=person)
    signature = a_published_signature(organisation=organisation, signer_name="Zélie Quarteron")
    a_message(to="zelie.quarteron@example.org")
    assert rows_saying("Zélie", "Quarteron")

    erase_person(person, by=a_team_member())

    assert rows_saying("Zélie", "Quarteron") == []
    signature.refresh_from_db()
    assert signature.status == "published"
    assert Mandate.objects.get().signer_name == "Personne effacée"
    assert RegisterValue.objects.filter(field="organisation").exists()
    assert verify() == 2


def test_an_erased_person_cannot_be_erased_again_nor_sign_in() -> None:
    person = erase_person(a_user(), by=a_team_member())

    assert not person.is_active
    with pytest.raises(ActionRefused):
        erase_person(person, by=a_team_member())


def test_an_association_is_forgotten_once_it_has_withdrawn() -> None:
    team = a_team_member()
    organisation = an_organisation(name="Les Tisserandes du Canal (exemple)")
    signature = a_published_signature(organisation=organisation)
    with pytest.raises(ActionRefused, match="Retirez"):
        erase_organisation(organisation, by=team)

    withdraw(signature, by=team, reason="Dissolution des Tisserandes.")
    Message.objects.update(state=Message.State.SENT, sent_at=timezone.now())
    erase_organisation(organisation, by=team)

    assert rows_saying("Tisserandes") == []
    assert not RegisterValue.objects.exists()
    assert verify() == 3


@pytest.mark.django_db(transaction=True)
def test_files_go_once_the_erasure_is_committed_and_not_before() -> None:
    signature = withdraw(a_paper_signature(), by=a_team_member(), reason="À leur demande.")
    storage, name = signature.paper_scan.storage, str(signature.paper_scan.name)
    assert storage.exists(name)

    with transaction.atomic():
        erase_organisation(signature.organisation, by=a_team_member())
        assert storage.exists(name)

    assert not storage.exists(name)
