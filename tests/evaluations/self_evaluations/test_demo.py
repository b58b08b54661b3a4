"""The demonstration: two years answered, this year's open."""

import pytest
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations.demo import load
from evaluations.self_evaluations.models import CallBack, LookBack
from tests.evaluations.self_evaluations.scenes import a_signatory
from tests.factories import a_charter, a_team_member

pytestmark = pytest.mark.django_db


def test_two_years_are_closed_with_answers_and_this_year_is_open_once() -> None:
    a_charter()
    a_team_member(email="camille.equipe@example.org")
    for _ in range(10):
        a_signatory()

    load()
    load()

    this, *past = Campaign.objects.order_by("-year")
    assert [this.state, *(each.state for each in past)] == ["open", "closed", "closed"]
    for campaign, many in zip(past, (10, 9), strict=True):
        shared = LookBack.objects.shared().filter(campaign=campaign)
        assert [timezone.localdate(each.shared_at) for each in shared] == [campaign.opens_on] * many
    now = LookBack.objects.filter(campaign=this)
    assert {*now.values_list("how", flat=True)} == {"screen", "phone"}
    assert now.filter(shared_at=None).count() == 1
    assert CallBack.objects.count() == 1


def test_without_a_charter_or_anybody_it_makes_nothing() -> None:
    load()

    assert not Campaign.objects.exists()
