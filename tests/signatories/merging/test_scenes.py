"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.merging import actions
from signatories.merging.parts import Side
from signatories.organisations.models import Membership
from signatories.organisations.signals import organisation_changed, organisation_corrected
from signatories.signatures.signals import signature_set_aside
from tests.constraints import changed
from tests.factories import a_user
from tests.scenes import Scene, Scenes, play_cut_then_whole
from tests.signatories.merging.twins import a_union, an_animator, two_records

pytestmark = pytest.mark.django_db
SEEN = (organisation_changed, organisation_changed, signature_set_aside, signature_set_aside)


def to_both(kind: str) -> tuple[tuple[str, str], ...]:
    return ((kind, "joined@example.org"), (kind, "kept@example.org"))


def join() -> Scene:
    kept, joined = two_records()
    by = an_animator()
    return Scene(
        act=lambda: actions.join(kept, joined, by=by, chosen={}),
        events=(("organisation.joined", kept, by.person),),
        mails=to_both("merging.joined"),
        news=SEEN,
    )


def join_and_take_its_name() -> Scene:
    kept, joined = two_records()
    by = an_animator()
    return Scene(
        act=lambda: actions.join(kept, joined, by=by, chosen={"nom": Side.JOINED}),
        events=(("organisation.taken_over", kept, by.person), ("organisation.joined", kept, by.person)),
        mails=to_both("merging.joined"),
        news=(organisation_changed, organisation_corrected, *SEEN),
    )


def part() -> Scene:
    by = an_animator()
    union = a_union(by=by)
    return Scene(
        act=lambda: actions.part(union, by=by),
        events=(("organisation.parted", union.kept, by.person),),
        mails=to_both("merging.parted"),
        news=SEEN,
    )


def part_and_give_its_name_back() -> Scene:
    kept, joined = two_records()
    by = an_animator()
    union = actions.join(kept, joined, by=by, chosen={"nom": Side.JOINED})
    return Scene(
        act=lambda: actions.part(union, by=by),
        events=(("organisation.parted", kept, by.person),),
        mails=to_both("merging.parted"),
        news=(*SEEN, organisation_corrected),
    )


def catch_up() -> Scene:
    union = a_union()
    late = Membership.objects.create(organisation=union.joined, user=a_user())

    def act() -> object:
        changed(late, organisation=union.joined)
        return actions.catch_up(union)

    return Scene(act=act)


SCENES: Scenes = {
    "join": join,
    "join, and take its name": join_and_take_its_name,
    "part": part,
    "part, and give its name back": part_and_give_its_name_back,
    "catch_up": catch_up,
}


@pytest.mark.parametrize("name", SCENES)
def test_it_leaves_this_and_no_more(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
