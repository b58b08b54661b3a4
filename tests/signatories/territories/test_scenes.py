"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.territories import actions
from signatories.territories.signals import predecessor_linked, predecessor_unlinked
from tests.factories import a_qpv, a_team_member
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def link_predecessor() -> Scene:
    qpv, former, team = a_qpv(), a_qpv(code="QP093028"), a_team_member()
    return Scene(
        act=lambda: actions.link_predecessor(qpv, predecessor=former, by=team),
        events=(("predecessor_linked", qpv, team),),
        news=(predecessor_linked,),
    )


def unlink_predecessor() -> Scene:
    qpv, former, team = a_qpv(), a_qpv(code="QP093028"), a_team_member()
    actions.link_predecessor(qpv, predecessor=former, by=team)
    return Scene(
        act=lambda: actions.unlink_predecessor(qpv, predecessor=former, by=team),
        events=(("predecessor_unlinked", qpv, team),),
        news=(predecessor_unlinked,),
    )


SCENES: Scenes = {"link_predecessor": link_predecessor, "unlink_predecessor": unlink_predecessor}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
