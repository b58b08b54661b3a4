"""Who may look back, what is asked of them, and who reads what is confided."""

from collections.abc import Iterable, Mapping

from evaluations.questionnaires.models import Choice, Question
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import Role, User
from signatories.signatures.models import Signature


def may_look_back(organisation: Organisation) -> bool:
    """An association whose signature is published. One query."""
    return Signature.objects.published().filter(organisation=organisation).exists()


def may_note(actor: Actor, organisation: Organisation) -> bool:
    """What was said by phone or on paper is entered by who animates the territory of its head office."""
    commune = organisation.commune
    return actor.is_national or bool(commune and commune.department_id in actor.departments)


def the_reader() -> User | None:
    """The one who reads what is confided: of those who hold the role today, whoever has held it longest. One
    query."""
    held = Role.objects.current().filter(kind=Role.Kind.CONFIDED, user__is_active=True)
    role = held.select_related("user").order_by("started_at", "pk").first()
    return role.user if role else None


def asked_of(
    questions: Iterable[Question], chosen: Mapping[str, Choice | None], boxes: Iterable[str], *, confides: bool
) -> list[Question]:
    """The questions that are asked: those that hang on no choice or on one that was made (`chosen` by question,
    `boxes` ticked, as « question/code »), and what is confided where somebody reads it."""
    made = {choice.pk for choice in chosen.values() if choice}
    ticked = {*boxes}

    def is_asked(question: Question) -> bool:
        after = question.depends_on
        if after and after.pk not in made and f"{after.question_id}/{after.code}" not in ticked:
            return False
        return confides or not question.is_confided

    return [question for question in questions if is_asked(question)]
