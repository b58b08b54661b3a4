"""The demonstration: three neighbourhoods that live, each state there once, invented and marked so."""

import pytest

from engagements.consultations.demo import load as load_consultations
from engagements.consultations.models import Call, Consultation, FundersAnswer, Line, Outcome, ResidentsView
from engagements.consultations.models import State as CallState
from engagements.debates.demo import load as load_debates
from engagements.debates.models import Sheet
from engagements.debates.models import State as SheetState
from engagements.decisions.models import Decision
from engagements.decisions.models import State as DecisionState
from engagements.flags.models import Case
from engagements.needs.demo import load as load_needs
from engagements.needs.models import Need
from engagements.needs.models import State as NeedState
from engagements.participation.demo import load as load_gatherings
from engagements.scope.demo import MIRAIL, MOSSON, OVERSEAS
from signatories.people.demo import load as load_team
from signatories.territories.models import Department
from tests.factories import a_commune, a_qpv, a_signatory

pytestmark = pytest.mark.django_db


def test_three_neighbourhoods_live_once_each_in_every_state() -> None:
    places = {code: a_qpv(name=code, code=code) for code in (MOSSON, MIRAIL, OVERSEAS)}
    for code, qpv in places.items():
        a_signatory(f"Association de {code} (exemple)", qpvs=[qpv])
    a_signatory("Voisins du Mirail (exemple)", qpvs=[places[MIRAIL]])

    for _ in range(2):
        load_gatherings()
        load_debates()
        load_needs()

    needs, sheets, decisions = Need.objects.all(), Sheet.objects.all(), Decision.objects.all()
    assert {need.state for need in needs} == {*NeedState}
    assert {sheet.state for sheet in sheets} == {*SheetState}
    assert {decision.state for decision in decisions} == {*DecisionState}
    assert [len(rows) for rows in (needs, sheets, decisions)] == [11, 7, 9]
    for rows in (needs, sheets, decisions):
        assert all("(exemple)" in str(row) for row in rows)
        assert {qpv.pk for row in rows for qpv in row.qpvs.all()} == {*places}
    assert Case.objects.to_read().count() == 1
    assert Need.objects.filter(hidden_at=None).count() == 10


def test_three_associations_talk_before_they_apply() -> None:
    commune, qpv = a_commune(), a_qpv()
    a_commune(name="Lyon", code="69123")
    region, zone = commune.department.region, commune.department.zone
    Department.objects.create(code="974", name="La Réunion", region=region, zone=zone)
    load_team()
    for name in ("Une", "Deux", "Trois"):
        a_signatory(f"{name} (exemple)", commune=commune, qpvs=[qpv])

    for _ in range(2):
        load_consultations()

    assert {call.state for call in Call.objects.all()} == {*CallState}
    outcomes = [*Consultation.objects.order_by("outcome").values_list("outcome", flat=True)]
    assert outcomes == ["", "", "", *sorted(Outcome)]
    rooms = Consultation.objects.select_related("call")
    assert sum(room.is_revealed for room in rooms) == 6
    assert {room.outcome for room in rooms if room.concluded_late} == {Outcome.EACH, Outcome.COORDINATED}
    assert (Line.objects.count(), ResidentsView.objects.count(), FundersAnswer.objects.count()) == (21, 7, 2)
