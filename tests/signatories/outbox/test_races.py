"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox.actions import retry
from signatories.outbox.models import Message
from tests.constraints import changed
from tests.factories import a_message, a_team_member
from tests.races import raised, side_by_side


@pytest.mark.django_db(transaction=True)
def test_a_message_is_tried_again_once() -> None:
    message, team = a_message(), a_team_member()
    changed(message, state=Message.State.FAILED)

    answers = side_by_side(*[lambda: retry(message, by=team)] * 2)

    assert raised(answers) == [ActionRefused]
