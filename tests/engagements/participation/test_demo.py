"""The demonstration: each state, made once."""

import pytest

from engagements.participation.demo import load
from engagements.participation.models import Answer, Gathering, State
from engagements.scope.demo import MIRAIL, MOSSON, OVERSEAS
from tests.factories import a_qpv, a_signatory

pytestmark = pytest.mark.django_db


def test_each_state_is_there_once_in_three_neighbourhoods_and_says_it_is_invented() -> None:
    for code in (MOSSON, MIRAIL, OVERSEAS):
        a_signatory(f"Association de {code} (exemple)", qpvs=[a_qpv(name=code, code=code)])

    for _ in range(2):
        load()

    gatherings = list(Gathering.objects.all())
    assert {gathering.state for gathering in gatherings} == {*State}
    assert len(gatherings) == 7
    assert all("(exemple)" in gathering.title for gathering in gatherings)
    assert {qpv.pk for gathering in gatherings for qpv in gathering.qpvs.all()} == {MOSSON, MIRAIL, OVERSEAS}
    assert Answer.objects.count() == 15


def test_without_an_association_there_nothing_is_made() -> None:
    load()

    assert not Gathering.objects.exists()
