"""Two of the team at the same moment, on one line of the day."""

from functools import partial

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.today import actions
from signatories.today.models import PutOff
from tests.factories import a_confirmed_signature
from tests.races import raised, side_by_side
from tests.signatories.today.lines import a_line_put_off, in_days, line_of
from tests.spaces import somebody_of_the_team

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_line_is_taken_back_once() -> None:
    actor, signature = somebody_of_the_team(), a_confirmed_signature()
    line = line_of(signature, actor)
    a_line_put_off(signature)

    answers = side_by_side(*[lambda: actions.take_back(line.pile, line.about, by=actor)] * 2)

    assert raised(answers) == [ActionRefused]
    assert Event.objects.filter(kind="day_line.taken_back").count() == 1


def test_a_line_put_off_twice_is_put_off_once() -> None:
    actor, signature = somebody_of_the_team(), a_confirmed_signature()
    line = line_of(signature, actor)
    tomorrow, after = (partial(actions.put_off, line.pile, line.about, until=in_days(n), by=actor) for n in (1, 2))

    answers = side_by_side(tomorrow, after)

    assert raised(answers) == []
    assert PutOff.objects.count() == 1
