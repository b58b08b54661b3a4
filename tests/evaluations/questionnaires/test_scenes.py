"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from evaluations.questionnaires import actions
from evaluations.questionnaires.models import Question
from tests.evaluations.questionnaires.scenes import a_question, a_questionnaire, an_own_question, by_nobody
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def make_default() -> Scene:
    return Scene(
        act=lambda: actions.make_default(by=by_nobody()), events=(("questionnaire.prepared", None, None),)
    )


def copy() -> Scene:
    last = a_questionnaire()
    return Scene(act=lambda: actions.copy(last, by=by_nobody()), events=(("questionnaire.prepared", None, None),))


def add() -> Scene:
    asked = a_questionnaire()
    return Scene(
        act=lambda: actions.add(asked, by=by_nobody(), kind=Question.Kind.NUMBER, text="Combien de bénévoles ?"),
        events=(("question.added", asked, None),),
    )


def remove() -> Scene:
    question = an_own_question()
    return Scene(
        act=lambda: actions.remove(question, by=by_nobody()),
        events=(("question.removed", question.questionnaire, None),),
    )


def raise_up() -> Scene:
    question = an_own_question()
    return Scene(
        act=lambda: actions.raise_up(question, by=by_nobody()),
        events=(("question.moved", question.questionnaire, None),),
    )


def reword() -> Scene:
    question = a_question()
    return Scene(
        act=lambda: actions.reword(question, by=by_nobody(), text="Autrement ?", choices={"talking": "Parfois."}),
        events=(("question.reworded", question.questionnaire, None),),
    )


def freeze() -> Scene:
    asked = a_questionnaire()
    return Scene(act=lambda: actions.freeze(asked))


SCENES: Scenes = {
    "make_default": make_default,
    "copy": copy,
    "add": add,
    "remove": remove,
    "raise_up": raise_up,
    "reword": reword,
    "freeze": freeze,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
