"""The demonstration: a neighbourhood where somebody reads, and what was written there."""

import pytest

from engagements.needs.models import Need
from engagements.relays.models import Relay
from engagements.sayings.demo import load
from engagements.sayings.models import Saying, State
from engagements.scope.demo import MOSSON
from signatories.people.demo import load as load_team
from tests.factories import a_qpv, a_signatory

pytestmark = pytest.mark.django_db


def test_each_state_is_there_once_and_says_it_is_invented() -> None:
    load_team()
    a_signatory("Jardins (exemple)", qpvs=[a_qpv(name="La Mosson", code=MOSSON)])

    for _ in range(2):
        load()

    sayings = list(Saying.objects.all())
    assert {saying.state for saying in sayings} == {*State}
    assert len(sayings) == 4
    assert all("(exemple)" in saying.text and saying.qpv_id == MOSSON for saying in sayings)
    assert Relay.objects.serving().count() == 1
    assert Need.objects.count() == 1


def test_without_an_association_there_nothing_is_made() -> None:
    load_team()

    load()

    assert not Relay.objects.exists()
