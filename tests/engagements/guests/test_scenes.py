"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.guests import actions
from engagements.guests.models import Guest
from tests.constraints import changed
from tests.engagements.guests.scenes import COUNCIL, a_guest
from tests.engagements.needs.scenes import in_days
from tests.engagements.relays.scenes import a_relay, contact_of, the_team
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def invite() -> Scene:
    relay = a_relay()
    by = contact_of(relay.organisation, relay.first)
    return Scene(
        act=lambda: actions.invite(relay.qpv, by=by, called=COUNCIL, until=in_days(9)),
        events=(("guest.invited", relay.qpv, by.person),),
    )


def end() -> Scene:
    guest, by = a_guest(), the_team()
    return Scene(act=lambda: actions.end(guest, by=by), events=(("guest.ended", guest.qpv, by.person),))


def forget_old() -> Scene:
    changed(a_guest(), until=in_days(-1))
    return Scene(act=actions.forget_old)


SCENES: Scenes = {"invite": invite, "end": end, "forget_old": forget_old}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())


def test_who_is_invited_today_is_not_forgotten() -> None:
    changed(a_guest(), until=in_days(0))

    actions.forget_old()

    assert Guest.objects.exists()
