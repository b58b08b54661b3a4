"""Two who invite at the same moment."""

import pytest

from engagements.guests.models import Guest
from engagements.invited.letting_in import MOST
from qpv_charter.toolkit.actions import ActionRefused
from tests.engagements.guests.scenes import an_invitation
from tests.engagements.relays.scenes import the_team
from tests.factories import a_qpv
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_place_is_given_once() -> None:
    team, qpv = the_team(), a_qpv()
    for _ in range(MOST - 1):
        an_invitation(by=team, qpv=qpv)

    answers = side_by_side(*[lambda: an_invitation(by=team, qpv=qpv)] * 2)

    assert raised(answers) == [ActionRefused]
    assert Guest.objects.count() == MOST
