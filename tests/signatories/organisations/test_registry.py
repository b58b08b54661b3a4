"""« Est-ce vous ? »: what the registry fills, and how it is corrected."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.organisations import actions
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import find
from tests.factories import a_commune, a_user, an_organisation
from tests.signatories.registry.files import a_registry
from tests.signin import browser_of

pytestmark = pytest.mark.django_db
NAME = "Les Jardins du Mail (exemple)"


@pytest.fixture
def contact() -> User:
    return a_user()


@pytest.fixture
def organisation(contact: User, tmp_path: Path) -> Organisation:
    commune = a_commune()
    a_registry(
        tmp_path,
        {},
        {"id": "W931000002", "titre": "LES JARDINS DU MAIL NORD"},
        {"id": "W931000003", "titre": "X Y"},
    )
    return an_organisation(name=NAME, contact=contact, commune=commune)


def record(number: str = "W931000001") -> AssociationRecord:
    found = find(number)
    assert found is not None
    return found


def answer(client: Client, organisation: Organisation, number: str) -> str:
    address = reverse("organisations:registry", args=[organisation.slug])
    return client.post(address, {"number": number}, follow=True).content.decode()


def test_it_fills_what_is_empty_and_remembers_that(organisation: Organisation, contact: User) -> None:
    filled = actions.take_from_registry(organisation, record=record(), by=contact)

    filled.refresh_from_db()
    today = timezone.localdate()
    assert (filled.rna, filled.siret, filled.siren) == ("W931000001", "73282932000074", "732829320")
    assert (filled.address, filled.name) == ("4 rue des Lilas", NAME)
    assert (filled.rna_taken_on, filled.address_taken_on, filled.taken_on("commune")) == (today, today, None)
    event = Event.objects.about(filled).get(kind="organisation.taken_from_registry")
    assert event.data == {"fields": ["address", "rna", "siren", "siret"]}
    assert event.actor == contact


def test_it_writes_over_nothing(organisation: Organisation, contact: User) -> None:
    actions.update_address(organisation, by=contact, commune=organisation.commune, commune_typed="", address="Ici")

    filled = actions.take_from_registry(organisation, record=record(), by=contact)

    assert filled.address == "Ici"
    assert filled.address_taken_on is None


@pytest.mark.parametrize(("field", "number"), [("siren", "552081317"), ("siret", "35600000000048")])
def test_no_siret_stands_beside_the_siren_of_another(
    organisation: Organisation, contact: User, field: str, number: str
) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(**{field: number})

    filled = actions.take_from_registry(organisation, record=record(), by=contact)

    assert (filled.siren, filled.siret) == ((number, None) if field == "siren" else (None, number))
    assert filled.rna == "W931000001"


def test_a_commune_typed_by_hand_gives_way_to_the_official_one(organisation: Organisation, contact: User) -> None:
    actions.update_address(organisation, by=contact, commune=None, commune_typed="St Denis", address="")

    filled = actions.take_from_registry(organisation, record=record(), by=contact)

    assert (filled.commune, filled.commune_typed) == (a_commune(), "")


def test_a_siret_that_does_not_add_up_is_left_out(contact: User, tmp_path: Path) -> None:
    a_registry(tmp_path, {"siret": "73282932000075"})

    filled = actions.take_from_registry(an_organisation(contact=contact), record=record(), by=contact)

    assert (filled.rna, filled.siret, filled.siren) == ("W931000001", None, None)


def test_another_number_already_there_is_not_replaced(organisation: Organisation, contact: User) -> None:
    actions.take_from_registry(organisation, record=record(), by=contact)

    with pytest.raises(ActionRefused, match="Un autre numéro RNA est déjà noté"):
        actions.take_from_registry(organisation, record=record("W931000002"), by=contact)


def test_what_somebody_corrects_is_no_longer_said_to_come_from_the_registry(
    organisation: Organisation, contact: User
) -> None:
    filled = actions.take_from_registry(organisation, record=record(), by=contact)

    corrected = actions.update_numbers(
        filled, by=contact, rna="W931000009", siren="732829320", siret="", alsace_moselle_register=""
    )

    assert corrected.rna_taken_on is None
    assert corrected.taken_on("siret") is None
    assert corrected.taken_on("siren") == timezone.localdate()


def test_the_space_asks_and_one_click_answers(organisation: Organisation, contact: User) -> None:
    client = browser_of(contact)
    page = client.get(reverse("organisations:space_detail", args=[organisation.slug])).content.decode()
    assert "Est-ce vous ?".replace(" ?", "\u202f?") in page
    assert page.index("RNA W931000001") < page.index("RNA W931000002")
    assert "4 rue des Lilas, 93200 Saint-Denis" in page
    assert "W931000003" not in page
    assert "Aucune de celles-ci</button>" in page

    page = answer(client, organisation, "W931000001")

    assert "C’est repris du répertoire." in page
    assert "Est-ce vous" not in page
    assert "RNA W931000001, repris du répertoire national le" in page
    assert "4 rue des Lilas, reprise du répertoire national le" in page
    numbers = client.get(reverse("organisations:edit", args=[organisation.slug, "numeros"])).content.decode()
    assert "Repris du répertoire national des associations (RNA) le" in numbers
    assert 'value="W931000001"' in numbers


def test_a_single_one_can_be_denied(contact: User, tmp_path: Path) -> None:
    commune = a_commune()
    a_registry(tmp_path, {})
    organisation = an_organisation(name=NAME, contact=contact, commune=commune)

    page = (
        browser_of(contact).get(reverse("organisations:space_detail", args=[organisation.slug])).content.decode()
    )

    assert "Non, ce n’est pas nous</button>" in page


def test_none_of_them_is_an_answer(organisation: Organisation, contact: User) -> None:
    page = answer(browser_of(contact), organisation, "")

    assert "C’est noté." in page
    assert "Est-ce vous" not in page
    organisation.refresh_from_db()
    assert (organisation.rna, organisation.address) == (None, "")


@pytest.mark.parametrize("number", ["W000000000", "\x00", "x" * 10_000, "'; --"])
def test_a_number_that_is_not_there_changes_nothing(
    organisation: Organisation, contact: User, number: str
) -> None:
    assert "n’est plus dans le répertoire" in answer(browser_of(contact), organisation, number)


def test_only_its_people_answer_and_only_by_a_button(organisation: Organisation, contact: User) -> None:
    address = reverse("organisations:registry", args=[organisation.slug])

    assert browser_of(a_user()).post(address, {"number": "W931000001"}).status_code == 404
    assert browser_of(contact).get(address).status_code == 405
    organisation.refresh_from_db()
    assert organisation.rna is None


def test_a_day_is_read_back() -> None:
    assert Organisation(from_registry={"rna": "2026-03-12"}).rna_taken_on == date(2026, 3, 12)
