"""The federation's team: its roles, and its lost second factors. One road, taken by national animators alone."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.people.actions import open_account, take_second_factor_away
from signatories.people.models import Role, User
from signatories.people.rules import is_of_the_team
from signatories.people.second_factor import has_second_factor
from signatories.team import emails, rules
from signatories.team.models import AnswerDay
from signatories.team.signals import role_ended, role_given
from signatories.territories.models import Department

Kind = Role.Kind


@transaction.atomic
def welcome(
    *,
    email: str,
    kind: Role.Kind,
    by: User,
    first_name: str = "",
    last_name: str = "",
    departments: Collection[Department] = (),
) -> list[Role]:
    """Give a role to the person of this address, known here or not. Raises ActionRefused like `give_role`."""
    user = open_account(email=email, first_name=first_name, last_name=last_name, verified=False)
    return give_role(user, kind=kind, by=by, departments=departments)


@transaction.atomic
def give_role(user: User, *, kind: Role.Kind, by: User, departments: Collection[Department] = ()) -> list[Role]:
    """Give somebody a role from now on, in one row for each department of a territorial animator: the new ones.

    The person and the team are told. Raises ActionRefused if `by` is no national animator, if the account is
    closed, without a department for a territorial animator, or if nothing of it is new."""
    _require_national(by)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not user.is_active:
        raise ActionRefused("Ce compte est fermé.")
    places = list(departments) if kind == Kind.TERRITORIAL else [None]
    if not places:
        raise ActionRefused("Choisissez au moins un département.")
    held = set(user.roles.current().filter(kind=kind).values_list("department", flat=True))
    new = [place for place in places if (place.pk if place else None) not in held]
    if not new:
        raise ActionRefused(f"{user} a déjà ce rôle.")
    roles = [Role.objects.give(user, kind=kind, department=place, by=by) for place in new]
    for role in roles:
        record("role.given", user, by=by, role=role.kind, department=role.department_id)
    emails.given(user, roles, by=by)
    for role in roles:
        role_given.send(sender=Role, role=role)
    return roles


@transaction.atomic
def end_role(role: Role, *, by: User) -> Role:
    """End a role now; the person keeps the account. The person and the team are told.

    Raises ActionRefused if `by` is no national animator, if it is the role that makes her one, or if it ended."""
    _require_national(by)
    role = Role.objects.select_for_update(of=("self",)).select_related("user", "department").get(pk=role.pk)
    if role.ended_at:
        raise ActionRefused("Ce rôle est déjà terminé.")
    if role.kind == Kind.NATIONAL and role.user == by:
        raise ActionRefused("Demandez à une autre personne de l’animation nationale de mettre fin à votre rôle.")
    _end(role, by=by)
    emails.ended(role, by=by)
    return role


@transaction.atomic
def end_every_role(user: User, *, by: User | None) -> None:
    """End all that somebody holds, since the account is being erased; nobody is told."""
    for role in user.roles.current().select_for_update(of=("self",)):
        _end(role, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: User | None) -> User:
    """Take away the second factor that somebody of the team lost: her next visit asks for a new one.

    Her sessions end. She, `by` and the team are told. `by` is None for whoever holds the machine, when no other
    national animator is left to do it. Raises ActionRefused if `by` is no national animator, or that very person;
    if she is not of the team, or has nothing to lose."""
    if by:
        _require_national(by)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _require_lost(user, by=by)
    take_second_factor_away(user)
    record("second_factor.reset", user, by=by)
    emails.second_factor_reset(user, by=by)
    return user


@transaction.atomic
def say_answer_day(*, weekday: int, weeks: int, by: User) -> AnswerDay:
    """From now on, every receipt says that the team is there that day, and by when it answers.

    Raises ActionRefused if `by` is no national animator, or if it is what is said already."""
    _require_national(by)
    last = AnswerDay.objects.first()
    if last and (last.weekday, last.weeks) == (weekday, weeks):
        raise ActionRefused("C’est déjà ce que disent les messages.")
    said = AnswerDay.objects.create(weekday=weekday, weeks=weeks, said_by=by)
    record("team.answer_day_said", said, by=by, weekday=weekday, weeks=weeks)
    return said


def _end(role: Role, *, by: User | None) -> None:
    role.ended_by, role.ended_at = by, timezone.now()
    role.save(update_fields=["ended_by", "ended_at"])
    record("role.ended", role.user, by=by, role=role.kind, department=role.department_id)
    role_ended.send(sender=Role, role=role)


def _require_lost(user: User, *, by: User | None) -> None:
    if by and not rules.may_reset_second_factor(by, user):
        raise ActionRefused(
            "Demandez à une autre personne de l’animation nationale, ou servez-vous d’un code de secours."
        )
    if not is_of_the_team(user):
        raise ActionRefused("Cette personne ne fait pas partie de l’équipe.")
    if not has_second_factor(user):
        raise ActionRefused(
            "Cette personne n’a pas de deuxième protection\u202f: sa prochaine visite la demandera."
        )


def _require_national(by: User) -> None:
    """Hold the national animators: two who end each other's role at the same moment must not both succeed."""
    nationals = Role.objects.current().filter(kind=Kind.NATIONAL, user__is_active=True)
    if by.pk not in [role.user_id for role in nationals.order_by("pk").select_for_update(of=("self",))]:
        raise ActionRefused("C’est l’animation nationale qui s’occupe de l’équipe.")
