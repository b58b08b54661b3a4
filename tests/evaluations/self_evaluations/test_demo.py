"""The demonstration: last year answered, this year's open."""

import pytest

from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations.demo import load
from evaluations.self_evaluations.models import CallBack, LookBack
from tests.evaluations.self_evaluations.scenes import a_signatory
from tests.factories import a_charter, a_team_member

pytestmark = pytest.mark.django_db


def test_last_year_is_closed_with_answers_and_this_year_is_open_once() -> None:
    a_charter()
    a_team_member(email="camille.equipe@example.org")
    for _ in range(10):
        a_signatory()

    load()
    load()

    this, last = Campaign.objects.order_by("-year")
    assert (last.state, this.state) == ("closed", "open")
    assert LookBack.objects.shared().filter(campaign=last).count() == 10
    now = LookBack.objects.filter(campaign=this)
    assert {*now.values_list("how", flat=True)} == {"screen", "phone"}
    assert now.filter(shared_at=None).count() == 1
    assert CallBack.objects.count() == 1


def test_without_a_charter_or_anybody_it_makes_nothing() -> None:
    load()

    assert not Campaign.objects.exists()
