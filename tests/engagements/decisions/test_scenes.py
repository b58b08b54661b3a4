"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from engagements.decisions import actions
from engagements.decisions.models import Audience, Decision
from tests.engagements.decisions.scenes import a_contact, a_decision, facts, franc_moisin, in_months
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def decide() -> Scene:
    contact, place = a_contact(), franc_moisin()
    return Scene(
        act=lambda: actions.decide(facts(), by=contact, place=place),
        events=(("decision.made", None, contact.person),),
    )


def correct() -> Scene:
    contact = a_contact()
    decision = a_decision(by=contact, called="Fatou")
    return Scene(
        act=lambda: actions.correct(decision, facts(organisation=contact.organisation), by=contact, read=0),
        events=(("decision.corrected", decision, contact.person),),
    )


def finish() -> Scene:
    contact = a_contact()
    decision = a_decision(by=contact)
    return Scene(
        act=lambda: actions.finish(decision, by=contact), events=(("decision.done", decision, contact.person),)
    )


def drop() -> Scene:
    contact = a_contact()
    decision = a_decision(by=contact)
    return Scene(
        act=lambda: actions.drop(decision, by=contact, why="Plus le temps."),
        events=(("decision.dropped", decision, contact.person),),
    )


def carry_over() -> Scene:
    contact = a_contact()
    decision = a_decision(by=contact, called="Fatou")
    return Scene(
        act=lambda: actions.carry_over(decision, by=contact, month=in_months(1)),
        events=(("decision.carried_over", decision, contact.person), ("decision.made", None, contact.person)),
    )


def reopen() -> Scene:
    contact = a_contact()
    decision = actions.finish(a_decision(by=contact), by=contact)
    return Scene(
        act=lambda: actions.reopen(decision, by=contact),
        events=(("decision.reopened", decision, contact.person),),
    )


def show_to() -> Scene:
    contact = a_contact()
    decision = a_decision(by=contact)
    rows = Decision.objects.filter(pk=decision.pk)
    return Scene(
        act=lambda: actions.show_to(rows, Audience.PUBLIC, by=contact),
        events=(("decision.shown", decision, contact.person),),
    )


def forget_words_of() -> Scene:
    organisation = a_decision().organisation
    assert organisation
    return Scene(act=lambda: actions.forget_words_of(organisation))


SCENES: Scenes = {
    "decide": decide,
    "correct": correct,
    "finish": finish,
    "drop": drop,
    "carry_over": carry_over,
    "reopen": reopen,
    "show_to": show_to,
    "forget_words_of": forget_words_of,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
