"""What a role gives, and what asking for it costs."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import Role, User
from signatories.people.queries import team_addresses
from tests.factories import a_colleague, a_commune, a_team_member, a_user, an_organisation

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def test_the_command_makes_the_first_animator() -> None:
    call_command("createsuperuser", email="Premiere@example.org", interactive=False, verbosity=0)

    user = User.objects.get(email="premiere@example.org")
    assert user.holds(Kind.NATIONAL)
    assert user.is_staff
    assert user.has_perm("signatories.view_signature")
    assert user.has_module_perms("signatories")
    assert not user.has_usable_password()


def test_only_a_national_animator_has_the_permissions_of_the_admin() -> None:
    for user in (a_user(), a_colleague(Kind.COMMITTEE), a_colleague(Kind.TERRITORIAL, a_commune().department)):
        assert not user.has_perm("signatories.view_signature")
        assert not user.has_module_perms("signatories")


def test_nobody_pays_for_roles_they_do_not_hold(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person, animator = a_user(), a_team_member()

    with django_assert_num_queries(1):
        assert not User.objects.get(pk=person.pk).is_staff
    with django_assert_num_queries(2):
        read = User.objects.get(pk=animator.pk)
        assert read.is_staff
        assert read.holds(Kind.NATIONAL)


def test_a_person_read_again_has_the_roles_of_the_moment() -> None:
    user = User.objects.get(pk=a_user().pk)
    held = [user.is_staff]
    role = Role.objects.create(user=user, kind=Kind.NATIONAL)
    user.refresh_from_db()
    held.append(user.is_staff)
    Role.objects.filter(pk=role.pk).update(ended_at=timezone.now())
    user.refresh_from_db()
    held.append(user.is_staff)

    assert held == [False, True, False]


def test_the_team_is_who_holds_a_role_today() -> None:
    animator, reader = a_team_member(), a_colleague(Kind.COMMITTEE)
    a_user()
    a_team_member().roles.update(ended_at=timezone.now())
    closed = a_team_member()
    User.objects.filter(pk=closed.pk).update(is_active=False)

    assert set(User.objects.team()) == {animator, reader}
    assert set(User.objects.team(Kind.NATIONAL)) == {animator}


def test_news_go_to_national_animators_and_to_those_of_the_department() -> None:
    national = a_team_member()
    here = a_colleague(Kind.TERRITORIAL, a_commune().department)
    a_colleague(Kind.TERRITORIAL, a_commune(name="Lyon", code="69123").department)
    a_colleague(Kind.COMMITTEE)
    gone = a_team_member()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    a_team_member().roles.update(ended_at=timezone.now())

    assert team_addresses() == [national.email]
    assert team_addresses("93") == [national.email, here.email]
    with override_settings(FEDERATION_EMAILS=["charte@example.org", here.email]):
        assert team_addresses() == ["charte@example.org", here.email]
        assert team_addresses("93") == ["charte@example.org", here.email]


def test_an_actor_sees_what_she_animates_or_acts_for_and_no_more() -> None:
    here, there = an_organisation(), an_organisation(commune=a_commune(name="Lyon", code="69123"))
    unknown = an_organisation()
    Organisation.objects.filter(pk=unknown.pk).update(commune=None, commune_typed="Trifouilly")

    def seen(actor: Actor) -> set[Organisation]:
        return set(Organisation.objects.visible_to(actor))

    assert seen(Actor()) == set()
    assert seen(Actor(person=a_user())) == set()
    assert seen(Actor(acts_for=there.pk)) == {there}
    assert seen(Actor(departments=frozenset({"93"}))) == {here}
    assert seen(Actor(departments=frozenset({"93"}), acts_for=there.pk)) == {here, there}
    assert seen(Actor(roles=frozenset({Kind.NATIONAL}))) == {here, there, unknown}
    assert seen(Actor(roles=frozenset({Kind.NATIONAL}), acts_for=here.pk)) == {here, there, unknown}
    assert seen(Actor(roles=frozenset({Kind.COMMITTEE, Kind.CONFIDED}))) == set()
