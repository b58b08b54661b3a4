"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.people.models import Role
from signatories.team import actions
from signatories.team.signals import role_ended, role_given
from tests.factories import a_colleague, a_commune, a_protected_colleague, a_team_member, a_user
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def give_role() -> Scene:
    person, by, other = a_user(), a_team_member(), a_team_member()
    return Scene(
        act=lambda: actions.give_role(person, kind=Kind.COMMITTEE, by=by),
        events=(("role.given", person, by),),
        mails=(
            ("team.given", person.email),
            ("team.given_of_colleague", by.email),
            ("team.given_of_colleague", other.email),
        ),
        news=(role_given,),
    )


def say_answer_day() -> Scene:
    by = a_team_member()
    return Scene(
        act=lambda: actions.say_answer_day(weekday=3, weeks=2, by=by),
        events=(("team.answer_day_said", None, by),),
    )


def give_role_in_two_departments() -> Scene:
    person, by = a_user(), a_team_member()
    places = [a_commune().department, a_commune(name="Lyon", code="69123").department]
    return Scene(
        act=lambda: actions.give_role(person, kind=Kind.TERRITORIAL, by=by, departments=places),
        events=(("role.given", person, by), ("role.given", person, by)),
        mails=(("team.given", person.email), ("team.given_of_colleague", by.email)),
        news=(role_given, role_given),
    )


def welcome() -> Scene:
    by = a_team_member()
    return Scene(
        act=lambda: actions.welcome(email="Nora@example.org", first_name="Nora", kind=Kind.NATIONAL, by=by),
        events=(("role.given", lambda roles: roles[0].user, by),),
        mails=(("team.given", "nora@example.org"), ("team.given_of_colleague", by.email)),
        news=(role_given,),
    )


def end_role() -> Scene:
    person, by = a_team_member(), a_team_member()
    return Scene(
        act=lambda: actions.end_role(person.roles.get(), by=by),
        events=(("role.ended", person, by),),
        mails=(("team.ended", person.email), ("team.ended_of_colleague", by.email)),
        news=(role_ended,),
    )


def end_every_role() -> Scene:
    person, by = a_colleague(Kind.TERRITORIAL, a_commune().department), a_team_member()
    Role.objects.create(user=person, kind=Kind.COMMITTEE)
    return Scene(
        act=lambda: actions.end_every_role(person, by=by),
        events=(("role.ended", person, by), ("role.ended", person, by)),
        news=(role_ended, role_ended),
    )


def reset_second_factor() -> Scene:
    person, by, other = a_protected_colleague(), a_team_member(), a_team_member()
    return Scene(
        act=lambda: actions.reset_second_factor(person, by=by),
        events=(("second_factor.reset", person, by),),
        mails=(
            ("team.second_factor_reset", person.email),
            ("team.second_factor_reset_of_colleague", by.email),
            ("team.second_factor_reset_of_colleague", other.email),
        ),
    )


def reset_second_factor_from_the_machine() -> Scene:
    person = a_protected_colleague()
    return Scene(
        act=lambda: actions.reset_second_factor(person, by=None),
        events=(("second_factor.reset", person, None),),
        mails=(("team.second_factor_reset", person.email),),
    )


SCENES: Scenes = {
    "say_answer_day": say_answer_day,
    "give_role": give_role,
    "give_role, in two departments": give_role_in_two_departments,
    "welcome": welcome,
    "end_role": end_role,
    "end_every_role": end_every_role,
    "reset_second_factor": reset_second_factor,
    "reset_second_factor, from the machine": reset_second_factor_from_the_machine,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
