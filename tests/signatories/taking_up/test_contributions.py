"""What taking up a list says in the workspace, and to whom."""

import pytest

from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.people.places import WORKSPACE_LINES, WORKSPACE_LINKS
from signatories.signatures.actions import withdraw
from signatories.taking_up import actions
from signatories.taking_up.contributions import still_listed
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.queries import imports
from tests.factories import a_colleague, a_commune, a_published_signature, a_team_member
from tests.signatories.taking_up.lists import a_line, a_list, entered, undone

pytestmark = pytest.mark.django_db


def a_national() -> TeamMember:
    return member(a_team_member())


def to_finish(actor: TeamMember) -> list[ListImport]:
    return [row for pile in WORKSPACE_LINES.gather(actor) if pile.slug == "reprises" for row in pile.rows]


def test_a_list_waits_for_national_animators_as_long_as_a_line_is_to_be_decided_or_entered() -> None:
    ready = a_list()
    asked = a_list(a_line("Rose", town="Nulle"))
    entered(a_list(a_line("Iris")))
    undone(a_list(a_line("Lilas")))
    left = a_list(a_line("Jasmin"))
    actions.choose(left, by=a_team_member(), choices={2: ImportRow.Choice.LEAVE})
    team = a_national()

    assert {*to_finish(team)} == {ready, asked}
    near = member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))
    assert "reprises" not in [pile.slug for pile in WORKSPACE_LINES.gather(near)]
    entered(ready)
    assert to_finish(team) == [asked]


def test_national_animators_alone_see_them() -> None:
    taken, near = a_list(), member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department))

    assert [*imports(a_national())] == [taken]
    assert [*imports(near)] == []


def test_national_animators_alone_are_led_to_lists() -> None:
    def is_led(actor: TeamMember) -> bool:
        return "/animation/reprises/" in [each.href for each in WORKSPACE_LINKS.gather(actor)]

    assert is_led(a_national())
    assert not is_led(member(a_colleague(Role.Kind.TERRITORIAL, a_commune().department)))
    assert not is_led(member(a_colleague(Role.Kind.COMMITTEE)))


def test_it_is_worth_telling_as_long_as_one_of_those_named_is_published() -> None:
    one, other = a_published_signature(), a_published_signature()
    both = f"{one.organisation_id},{other.organisation_id}"
    alone = str(one.organisation_id)

    withdraw(one, by=a_team_member(), reason="Erreur.", told=False)

    assert still_listed(organisations=both)
    assert not still_listed(organisations=alone)
    withdraw(other, by=a_team_member(), reason="Erreur.", told=False)
    a_published_signature()
    assert not still_listed(organisations=both)
