"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from evaluations.campaigns import actions
from evaluations.campaigns.actions import usual_dates
from tests.evaluations.campaigns.scenes import a_campaign, a_closed_campaign, an_open_campaign, by_nobody
from tests.factories import a_charter
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def prepare() -> Scene:
    a_charter()
    return Scene(
        act=lambda: actions.prepare(by=by_nobody(), year=2027),
        events=(
            ("questionnaire.prepared", lambda campaign: campaign.questionnaire, None),
            ("campaign.prepared", None, None),
        ),
    )


def set_dates() -> Scene:
    campaign = a_campaign()
    return Scene(
        act=lambda: actions.set_dates(campaign, by=by_nobody(), dates=usual_dates(2028)),
        events=(("campaign.dates", campaign, None),),
    )


def open_to_all() -> Scene:
    campaign = a_campaign()
    return Scene(
        act=lambda: actions.open_to_all(campaign, by=by_nobody()), events=(("campaign.open", campaign, None),)
    )


def close() -> Scene:
    campaign = an_open_campaign()
    return Scene(
        act=lambda: actions.close(campaign, by=by_nobody()), events=(("campaign.closed", campaign, None),)
    )


def report() -> Scene:
    campaign = a_closed_campaign()
    return Scene(
        act=lambda: actions.report(campaign, by=by_nobody()), events=(("campaign.reported", campaign, None),)
    )


SCENES: Scenes = {
    "prepare": prepare,
    "set_dates": set_dates,
    "open_to_all": open_to_all,
    "close": close,
    "report": report,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
