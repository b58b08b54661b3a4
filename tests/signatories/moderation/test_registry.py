"""What the registry says, beside a signature to review."""

from pathlib import Path

import pytest
from django.urls import reverse

from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from tests.factories import a_confirmed_signature, a_team_member
from tests.signatories.registry.files import a_registry
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature() -> Signature:
    return a_confirmed_signature(name="Les Jardins du Mail (exemple)")


def page_of(signature: Signature) -> str:
    response = team_browser(a_team_member()).get(reverse("moderation:review", args=[signature.pk]))
    page = response.content.decode()
    assert "⟦undefined" not in page
    return page


def test_before_any_import_nothing_is_said(signature: Signature) -> None:
    assert "répertoire national" not in page_of(signature)


def test_a_name_that_the_registry_knows_is_shown(signature: Signature, tmp_path: Path) -> None:
    a_registry(tmp_path, {})

    page = page_of(signature)

    assert "Aucun numéro n’est noté, mais ce nom y figure" in page
    assert "<strong>Les Jardins du Mail</strong>, W931000001, 4 rue des Lilas, 93200 Saint-Denis" in page


def test_the_record_of_the_number_is_shown(signature: Signature, tmp_path: Path) -> None:
    a_registry(tmp_path, {"titre": "UNE AUTRE"})
    Organisation.objects.update(rna="W931000001")

    assert "Le numéro W931000001 est celui de <strong>Une Autre</strong>" in page_of(signature)


def test_a_number_that_the_registry_does_not_know_is_told(signature: Signature, tmp_path: Path) -> None:
    a_registry(tmp_path, {})
    Organisation.objects.update(rna="W931000009")

    assert "Le numéro W931000009 n’y est pas, ou cette association n’y est plus active." in page_of(signature)


def test_an_unknown_name_is_no_reason_to_refuse(signature: Signature, tmp_path: Path) -> None:
    a_registry(tmp_path, {"titre": "TOUT AUTRE CHOSE"})

    assert "Ce n’est pas une raison de refuser" in page_of(signature)
