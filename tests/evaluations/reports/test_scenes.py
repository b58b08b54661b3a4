"""What freezing leaves behind, and that it leaves nothing when it fails."""

import pytest

from evaluations.reports import actions
from tests.evaluations.reports.scenes import an_answered_year, an_edition
from tests.evaluations.self_evaluations.scenes import a_national
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def freeze() -> Scene:
    campaign, by = an_answered_year(), a_national()
    return Scene(
        act=lambda: actions.freeze(campaign, by=by, words=""),
        events=(("campaign.reported", campaign, by.person), ("report.frozen", None, by.person)),
    )


def another_edition() -> Scene:
    first, by = an_edition(), a_national()
    return Scene(
        act=lambda: actions.freeze(first.campaign, by=by, words="Une coquille est corrigée (exemple)."),
        events=(("report.frozen", None, by.person),),
    )


SCENES: Scenes = {"freeze": freeze, "freeze, another edition": another_edition}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
