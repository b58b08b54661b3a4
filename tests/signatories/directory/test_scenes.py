"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.directory import actions
from signatories.directory.models import DirectoryLine
from signatories.organisations.models import Organisation
from tests.factories import a_qpv, a_signatory
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def refresh() -> Scene:
    organisation = a_signatory("Les Amis (exemple)", qpvs=[a_qpv()]).organisation
    return Scene(act=lambda: actions.refresh(organisation))


def refresh_all() -> Scene:
    a_signatory("Les Amis (exemple)", qpvs=[a_qpv()])
    return Scene(act=lambda: actions.refresh_all(Organisation.objects.all()))


def rebuild() -> Scene:
    a_signatory("Les Amis (exemple)", qpvs=[a_qpv()])
    return Scene(act=actions.rebuild)


def write_old_lines() -> Scene:
    a_signatory("Les Amis (exemple)", qpvs=[a_qpv()])
    DirectoryLine.objects.update(layout="d’avant")
    return Scene(act=actions.write_old_lines)


SCENES: Scenes = {
    "refresh": refresh,
    "refresh_all": refresh_all,
    "rebuild": rebuild,
    "write_old_lines": write_old_lines,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
