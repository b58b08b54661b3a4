"""The registry on the first screen: it saves typing, and is never in the way."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from signatories.organisations.models import Organisation
from signatories.registry.models import RegistryPointer
from signatories.signing.actions.confirming import confirm
from signatories.signing.models import SigningDraft
from tests.factories import a_charter, a_commune, a_published_signature
from tests.signatories.registry.files import a_registry
from tests.signing import ASSOCIATION, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(tmp_path: Path) -> None:
    a_charter()
    a_commune()
    a_registry(tmp_path, {}, {"id": "W931000002", "titre": "LES JARDINS DU MAIL NORD"})


def press(person: Person, button: str, value: str = "1", **answers: str) -> str:
    """Press one of the registry's buttons; nothing is judged nor kept."""
    response: Any = person.client.post(reverse("signing:first"), ASSOCIATION | answers | {button: value})
    assert response.status_code == 200
    assert not SigningDraft.objects.exists()
    assert "error-summary" not in response.content.decode()
    return str(response.content.decode())


def test_without_scripts_a_button_shows_what_the_registry_knows() -> None:
    page = press(Person(), "chercher", name="jardins", commune="")

    assert page.index('value="W931000001"') < page.index('value="W931000002"')
    assert 'value="jardins"' in page


def test_a_name_too_short_to_be_searched_is_said() -> None:
    assert "Écrivez au moins trois lettres du nom" in press(Person(), "chercher", name="ja")
    assert "Écrivez au moins trois lettres du nom" in press(Person(), "chercher", name="")


def test_a_full_list_says_how_to_be_among_it(tmp_path: Path) -> None:
    assert "Ajoutez votre commune" not in press(Person(), "chercher", name="jardins")
    a_registry(tmp_path, *({"id": f"W93100000{number}"} for number in range(6)))

    page = press(Person(), "chercher", name="jardins")

    assert page.count('name="prendre"') == 5
    assert "Ajoutez votre commune après le nom" in page


def test_after_each_button_the_focus_is_where_it_acted() -> None:
    found = press(Person(), "chercher", name="jardins")
    taken = press(Person(), "prendre", "W931000001")
    forgotten = press(Person(), "oublier", name="Les Jardins du Mail", rna="W931000001")

    assert [page.count("autofocus") for page in (found, taken, forgotten)] == [1, 1, 1]
    assert "Écrivez au moins trois lettres" not in found + taken + forgotten
    assert 'id="associations" aria-live="polite" tabindex="-1" autofocus' in found
    assert '<p class="hint" tabindex="-1" autofocus>Reprise du répertoire' in taken


def test_once_picked_a_corrected_name_offers_no_other() -> None:
    offering = reverse("registry:associations")

    assert offering in press(Person(), "oublier", rna="W931000001")
    assert offering not in press(Person(), "prendre", "W931000001")
    person = Person()
    person.begin(name="Les Jardins du Mail", rna="W931000001")
    assert offering not in person.get("association").content.decode()


def test_nothing_found_is_said_and_one_goes_on() -> None:
    page = press(Person(), "chercher", name="introuvable")

    assert "Aucune association trouvée pour" in page
    assert Person().begin(name="introuvable").status_code == 302


def test_picking_fills_the_name_and_the_commune_and_keeps_the_rest() -> None:
    page = press(Person(), "prendre", "W931000001", name="jard", commune="", kind="network", together="on")

    assert 'value="Les Jardins du Mail"' in page
    assert 'value="Saint-Denis (93)"' in page
    assert "RNA W931000001" in page
    assert "Votre adresse en viendra aussi\u202f: 4 rue des Lilas." in page
    assert 'name="rna" value="W931000001"' in page
    assert 'value="network" required id="id_kind_2" checked' in page or 'value="network"' in page


def test_picking_can_be_undone() -> None:
    page = press(Person(), "oublier", name="Les Jardins du Mail", rna="W931000001")

    assert 'value="Les Jardins du Mail"' in page
    assert "W931000001" not in page


@pytest.mark.parametrize("number", ["W000000000", "\x00", "x" * 10_000, ""])
def test_a_number_that_is_not_there_fills_nothing(number: str) -> None:
    assert 'value="jard"' in press(Person(), "prendre", number, name="jard")
    person = Person()
    assert person.begin(rna=number).status_code == 302
    assert SigningDraft.objects.get().answers("association")["rna"] == ""


def test_what_was_picked_is_on_the_check_page_then_in_the_record() -> None:
    person = Person()
    person.walk_to_check(name="Les Jardins du Mail", rna="W931000001")
    check = person.get("verifier").content.decode()
    assert all(shown in check for shown in ("RNA W931000001", "4 rue des Lilas", "SIRET 73282932000074"))

    signature = confirm(SigningDraft.objects.get()).signature

    organisation = Organisation.objects.get(pk=signature.organisation_id)
    assert (organisation.rna, organisation.siret) == ("W931000001", "73282932000074")
    assert organisation.address == "4 rue des Lilas"
    assert organisation.rna_taken_on is not None


def test_what_was_picked_can_be_changed_on_the_draft() -> None:
    person = Person()
    person.begin(name="Les Jardins du Mail", rna="W931000001")

    page = person.post("association", ASSOCIATION | {"rna": "W931000001", "oublier": "1"}).content.decode()

    assert "W931000001" not in page
    assert person.post("association", ASSOCIATION | {"rna": ""}).status_code == 302
    assert SigningDraft.objects.get().answers("association")["rna"] == ""


def test_a_signatory_is_recognised_by_its_number_whatever_its_name() -> None:
    signature = a_published_signature(name="Un tout autre nom (exemple)")
    Organisation.objects.filter(pk=signature.organisation_id).update(rna="W931000001")
    person = Person()

    assert person.begin(rna="W931000001")["Location"] == person.url("deja-signataire")


def test_without_a_registry_nothing_is_offered() -> None:
    RegistryPointer.objects.all().delete()

    assert "répertoire" not in Person().client.get(reverse("signing:first")).content.decode()


def test_enter_in_a_field_continues() -> None:
    page = Person().client.get(reverse("signing:first")).content.decode()
    form = page[page.index('<form method="post"') :]

    assert form.index(">Continuer</button>") < form.index('name="chercher"')
