"""Preparing a questionnaire, and freezing it: from then on only its spelling is corrected, with history."""

import re
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from evaluations.questionnaires.default import DEFAULT
from evaluations.questionnaires.models import HELPING, Choice, Question, Questionnaire
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.text import fold
from signatories.history.actions import record
from signatories.people.actors import Actor

Kind = Question.Kind
CHOSEN = (Kind.SITUATIONS, Kind.SEVERAL)  # whose choices are written by who asks
YES_NO = {"yes": "Oui", "no": "Non"}
MOST_QUESTIONS, MOST_CHOICES = 20, 10
_NUMBERED = re.compile(r"^(.*?)(?:-(\d+))?$")
FROZEN = "Des associations répondent à ce questionnaire\u202f: seule l’orthographe peut encore être corrigée."


@transaction.atomic
def make_default(*, by: Actor) -> Questionnaire:
    """The questionnaire of the first year: one question a commitment."""
    questionnaire = Questionnaire.objects.create()
    for position, asked in enumerate(DEFAULT):
        question = Question.objects.create(
            questionnaire=questionnaire,
            slug=asked.commitment,
            commitment=asked.commitment,
            position=position,
            kind=Kind.SITUATIONS,
            text=asked.text,
            is_confided=asked.is_confided,
        )
        _write_choices(question, asked.choices, apart=HELPING)
    record("questionnaire.prepared", questionnaire, by=by)
    return questionnaire


@transaction.atomic
def copy(previous: Questionnaire, *, by: Actor) -> Questionnaire:
    """The same questions for another year, with the same slugs and codes: answers can be told side by side."""
    questionnaire = Questionnaire.objects.create(copied_from=previous)
    made: dict[tuple[str, str], Choice] = {}
    for asked in previous.in_order():
        after = asked.depends_on
        question = Question.objects.create(
            questionnaire=questionnaire,
            **{name: getattr(asked, name) for name in ("slug", "commitment", "position", "kind", "text")},
            is_confided=asked.is_confided,
            depends_on=made[after.question.slug, after.code] if after else None,
        )
        apart = asked.apart.code if asked.apart else ""
        for choice in _write_choices(question, {each.code: each.text for each in asked.read}, apart=apart):
            made[question.slug, choice.code] = choice
    record("questionnaire.prepared", questionnaire, by=by)
    return questionnaire


@transaction.atomic
def add(
    questionnaire: Questionnaire,
    *,
    by: Actor,
    kind: Question.Kind,
    text: str,
    choices: Iterable[str] = (),
    depends_on: Choice | None = None,
) -> Question:
    """Add a question of the federation's own after the others.

    Raises ActionRefused once frozen, for choices that are missing or too many, for a question that hangs on what
    is confided or on another questionnaire."""
    questionnaire = _unfrozen(questionnaire)
    said = _checked_choices(kind, [*choices])
    _require_known(questionnaire, depends_on)
    there = list(questionnaire.questions.all())
    if len(there) >= MOST_QUESTIONS:
        raise ActionRefused(
            f"{MOST_QUESTIONS} questions au plus\u202f: il faut pouvoir répondre en quinze minutes."
        )
    question = Question.objects.create(
        questionnaire=questionnaire,
        slug=_free(slugify(fold(text))[:40].strip("-") or "question", {each.slug for each in there}),
        position=max((each.position for each in there), default=-1) + 1,
        kind=kind,
        text=text,
        depends_on=depends_on,
    )
    _write_choices(question, said)
    record("question.added", questionnaire, by=by, question=question.slug)
    return question


@transaction.atomic
def remove(question: Question, *, by: Actor) -> None:
    """Take out a question of the federation's own. Raises ActionRefused for a commitment's, one that another hangs
    on, and once frozen."""
    questionnaire = _unfrozen(question.questionnaire)
    if not question.is_own:
        raise ActionRefused("Cette question vient d’un engagement de la charte\u202f: elle reste.")
    if Question.objects.filter(depends_on__question=question).exists():
        raise ActionRefused("Une autre question en dépend\u202f: retirez d’abord celle-là.")
    Question.objects.filter(pk=question.pk).delete()
    record("question.removed", questionnaire, by=by, question=question.slug)


