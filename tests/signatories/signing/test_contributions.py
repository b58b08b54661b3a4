"""A signing that nobody came back to is forgotten each day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qpv_charter.toolkit.retention import RETENTION, forget_all
from signatories.signing.actions.drafting import DRAFT_LIFE
from signatories.signing.models import SigningDraft
from tests.factories import a_draft

pytestmark = pytest.mark.django_db


def test_drafts_are_forgotten_once_they_are_over() -> None:
    over, kept = a_draft()[0], a_draft()[0]
    SigningDraft.objects.filter(pk=over.pk).update(expires_at=timezone.now() - timedelta(minutes=1))

    forget_all()

    assert list(SigningDraft.objects.all()) == [kept]
    assert RETENTION.gather()[0].during == DRAFT_LIFE
