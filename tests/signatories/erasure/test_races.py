"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_organisation, erase_person
from signatories.organisations.actions import update_themes
from signatories.organisations.models import Organisation
from signatories.signatures.actions import withdraw
from tests.factories import a_published_signature, a_team_member, a_theme
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_is_erased_once() -> None:
    person = a_published_signature().organisation.memberships.get().user
    team = a_team_member()

    answers = side_by_side(*[lambda: erase_person(person, by=team)] * 2)

    assert raised(answers) == [ActionRefused]


def an_association_that_left() -> Organisation:
    return withdraw(a_published_signature(), by=a_team_member(), reason="Dissolution.").organisation


def test_an_association_is_erased_once() -> None:
    organisation, team = an_association_that_left(), a_team_member()

    answers = side_by_side(*[lambda: erase_organisation(organisation, by=team)] * 2)

    assert raised(answers) == [ActionRefused]


def test_what_is_written_meanwhile_does_not_bring_an_association_back() -> None:
    """A record is written as a whole: who read it before it was erased must wait, and read it again."""
    organisation, team, theme = an_association_that_left(), a_team_member(), a_theme()

    side_by_side(
        lambda: erase_organisation(organisation, by=team),
        lambda: update_themes(organisation, by=team, themes=[theme]),
    )

    organisation.refresh_from_db()
    assert organisation.erased_at is not None
    assert organisation.name == "Association effacée"
