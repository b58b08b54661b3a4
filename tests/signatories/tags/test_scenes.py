"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.tags import actions
from tests.factories import an_organisation
from tests.scenes import Scene, Scenes, play_cut_then_whole
from tests.signatories.tags.scenes import a_tag, filed, national

pytestmark = pytest.mark.django_db


def make() -> Scene:
    by = national()
    return Scene(act=lambda: actions.make("À rappeler", by=by), events=(("tag.made", None, by.person),))


def rename() -> Scene:
    by, tag = national(), a_tag()
    return Scene(act=lambda: actions.rename(tag, "À revoir", by=by), events=(("tag.renamed", tag, by.person),))


def remove() -> Scene:
    by, tag = national(), filed(an_organisation())
    key = tag.pk
    return Scene(
        act=lambda: actions.remove(tag, by=by),
        events=(("tag.removed", lambda _: type(tag)(pk=key), by.person),),
    )


def put_on() -> Scene:
    by, tag, organisations = national(), a_tag(), [an_organisation(), an_organisation()]
    return Scene(act=lambda: actions.put_on(tag, organisations, by=by), events=(("tag.put_on", tag, by.person),))


def take_off() -> Scene:
    by, tag = national(), filed(organisation := an_organisation())
    return Scene(
        act=lambda: actions.take_off(tag, [organisation], by=by), events=(("tag.taken_off", tag, by.person),)
    )


def file_under() -> Scene:
    by, other, organisation = national(), a_tag("Autre"), an_organisation()
    tag = filed(organisation)
    return Scene(
        act=lambda: actions.file_under(organisation, tags=[other], by=by),
        events=(("tag.put_on", other, by.person), ("tag.taken_off", tag, by.person)),
    )


def forget_filing() -> Scene:
    filed(organisation := an_organisation())
    return Scene(act=lambda: actions.forget_filing(organisation))


SCENES: Scenes = {
    "make": make,
    "rename": rename,
    "remove": remove,
    "put_on": put_on,
    "take_off": take_off,
    "file_under": file_under,
    "forget_filing": forget_filing,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
