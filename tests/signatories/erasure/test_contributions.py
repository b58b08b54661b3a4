"""Erasing is offered in the team's workspace."""

import pytest

from signatories.people.places import WORKSPACE_LINKS
from tests.spaces import somebody_of_the_team

pytestmark = pytest.mark.django_db


def test_the_team_erases_from_its_workspace() -> None:
    hrefs = [link.href for link in WORKSPACE_LINKS.gather(somebody_of_the_team())]

    assert "/animation/effacer/" in hrefs
