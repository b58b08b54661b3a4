"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.needs import actions
from tests.atomicity import all_or_nothing
from tests.engagements.needs.scenes import a_contact, a_need, franc_moisin, in_days, last_month, the_team
from tests.scenes import Scene, Scenes, play

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
    return Scene(act=act, events=said)


def second() -> Scene:
    need, contact = a_need(how_many=2), a_contact()
    return Scene(act=lambda: actions.second(need, by=contact), events=(("need.seconded", need, contact.person),))


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
    )


def close() -> Scene:
    contact = a_contact()
    need = a_need(by=contact)
    return Scene(
        act=lambda: actions.close(need, by=contact, text="Réparé.", done=True),
        events=(("need.answered", need, contact.person),),
    )


def set_aside() -> Scene:
    contact = a_contact()
    need = a_need(by=contact)
    return Scene(
        act=lambda: actions.close(need, by=contact, text="Pas de pièce.", done=False),
        events=(("need.set_aside", need, contact.person),),
    )


def reopen() -> Scene:
    contact = a_contact()
    need = actions.close(a_need(by=contact, how_many=3), by=contact, text="Réparé.", done=True)
    return Scene(
        act=lambda: actions.reopen(need, by=contact, text="C’est revenu."),
        events=(("need.reopened", need, contact.person),),
    )


def hide() -> Scene:
    need, team = a_need(), the_team()
    return Scene(
        act=lambda: actions.hide(need, by=team, why="Nomme quelqu’un."),
        events=(("need.hidden", need, team.person),),
    )


SCENES: Scenes = {
    "note": note,
    "second": second,
    "second_no_more": second_no_more,
    "tell": tell,
    "close": close,
    "close, without an answer": set_aside,
    "reopen": reopen,
    "hide": hide,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_leaves_its_traces(name: str) -> None:
    play(SCENES[name]())


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing(name: str) -> None:
    all_or_nothing(SCENES[name]().act)
