"""The demonstration shows each once."""

import pytest

from signatories.moderation import demo as signatures
from signatories.organisations.models import Invitation, JoinRequest
from signatories.stepping_back import demo
from signatories.stepping_back.models import StepBack
from tests.factories import a_charter, a_team_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_each_is_shown_once() -> None:
    a_charter()
    a_team_member()
    demo.load()
    signatures.load()

    demo.load()
    demo.load()

    assert Invitation.objects.get().hands_over is not None
    assert StepBack.objects.get().kind == StepBack.Kind.PAUSE
    assert JoinRequest.objects.get().proved_at is not None
