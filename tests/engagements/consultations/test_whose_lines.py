"""What somebody reads of the lines of a consultation, and what tells nobody whose they are."""

import pytest
from django.utils import timezone

from engagements.consultations.actions.outcomes import conclude
from engagements.consultations.actions.rooms import ask_to_join
from engagements.consultations.models import Line, Outcome
from signatories.history.models import Event
from signatories.organisations.places import EVIDENCE
from signatories.people.places import Period
from tests.engagements.consultations.scenes import in_days, three, together

pytestmark = pytest.mark.django_db


def test_a_partner_that_was_accepted_reads_as_who_has_a_line() -> None:
    those = three()
    together(those)
    type(those.other).objects.filter(pk=those.other.pk).update(taken_back_at=timezone.now())

    assert {*Line.objects.visible_to(those.second).standing()} == {those.line}


def test_one_who_only_asked_reads_nothing_by_it() -> None:
    those = three()
    ask_to_join(those.line, by=those.second)
    type(those.other).objects.filter(pk=those.other.pk).update(taken_back_at=timezone.now())

    assert not Line.objects.visible_to(those.second).standing().exists()


def test_whose_line_it_is_stays_out_of_the_history() -> None:
    those = three()

    events = Event.objects.filter(kind__startswith="line.")

    assert events
    assert {(event.actor, event.acts_for, event.data == {}) for event in events} == {(None, None, True)}
    assert not Event.objects.about(those.first.organisation).filter(kind__startswith="line.").exists()


def test_the_evidence_of_a_year_is_that_of_who_wrote_a_line_before_the_date() -> None:
    those = three()
    period = Period(in_days(-1), in_days(1))

    own = EVIDENCE.gather(those.first.organisation, period)

    assert [(each.commitments, those.room.call.name in each.text) for each in own] == [(("concertation",), True)]
    assert EVIDENCE.gather(those.third.organisation, period) == []
    assert EVIDENCE.gather(those.first.organisation, Period(in_days(1), in_days(9))) == []


def test_the_evidence_of_a_common_answer_names_the_others() -> None:
    those = three()
    together(those)
    conclude(those.room, by=those.first, outcome=Outcome.TOGETHER, lead=those.line)
    period = Period(in_days(-1), in_days(1))

    for mine, other in ((those.first, those.second), (those.second, those.first)):
        [said] = [each.text for each in EVIDENCE.gather(mine.organisation, period) if "commune" in each.text]
        assert said.endswith(f"avec {other.organisation.name}.")
