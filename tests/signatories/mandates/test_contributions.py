"""What a mandate says in an association's space, and whether its extract is there."""

import pytest
from django.core.files.base import ContentFile

from signatories.mandates.actions import attach_extract
from signatories.organisations.models import Organisation
from signatories.organisations.places import SPACE_ASIDE, SPACE_PAPERS, SPACE_STEPS
from tests.factories import a_published_signature, an_organisation
from tests.spaces import a_contact_of

pytestmark = pytest.mark.django_db


def asked(organisation: Organisation) -> bool:
    return "L’extrait de la décision" in [step.label for step in SPACE_STEPS.gather(a_contact_of(organisation))]


def offered(organisation: Organisation) -> bool:
    papers = [paper.label for paper in SPACE_PAPERS.gather(a_contact_of(organisation))]
    return "L’extrait de votre décision (PDF)" in papers


def said(organisation: Organisation) -> list[str]:
    return [section.title for section in SPACE_ASIDE.gather(a_contact_of(organisation))]


def test_the_extract_is_asked_until_it_is_there_then_offered() -> None:
    signature = a_published_signature()
    organisation = signature.organisation
    assert (asked(organisation), offered(organisation)) == (True, False)

    attach_extract(
        signature.mandates.get(),
        by=a_contact_of(organisation).person,
        extract=ContentFile(b"%PDF-1.7", name="extrait.pdf"),
    )

    assert (asked(organisation), offered(organisation)) == (False, True)


def test_without_a_signature_there_is_no_mandate_to_speak_of() -> None:
    organisation = an_organisation()

    assert (asked(organisation), offered(organisation)) == (False, False)
    assert "Mandat" not in said(organisation)


def test_the_mandate_is_said_beside() -> None:
    assert "Mandat" in said(a_published_signature().organisation)
