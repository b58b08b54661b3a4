"""Two people at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox.models import Message
from signatories.signatures.models import Signature, Status
from signatories.stepping_back import actions
from signatories.stepping_back.models import StepBack
from tests.factories import a_published_signature
from tests.races import raised, side_by_side
from tests.signatories.stepping_back.scenes import Kind, a_step_back, contact_of, the_team

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_asked_twice_waits_once() -> None:
    signature = a_published_signature()
    contact = contact_of(signature)

    answers = side_by_side(*[lambda: actions.ask(signature, by=contact, kind=Kind.PAUSE)] * 2)

    assert raised(answers) == [ActionRefused]
    assert Message.objects.filter(kind="stepping_back.asked").count() == 1


def test_it_is_done_or_taken_back() -> None:
    """Nobody is told that nothing changes of a signature that is withdrawn."""
    step, team = a_step_back(kind=Kind.WITHDRAWAL), the_team()
    contact = contact_of(step.signature)

    answers = side_by_side(lambda: actions.settle(step, by=team), lambda: actions.take_back(step, by=contact))

    assert raised(answers) == [ActionRefused]
    assert Signature.objects.get().status == Status.WITHDRAWN
    assert StepBack.objects.get().state == StepBack.State.DONE
    assert not Message.objects.filter(kind="stepping_back.taken_back").exists()
