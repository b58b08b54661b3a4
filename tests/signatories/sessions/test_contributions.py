"""What signing sessions say in the team's workspace."""

import pytest

from signatories.people.places import WORKSPACE_LINKS, WORKSPACE_WAITING
from signatories.sessions.actions import close_session, open_session
from tests.factories import a_team_member
from tests.spaces import somebody_of_the_team

pytestmark = pytest.mark.django_db


def test_open_sessions_wait_until_they_are_closed() -> None:
    team = a_team_member()
    session = open_session("Salle des fêtes (exemple)", by=team)
    closed = close_session(open_session("Médiathèque (exemple)", by=team), by=team)

    cards = {card.title: card.href for card in WORKSPACE_WAITING.gather(somebody_of_the_team())}

    assert cards["Séance ouverte\u202f: Salle des fêtes (exemple)"].endswith(f"{session.code}/")
    assert closed.title not in " ".join(cards)


def test_a_session_is_opened_from_the_workspace() -> None:
    labels = [link.label for link in WORKSPACE_LINKS.gather(somebody_of_the_team())]

    assert "Ouvrir une séance de signature" in labels
