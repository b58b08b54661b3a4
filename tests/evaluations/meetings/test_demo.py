"""The demonstration: the meetings of two years held with decisions, this year's announced."""

from collections import Counter

import pytest
from django.utils import timezone

from engagements.debates.models import DecidedAt, Sheet
from engagements.scope.demo import MOSSON
from evaluations.meetings import queries
from evaluations.meetings.demo import load
from evaluations.meetings.models import MeetingPoster, YearlyMeeting
from evaluations.self_evaluations.demo import load as look_backs
from signatories.people.actors import Actor
from tests.evaluations.self_evaluations.scenes import a_signatory
from tests.factories import a_charter, a_qpv, a_team_member

pytestmark = pytest.mark.django_db


def test_two_years_are_minuted_with_decisions_and_this_year_is_announced_once() -> None:
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
    assert sorted(held.values_list("is_national", "gathering__state")) == [
        *[(False, "held")] * 2,
        *[(True, "held")] * 2,
    ]
    assert sorted(announced.values_list("is_national", "gathering__state")) == [
        (False, "proposing"),
        (True, "fixed"),
    ]
    for meeting in held.select_related("campaign"):
        sheet = Sheet.objects.get(gathering=meeting.gathering_id)
        assert sheet.held_on
        assert meeting.campaign.year in {sheet.held_on.year, timezone.localdate().year}, "each in its time"
        assert sheet.opened_at.date() == sheet.held_on
        assert sheet.closed_at == meeting.approved_at
    states = Counter(DecidedAt.objects.values_list("decision__state", flat=True))
    assert states == {"done": 4, "dropped": 4, "carried_over": 2, "to_do": 2}
    assert MeetingPoster.objects.count() == 6
    assert sorted(each.present.count() for each in held) == [2, 2, 6, 6], "two of the six come to both"
    for meeting in held.filter(campaign__year=max(held.values_list("campaign__year", flat=True))):
        before = queries.shown(queries.meetings(Actor()).get(pk=meeting.pk), Actor()).before
        assert sorted(each.state for each in before) == ["carried_over", "done", "dropped"]
    for meeting in announced:
        before = queries.shown(queries.meetings(Actor()).get(pk=meeting.pk), Actor()).before
        assert [each.state for each in before].count("to_do") == 2, "last year’s, and what was put off before"
