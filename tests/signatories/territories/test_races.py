"""Two at the same moment: each lock is there for one of these."""

from collections.abc import Callable

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.territories import actions
from tests.factories import a_qpv
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("act", [actions.link_predecessor, actions.unlink_predecessor])
def test_a_link_is_made_or_undone_once(act: Callable[..., object]) -> None:
    qpv, former = a_qpv(), a_qpv(code="QP093028")
    if act is actions.unlink_predecessor:
        actions.link_predecessor(qpv, predecessor=former, by=None)

    answers = side_by_side(*[lambda: act(qpv, predecessor=former, by=None)] * 2)

    assert raised(answers) == [ActionRefused]
