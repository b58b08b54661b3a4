"""The demonstration's associations: visibly invented, made once."""

import pytest

from signatories.moderation import demo
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures.models import Signature, Status
from signatories.signatures.verification import verify
from tests.factories import a_charter, a_team_member

pytestmark = pytest.mark.django_db


def test_what_waits_for_the_team_is_shown_and_running_it_again_adds_nothing() -> None:
    a_charter()
    a_team_member()

    demo.load()
    first = Signature.objects.count(), User.objects.count(), verify()
    demo.load()

    assert (Signature.objects.count(), User.objects.count(), verify()) == first
    states = set(Signature.objects.values_list("status", flat=True))
    assert states == {Status.CONFIRMED, Status.TO_REVIEW, Status.PUBLISHED}
    assert all(name.endswith("(exemple)") for name in Organisation.objects.values_list("name", flat=True))
    assert all(email.endswith("@example.org") for email in User.objects.values_list("email", flat=True))


def test_without_a_charter_or_a_team_nothing_is_made() -> None:
    demo.load()

    assert not Organisation.objects.exists()
