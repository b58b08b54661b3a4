"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.needs import actions
from engagements.needs.models import AtHome
from engagements.needs.signals import need_moved
from engagements.voices.actions import Speaker, take_down
from signatories.people.actors import Actor
from tests.engagements.needs.scenes import a_contact, a_need, franc_moisin, in_days, last_month, the_team
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def note() -> Scene:
    contact, place = a_contact(), franc_moisin()
    lines = [actions.Line(text="Un repas (exemple)"), actions.Line(text="Une crèche (exemple)", how_many=3)]

    def act() -> object:
        return actions.note(lines, by=contact, place=place, occasion=last_month(), is_public=True)

    said = (
        ("need.noted", lambda needs: needs[0], contact.person),
        ("need.noted", lambda needs: needs[1], contact.person),
    )
    return Scene(act=act, events=said, news=(need_moved,))


def second() -> Scene:
    need, contact = a_need(how_many=2), a_contact()
    said = (("need.seconded", need, contact.person),)
    return Scene(act=lambda: actions.second(need, by=contact), events=said, news=(need_moved,))


def second_no_more() -> Scene:
    need, contact = a_need(), a_contact()
    actions.second(need, by=contact)
    return Scene(
        act=lambda: actions.second_no_more(need, by=contact),
        events=(("need.seconded_no_more", need, contact.person),),
    )


def tell() -> Scene:
    contact = a_contact()
    need = a_need(by=contact)
    return Scene(
        act=lambda: actions.tell(need, by=contact, to="la mairie", on=in_days(0), text="Bientôt."),
        events=(("need.told", need, contact.person),),
        news=(need_moved,),
    )


def close() -> Scene:
    contact = a_contact()
    need = a_need(by=contact)
    return Scene(
        act=lambda: actions.close(need, by=contact, text="Réparé.", done=True),
        events=(("need.answered", need, contact.person),),
        news=(need_moved,),
    )


def set_aside() -> Scene:
    contact = a_contact()
    need = a_need(by=contact)
    return Scene(
        act=lambda: actions.close(need, by=contact, text="Pas de pièce.", done=False),
        events=(("need.set_aside", need, contact.person),),
        news=(need_moved,),
    )


def reopen() -> Scene:
    contact = a_contact()
    need = actions.close(a_need(by=contact, how_many=3), by=contact, text="Réparé.", done=True)
    return Scene(
        act=lambda: actions.reopen(need, by=contact, text="C’est revenu."),
        events=(("need.reopened", need, contact.person),),
        news=(need_moved, need_moved),
    )


def say_at_home() -> Scene:
    need = a_need(how_many=2)
    return Scene(
        act=lambda: actions.say_at_home(need), events=(("need.felt_too", need, None),), news=(need_moved,)
    )


def take_back_at_home() -> Scene:
    need = a_need()
    actions.say_at_home(need)
    felt = AtHome.objects.get()
    return Scene(act=lambda: actions.take_back_at_home(felt), events=(("need.felt_no_more", need, None),))


def take_up() -> Scene:
    voice, team = take_down(Speaker(), by=Actor(), forget_on=in_days(365)), the_team()
    line, place = actions.Line(text="Une lampe (exemple)"), franc_moisin()
    return Scene(
        act=lambda: actions.take_up(line, voice=voice, by=team, place=place),
        events=(("need.read", None, team.person),),
    )


def withdraw() -> Scene:
    need = a_need()
    return Scene(act=lambda: actions.withdraw(need), events=(("need.withdrawn", need, None),))


def join() -> Scene:
    contact = a_contact()
    one, other = a_need(by=contact), a_need(by=contact, how_many=2)
    return Scene(
        act=lambda: actions.join(one, to=other, by=contact),
        events=(("need.joined", one, contact.person),),
        news=(need_moved,),
    )


def part() -> Scene:
    contact = a_contact()
    one = actions.join(a_need(by=contact), to=a_need(by=contact), by=contact)
    return Scene(act=lambda: actions.part(one, by=contact), events=(("need.parted", one, contact.person),))


SCENES: Scenes = {
    "join": join,
    "part": part,
    "say_at_home": say_at_home,
    "take_back_at_home": take_back_at_home,
    "take_up": take_up,
    "withdraw": withdraw,
    "note": note,
    "second": second,
    "second_no_more": second_no_more,
    "tell": tell,
    "close": close,
    "close, without an answer": set_aside,
    "reopen": reopen,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
