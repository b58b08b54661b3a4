"""What the tests of questionnaires start from."""

from evaluations.questionnaires.actions import add, freeze, make_default
from evaluations.questionnaires.models import Question, Questionnaire
from signatories.people.actors import Actor


def by_nobody() -> Actor:
    return Actor()


def a_questionnaire() -> Questionnaire:
    """Ours, being prepared."""
    return make_default(by=by_nobody())


def a_frozen_questionnaire() -> Questionnaire:
    return freeze(a_questionnaire())


def a_question(questionnaire: Questionnaire | None = None, slug: str = "veille") -> Question:
    questionnaire = questionnaire or a_questionnaire()
    return questionnaire.questions.select_related("questionnaire").get(slug=slug)


def an_own_question(questionnaire: Questionnaire | None = None, text: str = "Un local à vous\u202f?") -> Question:
    """One that the federation added."""
    return add(questionnaire or a_questionnaire(), by=by_nobody(), kind=Question.Kind.YES_NO, text=text)
