"""A confirmation whose process dies: all or nothing, then the same click works."""

import pytest

from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.signatures.models import RegisterEntry, Signature
from signatories.signatures.verification import verify
from signatories.signing.actions import confirming
from signatories.signing.models import SigningDraft
from tests import processes
from tests.factories import a_draft
from tests.signatories.signing.killed import POINTS

LIMIT = 60  # seconds


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
def test_killed_after_a_write_it_leaves_nothing_and_the_same_click_works(point: str) -> None:
    draft, _ = a_draft()
    mails = Message.objects.count()

    killed = processes.start("tests.signatories.signing.killed", str(draft.pk), point).wait(LIMIT)

    assert killed == 9
    left = [model.objects.count() for model in (Organisation, Membership, Signature, RegisterEntry, User)]
    assert left == [0, 0, 0, 0, 0]
    assert Message.objects.count() == mails
    assert SigningDraft.objects.get().state == SigningDraft.State.OPEN
    assert confirming.confirm(draft).is_new
    assert verify() == 1
