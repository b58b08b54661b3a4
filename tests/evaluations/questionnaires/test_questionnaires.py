"""Questions with stable slugs, choices with stable codes, frozen once associations answer."""

import pytest
from django.db.models import DecimalField, FloatField, IntegerField

from evaluations.questionnaires.actions import add, copy, freeze, raise_up, remove, reword
from evaluations.questionnaires.default import DEFAULT
from evaluations.questionnaires.models import Choice, Question
from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from tests.evaluations.questionnaires.scenes import (
    a_frozen_questionnaire,
    a_question,
    a_questionnaire,
    an_own_question,
    by_nobody,
)
from tests.factories import a_charter

pytestmark = pytest.mark.django_db
Kind = Question.Kind


def slugs(questionnaire: object) -> list[str]:
    return [each.slug for each in questionnaire.in_order()]  # type: ignore[attr-defined]  # a Questionnaire


def codes(question: Question) -> list[str]:
    return [each.code for each in Question.objects.get(pk=question.pk).read]


def test_the_first_one_asks_once_about_each_commitment_of_the_charter() -> None:
    commitments = [*a_charter().commitments.values_list("slug", flat=True)]

    assert slugs(a_questionnaire()) == commitments
    assert [each.commitment for each in DEFAULT] == commitments


def test_choices_are_read_in_their_order_and_the_box_stands_apart() -> None:
    question = a_question()

    assert [each.code for each in question.to_choose] == [
        *("separately", "talking", "sometimes", "usually"),
        *("nobody_here", "not_concerned"),
    ]
    assert question.apart
    assert question.apart.code == "helping_others"


def test_no_number_stands_behind_a_choice() -> None:
    numeric = (IntegerField, FloatField, DecimalField)

    assert [field.name for field in Choice._meta.concrete_fields if isinstance(field, numeric)] == []


def test_what_is_confided_is_clientelism_alone() -> None:
    assert [each.slug for each in a_questionnaire().in_order() if each.is_confided] == ["clientelisme"]


def test_another_year_asks_the_same_with_the_same_codes() -> None:
    last = a_questionnaire()
    own = an_own_question(last)
    yes = own.choices.get(code="yes")
    add(last, by=by_nobody(), kind=Kind.NUMBER, text="De quelle surface ?", depends_on=yes)

    new = copy(freeze(last), by=by_nobody())

    assert new.copied_from == last
    assert new.frozen_at is None
    for before, after in zip(last.in_order(), new.in_order(), strict=True):
        assert (before.slug, before.kind, before.is_confided, before.codes) == (
            *(after.slug, after.kind, after.is_confided, after.codes),
        )
        assert [each.is_apart for each in before.read] == [each.is_apart for each in after.read]
    hanging = new.in_order()[-1].depends_on
    assert hanging
    assert (hanging.code, hanging.question.questionnaire) == ("yes", new)


def test_a_correction_keeps_slug_and_code_and_another_meaning_changes_them() -> None:
    question = a_question()

    reword(question, by=by_nobody(), text=question.text, choices={"talking": "Nous en parlons."})
    assert "talking" in codes(question)

    words = {"talking": "Nous en parlons tous les mois."}
    reword(question, by=by_nobody(), text=question.text, choices=words, same_meaning=False)
    assert codes(question)[:4] == ["separately", "talking-2", "sometimes", "usually"]
    question.refresh_from_db()
    assert question.slug == "veille"

    reword(question, by=by_nobody(), text="Une autre question ?", choices={}, same_meaning=False)
    question.refresh_from_db()
    assert (question.slug, question.commitment) == ("veille-2", "veille")


def test_once_open_only_spelling_changes_and_the_history_keeps_what_was_read() -> None:
    question = a_question(a_frozen_questionnaire())
    before = question.choices.get(code="talking").text

    with pytest.raises(ActionRefused, match="orthographe"):
        reword(question, by=by_nobody(), text="Tout autre chose ?", choices={}, same_meaning=False)
    reword(question, by=by_nobody(), text=question.text, choices={"talking": "Corrigé."})

    assert question.choices.get(code="talking").text == "Corrigé."
    assert Event.objects.of(question.questionnaire).order_by("pk").last().note == before  # type: ignore[union-attr]  # there is one


