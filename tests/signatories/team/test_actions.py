"""Giving and ending roles: who may, what is kept, what is refused."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.outbox.models import Message
from signatories.people.models import Role, User
from signatories.team import actions
from tests.factories import a_colleague, a_commune, a_team_member, a_user

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def roles_of(user: User) -> set[tuple[str, str | None]]:
    return {(role.kind, role.department_id) for role in user.roles.current()}


def test_a_role_is_a_dated_row_that_says_who_gave_it() -> None:
    by, person = a_team_member(), a_user()

    (role,) = actions.give_role(person, kind=Kind.COMMITTEE, by=by)

    assert (role.user, role.kind, role.department, role.given_by) == (person, Kind.COMMITTEE, None, by)
    assert role.ended_at is None
    assert Event.objects.of(person).get().data == {"role": "committee", "department": None}


def test_a_territorial_role_is_held_department_by_department() -> None:
    by, person = a_team_member(), a_user()
    here, there = a_commune().department, a_commune(name="Lyon", code="69123").department
    actions.give_role(person, kind=Kind.TERRITORIAL, by=by, departments=[here])

    new = actions.give_role(person, kind=Kind.TERRITORIAL, by=by, departments=[here, there])

    assert [role.department for role in new] == [there]
    assert roles_of(person) == {("territorial", "93"), ("territorial", "69")}
    actions.end_role(person.roles.get(department=here), by=by)
    assert roles_of(person) == {("territorial", "69")}


def test_departments_are_for_territorial_animators_alone() -> None:
    person = a_user()

    actions.give_role(person, kind=Kind.NATIONAL, by=a_team_member(), departments=[a_commune().department])

    assert roles_of(person) == {("national", None)}


def test_a_role_that_ended_is_given_anew() -> None:
    by, person = a_team_member(), a_user()
    (first,) = actions.give_role(person, kind=Kind.COMMITTEE, by=by)
    actions.end_role(first, by=by)

    (second,) = actions.give_role(person, kind=Kind.COMMITTEE, by=by)

    first.refresh_from_db()
    assert first.ended_by == by
    assert first.ended_at
    assert second.pk != first.pk
    assert roles_of(person) == {("committee", None)}


@pytest.mark.parametrize(
    "somebody",
    [
        a_user,
        lambda: a_colleague(Kind.COMMITTEE),
        lambda: a_colleague(Kind.TERRITORIAL, a_commune().department),
    ],
)
def test_only_national_animators_give_and_end(somebody: Callable[[], User]) -> None:
    by, person, held = somebody(), a_user(), a_team_member().roles.get()

    with pytest.raises(ActionRefused, match="animation nationale"):
        actions.give_role(person, kind=Kind.COMMITTEE, by=by)
    with pytest.raises(ActionRefused, match="animation nationale"):
        actions.welcome(email="nora@example.org", kind=Kind.COMMITTEE, by=by)
    with pytest.raises(ActionRefused, match="animation nationale"):
        actions.end_role(held, by=by)
    assert not User.objects.filter(email="nora@example.org").exists()


@pytest.mark.parametrize("how", ["role ended", "account closed"])
def test_who_was_a_national_animator_gives_no_more(how: str) -> None:
    by = a_team_member()
    if how == "role ended":
        by.roles.update(ended_at=timezone.now())
    else:
        User.objects.filter(pk=by.pk).update(is_active=False)

    with pytest.raises(ActionRefused, match="animation nationale"):
        actions.give_role(a_user(), kind=Kind.COMMITTEE, by=by)


def test_what_makes_no_sense_is_refused() -> None:
    by, person, closed = a_team_member(), a_user(), a_user()
    User.objects.filter(pk=closed.pk).update(is_active=False)
    (role,) = actions.give_role(person, kind=Kind.COMMITTEE, by=by)

    with pytest.raises(ActionRefused, match="au moins un département"):
        actions.give_role(person, kind=Kind.TERRITORIAL, by=by)
    with pytest.raises(ActionRefused, match="a déjà ce rôle"):
        actions.give_role(person, kind=Kind.COMMITTEE, by=by)
    with pytest.raises(ActionRefused, match="fermé"):
        actions.give_role(closed, kind=Kind.COMMITTEE, by=by)
    actions.end_role(role, by=by)
    with pytest.raises(ActionRefused, match="déjà terminé"):
        actions.end_role(role, by=by)


def test_nobody_ends_the_role_that_makes_them_national_but_any_other() -> None:
    by = a_team_member()
    (reader,) = actions.give_role(by, kind=Kind.COMMITTEE, by=by)

    with pytest.raises(ActionRefused, match="Demandez à une autre personne"):
        actions.end_role(by.roles.get(kind=Kind.NATIONAL), by=by)
    actions.end_role(reader, by=by)

    assert roles_of(by) == {("national", None)}


def test_somebody_already_known_is_welcomed_as_themselves() -> None:
    known = a_user(email="known@example.org", first_name="Fatou")

    actions.welcome(email="Known@example.org", first_name="Autre", kind=Kind.NATIONAL, by=a_team_member())

    known.refresh_from_db()
    assert known.first_name == "Fatou"
    assert roles_of(known) == {("national", None)}


def test_the_mails_say_who_what_and_where() -> None:
    by, person = a_team_member(), a_user(first_name="Nora", last_name="Benali")
    colleague = a_team_member()

    actions.give_role(person, kind=Kind.TERRITORIAL, by=by, departments=[a_commune().department])
    actions.end_role(person.roles.get(), by=by)

    texts = {mail.kind: mail for mail in Message.objects.filter(to__in=[person.email, colleague.email])}
    assert "animation territoriale (Département 93)" in texts["team.given"].text
    assert "/animation/" in texts["team.given"].text
    assert texts["team.given"].reply_to == by.email
    assert texts["team.given_of_colleague"].subject.endswith("Nora Benali")
    assert "/animation/equipe/" in texts["team.given_of_colleague"].text
    assert person.email in texts["team.ended_of_colleague"].text
    assert "a mis fin à votre rôle" in texts["team.ended"].text


def test_an_erased_person_holds_nothing() -> None:
    person, by = a_colleague(Kind.TERRITORIAL, a_commune().department), a_team_member()

    actions.end_every_role(person, by=by)

    assert roles_of(person) == set()
    assert {role.ended_by for role in person.roles.all()} == {by}
    assert roles_of(by) == {("national", None)}