@transaction.atomic
def raise_up(question: Question, *, by: Actor) -> None:
    """Ask a question before the one that precedes it. Raises ActionRefused for the first, for one that hangs on
    that one, and once frozen."""
    questionnaire = _unfrozen(question.questionnaire)
    there = list(questionnaire.questions.select_related("depends_on"))
    index = there.index(question)
    if index == 0:
        raise ActionRefused("C’est déjà la première question.")
    after = there[index].depends_on
    if after and after.question_id == there[index - 1].pk:
        raise ActionRefused("Cette question dépend de celle qui la précède\u202f: elle doit rester après.")
    there[index - 1 : index + 1] = [there[index], there[index - 1]]
    for position, each in enumerate(there):
        each.position = position
    Question.objects.bulk_update(there, ["position"])
    record("question.moved", questionnaire, by=by, question=question.slug)


@transaction.atomic
def reword(
    question: Question, *, by: Actor, text: str, choices: Mapping[str, str], same_meaning: bool = True
) -> Question:
    """Write a question and its choices (by code) anew. What changes of meaning gets a new slug or code, so that no
    trend joins what cannot be compared.

    Raises ActionRefused for empty words, and for a change of meaning once frozen; a correction is told then."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=question.questionnaire_id)
    if questionnaire.frozen_at and not same_meaning:
        raise ActionRefused(FROZEN)
    if not text or not all(choices.values()):
        raise ActionRefused("Une question et ses réponses ne peuvent pas être vides.")
    question = Question.objects.get(pk=question.pk)
    changed = [each for each in question.choices.all() if choices.get(each.code, each.text) != each.text]
    before = [each.text for each in changed] + ([question.text] if question.text != text else [])
    if not before:
        return question
    for each in changed:
        _reword_choice(question, each, choices[each.code], same_meaning=same_meaning)
    _reword_question(question, text, same_meaning=same_meaning)
    note = "\n".join(before) if questionnaire.frozen_at else ""
    record("question.reworded", questionnaire, by=by, note=note, question=question.slug)
    return question


@transaction.atomic
def freeze(questionnaire: Questionnaire) -> Questionnaire:
    """Fix what is asked, as its campaign opens. Twice changes nothing."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if questionnaire.frozen_at is None:
        questionnaire.frozen_at = timezone.now()
        questionnaire.save(update_fields=["frozen_at"])
    return questionnaire


def _write_choices(question: Question, texts: Mapping[str, str], *, apart: str = "") -> list[Choice]:
    made = [
        Choice(question=question, code=code, text=text, is_apart=code == apart) for code, text in texts.items()
    ]
    Choice.objects.bulk_create(made)
    question.codes = [*texts]
    question.save(update_fields=["codes"])
    return made


def _reword_choice(question: Question, choice: Choice, text: str, *, same_meaning: bool) -> None:
    choice.text = text
    if not same_meaning:
        code = _free(choice.code, {*question.codes})
        question.codes = [code if each == choice.code else each for each in question.codes]
        choice.code = code
    choice.save(update_fields=["text", "code"])


def _reword_question(question: Question, text: str, *, same_meaning: bool) -> None:
    if question.text != text and not same_meaning:
        taken = question.questionnaire.questions.values_list("slug", flat=True)
        question.slug = _free(question.slug, {*taken})
    question.text = text
    question.save(update_fields=["text", "slug", "codes"])


def _free(wanted: str, taken: set[str]) -> str:
    """The code itself, or the next after those that are taken: « talking », « talking-2 »."""
    stem, number = _NUMBERED.fullmatch(wanted).groups()  # type: ignore[union-attr]  # it matches any line
    count = int(number or 1)
    while wanted in taken:
        count += 1
        wanted = f"{stem}-{count}"
    return wanted


def _checked_choices(kind: Question.Kind, said: list[str]) -> dict[str, str]:
    if kind == Kind.YES_NO:
        return YES_NO
    if kind not in CHOSEN:
        return {}
    if len(said) < 2:  # noqa: PLR2004  # one does not choose among one
        raise ActionRefused("Écrivez au moins deux réponses, une par ligne.")
    if len(said) > MOST_CHOICES:
        raise ActionRefused(f"{MOST_CHOICES} réponses au plus.")
    codes: dict[str, str] = {}
    for text in said:
        codes[_free(slugify(fold(text))[:40].strip("-") or "reponse", {*codes})] = text
    return codes


def _unfrozen(questionnaire: Questionnaire) -> Questionnaire:
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if questionnaire.frozen_at:
        raise ActionRefused(FROZEN)
    return questionnaire


def _require_known(questionnaire: Questionnaire, after: Choice | None) -> None:
    if after is None:
        return
    if after.question.questionnaire_id != questionnaire.pk:
        raise ActionRefused("Cette réponse est d’un autre questionnaire.")
    if after.question.is_confided:
        raise ActionRefused("Rien ne peut dépendre de ce qui est confié à une seule personne.")
