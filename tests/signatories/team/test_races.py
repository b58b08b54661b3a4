"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_person
from signatories.history.models import Event
from signatories.people.models import Role
from signatories.team.actions import end_every_role, end_role, give_role, reset_second_factor
from tests.factories import a_colleague, a_protected_colleague, a_team_member, a_user
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_end_each_others_role_do_not_both_succeed() -> None:
    one, other = a_team_member(), a_team_member()
    hers, theirs = one.roles.get(), other.roles.get()

    answers = side_by_side(lambda: end_role(theirs, by=one), lambda: end_role(hers, by=other))

    assert raised(answers) == [ActionRefused]
    assert Role.objects.current().count() == 1


def test_a_role_is_given_once() -> None:
    person, by, other = a_user(), a_team_member(), a_team_member()

    answers = side_by_side(
        lambda: give_role(person, kind=Role.Kind.COMMITTEE, by=by),
        lambda: give_role(person, kind=Role.Kind.COMMITTEE, by=other),
    )

    assert raised(answers) == [ActionRefused]
    assert person.roles.current().count() == 1


def test_a_role_is_ended_once() -> None:
    held, by, other = a_team_member().roles.get(), a_team_member(), a_team_member()

    answers = side_by_side(lambda: end_role(held, by=by), lambda: end_role(held, by=other))

    assert raised(answers) == [ActionRefused]


def test_a_role_ended_while_its_person_is_erased_is_ended_once() -> None:
    held, by = a_colleague(Role.Kind.COMMITTEE).roles.get(), a_team_member()

    side_by_side(lambda: end_role(held, by=by), lambda: end_every_role(held.user, by=by))

    assert Event.objects.of(held.user).filter(kind="role.ended").count() == 1


def test_a_second_factor_is_reset_once() -> None:
    person, by = a_protected_colleague(), a_team_member()

    answers = side_by_side(
        lambda: reset_second_factor(person, by=by), lambda: reset_second_factor(person, by=None)
    )

    assert raised(answers) == [ActionRefused]
    assert Event.objects.of(person).filter(kind="second_factor.reset").count() == 1


def test_a_role_given_while_its_person_is_erased_ends_with_her() -> None:
    person, by = a_user(), a_team_member()

    side_by_side(
        lambda: give_role(person, kind=Role.Kind.COMMITTEE, by=by),
        lambda: erase_person(person, by=a_team_member()),
    )

    assert not person.roles.current().exists()
