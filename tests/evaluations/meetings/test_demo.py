"""The demonstration: last year's meetings held with decisions, this year's announced."""

import pytest

from engagements.debates.models import DecidedAt
from engagements.scope.demo import MOSSON
from evaluations.meetings.demo import load
from evaluations.meetings.models import MeetingPoster, YearlyMeeting
from evaluations.self_evaluations.demo import load as look_backs
from tests.evaluations.self_evaluations.scenes import a_signatory
from tests.factories import a_charter, a_qpv, a_team_member

pytestmark = pytest.mark.django_db


def test_last_year_is_minuted_with_decisions_and_this_year_is_announced_once() -> None:
    load()
    assert not YearlyMeeting.objects.exists()
    a_charter()
    a_team_member(email="camille.equipe@example.org")
    for _ in range(6):
        contact = a_signatory()
        contact.organisation.qpvs.add(a_qpv(name="Mosson", code=MOSSON))
    look_backs()

    load()
    load()

    held = YearlyMeeting.objects.exclude(approved_at=None)
    announced = YearlyMeeting.objects.filter(approved_at=None)
    assert sorted(held.values_list("is_national", "gathering__state")) == [(False, "held"), (True, "held")]
    assert sorted(announced.values_list("is_national", "gathering__state")) == [
        (False, "proposing"),
        (True, "fixed"),
    ]
    states = DecidedAt.objects.values_list("decision__state", flat=True)
    assert sorted(states) == ["done", "done", "dropped", "dropped", "to_do", "to_do"]
    assert MeetingPoster.objects.count() == 3
