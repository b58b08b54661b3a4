"""A message to many whose writer is killed in the middle of a block: nobody is left out, nobody gets two."""

import signal

import pytest

from signatories.mailings.tasks import go_on, write_messages
from signatories.organisations.models import Membership
from signatories.outbox.models import Message
from tests import processes
from tests.factories import a_user
from tests.signatories.mailings.scenes import NORA, a_sending, delivered, mails, outcomes, reading

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
READERS, LIMIT = 36, 120


def test_whoever_is_killed_leaves_whole_blocks_and_the_next_goes_on() -> None:
    [signature] = reading(NORA, "Les Lilas (exemple)")
    others = [Membership(organisation=signature.organisation, user=a_user()) for _ in range(READERS - 1)]
    Membership.objects.bulk_create(others)
    mailing = a_sending()
    writer = "tests.signatories.mailings.killed"

    assert processes.start(writer, str(mailing.pk), "13").wait(LIMIT) == -signal.SIGKILL
    assert len(mails()) == 10, "the half of a block is nothing"
    assert processes.start(writer, str(mailing.pk), "25").wait(LIMIT) == -signal.SIGKILL
    assert len(mails()) == 30
    first = {*Message.objects.values_list("pk", flat=True)}
    go_on()
    write_messages.call(str(mailing.pk))

    assert len(mails()) == len({*mails()}) == READERS
    assert first < {*Message.objects.values_list("pk", flat=True)}
    assert len(delivered()) == READERS
    assert {*outcomes(mailing).values()} == {"sent"}
