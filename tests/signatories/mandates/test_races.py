"""Two at the same moment: each lock is there for one of these."""

import pytest
from django.core.files.base import ContentFile

from qpv_charter.toolkit.actions import ActionRefused
from signatories.mandates.actions import attach_extract
from signatories.signatures.actions import renew_mandate
from tests.factories import a_published_signature, mandate_facts
from tests.races import raised, side_by_side


@pytest.mark.django_db(transaction=True)
def test_an_extract_is_not_joined_to_a_mandate_just_replaced() -> None:
    """The whole row would be written back as it was read: a mandate of today again."""
    signature = a_published_signature()
    contact, mandate = signature.organisation.memberships.get().user, signature.mandates.get()
    facts, extract = mandate_facts(signer_name="Idris Petit"), ContentFile(b"%PDF-1.7", name="extrait.pdf")

    answers = side_by_side(
        lambda: renew_mandate(signature, by=contact, facts=facts),
        lambda: attach_extract(mandate, by=contact, extract=extract),
    )

    mandate.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert mandate.ended_at is not None
