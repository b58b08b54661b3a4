"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.sessions.actions import close_session, open_session, reopen_session
from tests.factories import a_team_member
from tests.races import raised, side_by_side


@pytest.mark.django_db(transaction=True)
def test_a_session_is_reopened_once() -> None:
    team = a_team_member()
    session = close_session(open_session("Salle des fêtes (exemple)", by=team), by=team)

    answers = side_by_side(*[lambda: reopen_session(session, by=team)] * 2)

    assert raised(answers) == [ActionRefused]


@pytest.mark.django_db(transaction=True)
def test_a_session_is_closed_once() -> None:
    session, team = open_session("Salle des fêtes (exemple)", by=a_team_member()), a_team_member()

    answers = side_by_side(*[lambda: close_session(session, by=team)] * 2)

    assert raised(answers) == [ActionRefused]
