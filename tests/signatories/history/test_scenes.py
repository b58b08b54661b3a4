"""What an event leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.history.actions import record
from tests.factories import a_team_member, an_organisation
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def recording() -> Scene:
    organisation, other, team = an_organisation(), an_organisation(), a_team_member()
    return Scene(
        act=lambda: record("organisation.changed", organisation, by=team, about=[other]),
        events=(("organisation.changed", organisation, team),),
    )


SCENES: Scenes = {"record": recording}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
