import logging

import pytest
from django.test import Client

from tests.factories import a_draft, a_team_member, a_user, an_organisation
from tests.signin import browser_of, team_browser

pytestmark = pytest.mark.django_db


def test_personal_pages_are_kept_nowhere_and_public_ones_may_be() -> None:
    contact = a_user()
    organisation = an_organisation(contact=contact)

    assert "no-store" in browser_of(contact).get(f"/espace/{organisation.slug}/")["Cache-Control"]
    assert "no-store" in team_browser(a_team_member()).get("/animation/")["Cache-Control"]
    assert "no-store" in Client().get("/compte/connexion/")["Cache-Control"]
    assert "no-store" not in Client().get("/")["Cache-Control"]


def test_a_log_never_holds_the_key_of_a_link(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    _, token = a_draft()
    handler = logging.getLogger().handlers
    console = next(each for each in handler if each.get_name() == "console")
    records: list[str] = []
    console.setFormatter(Seen(records))

    client.get(f"/signer/{token}/rien/")
    client.get(f"/signer/confirmer/{token}x/")

    assert records
    assert all(token not in line for line in records)


class Seen(logging.Formatter):
    """Keeps what is written, as it is written."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def format(self, record: logging.LogRecord) -> str:
        self.lines.append(super().format(record))
        return self.lines[-1]