def test_saving_the_same_words_leaves_no_trace() -> None:
    question = a_question(a_frozen_questionnaire())
    events = Event.objects.count()

    reword(question, by=by_nobody(), text=question.text, choices={})

    assert Event.objects.count() == events


@pytest.mark.parametrize(("text", "choice"), [("", "Oui."), ("Quoi ?", "")])
def test_nothing_is_asked_without_words(text: str, choice: str) -> None:
    with pytest.raises(ActionRefused, match="vides"):
        reword(a_question(), by=by_nobody(), text=text, choices={"talking": choice})


def test_once_open_nothing_is_added_removed_nor_moved() -> None:
    questionnaire = a_questionnaire()
    own = an_own_question(questionnaire)
    freeze(questionnaire)

    for act in (
        lambda: add(questionnaire, by=by_nobody(), kind=Kind.TEXT, text="Encore ?"),
        lambda: remove(own, by=by_nobody()),
        lambda: raise_up(own, by=by_nobody()),
    ):
        with pytest.raises(ActionRefused, match="orthographe"):
            act()


def test_the_federations_own_are_asked_where_it_puts_them() -> None:
    questionnaire = a_questionnaire()
    own = an_own_question(questionnaire, text="Avez-vous un local ?")

    raise_up(own, by=by_nobody())

    assert slugs(questionnaire)[-2:] == ["avez-vous-un-local", "information"]
    with pytest.raises(ActionRefused, match="première"):
        raise_up(a_question(questionnaire), by=by_nobody())


def test_a_question_is_not_asked_before_the_one_it_hangs_on() -> None:
    questionnaire = a_questionnaire()
    yes = an_own_question(questionnaire).choices.get(code="yes")
    after = add(questionnaire, by=by_nobody(), kind=Kind.TEXT, text="Lequel ?", depends_on=yes)

    with pytest.raises(ActionRefused, match="dépend"):
        raise_up(after, by=by_nobody())
    with pytest.raises(ActionRefused, match="en dépend"):
        remove(yes.question, by=by_nobody())


def test_nothing_hangs_on_what_is_confided_nor_on_another_year() -> None:
    questionnaire = a_questionnaire()
    confided = a_question(questionnaire, "clientelisme").choices.get(code="talking")
    other = a_question().choices.get(code="talking")

    for choice, why in ((confided, "confié"), (other, "autre questionnaire")):
        with pytest.raises(ActionRefused, match=why):
            add(questionnaire, by=by_nobody(), kind=Kind.TEXT, text="Laquelle ?", depends_on=choice)


def test_a_commitments_question_stays() -> None:
    with pytest.raises(ActionRefused, match="engagement"):
        remove(a_question(), by=by_nobody())


def test_choices_are_two_at_least_and_ten_at_most() -> None:
    questionnaire = a_questionnaire()

    for number, allowed in ((1, False), (2, True), (10, True), (11, False)):
        lines = [f"Réponse {each}" for each in range(number)]
        if allowed:
            question = add(questionnaire, by=by_nobody(), kind=Kind.SEVERAL, text="Quoi ?", choices=lines)
            assert [each.text for each in question.to_choose] == lines
        else:
            with pytest.raises(ActionRefused, match="réponses"):
                add(questionnaire, by=by_nobody(), kind=Kind.SEVERAL, text="Quoi ?", choices=lines)


def test_two_choices_alike_have_each_a_code() -> None:
    question = add(a_questionnaire(), by=by_nobody(), kind=Kind.SEVERAL, text="Quoi ?", choices=["Oui !", "Oui ?"])

    assert codes(question) == ["oui", "oui-2"]


def test_twenty_questions_at_most() -> None:
    questionnaire = a_questionnaire()
    for number in range(13):
        add(questionnaire, by=by_nobody(), kind=Kind.TEXT, text=f"Question {number}")

    with pytest.raises(ActionRefused, match="20"):
        add(questionnaire, by=by_nobody(), kind=Kind.TEXT, text="Une de trop")
