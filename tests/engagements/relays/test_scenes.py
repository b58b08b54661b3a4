"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.relays import actions
from engagements.relays.models import Relay
from signatories.organisations.models import Membership
from signatories.people.queries import team_addresses
from tests.engagements.relays.scenes import a_relay, a_signatory, an_asked_relay, contact_of, the_team, two_readers
from tests.factories import a_qpv
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def told(relay: Relay, kind: str) -> tuple[tuple[str, str], ...]:
    everybody = (relay.first.email, relay.second.email, *team_addresses("93"))
    return tuple((kind, to) for to in everybody)


def accept() -> Scene:
    contact = a_signatory()
    readers = two_readers(contact)
    return Scene(
        act=lambda: actions.accept(by=contact, qpvs=[a_qpv()], readers=readers),
        events=(("relay.accepted", lambda relays: relays[0], contact.person),),
        mails=tuple(("relays.accepted", address) for address in team_addresses("93")),
    )


def give() -> Scene:
    relay, team = an_asked_relay(), the_team()
    return Scene(
        act=lambda: actions.give(relay, by=team),
        events=(("relay.given", relay, team.person),),
        mails=told(relay, "relays.given"),
    )


def say_when() -> Scene:
    relay = a_relay()
    contact = contact_of(relay.organisation, relay.first)
    return Scene(
        act=lambda: actions.say_when(relay, by=contact, talk="Jeudi 9 h–11 h"),
        events=(("relay.talk_said", relay, contact.person),),
    )


def end() -> Scene:
    relay = a_relay()
    contact = contact_of(relay.organisation, relay.first)
    return Scene(
        act=lambda: actions.end(relay, by=contact),
        events=(("relay.ended", relay, contact.person),),
        mails=told(relay, "relays.ended"),
    )


def end_lost() -> Scene:
    relay = a_relay()
    Membership.objects.filter(user=relay.second).update(ended_at=relay.asked_at)
    return Scene(
        act=actions.end_lost,
        events=(("relay.ended", relay, None),),
        mails=told(relay, "relays.ended"),
    )


SCENES: Scenes = {"accept": accept, "give": give, "say_when": say_when, "end": end, "end_lost": end_lost}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
