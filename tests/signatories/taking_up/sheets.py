"""The sheet of a signing session, as somebody of the team copies it."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from signatories.people.models import User
from signatories.sessions.actions import open_session
from signatories.signatures.models import SigningSession
from tests.factories import a_charter, a_commune, a_team_member

A_PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
TOKEN = re.compile(r'name="feuille" value="([^"]*)"')


def a_session(*, by: User | None = None) -> SigningSession:
    a_commune()
    a_charter()
    return open_session("Forum de Saint-Denis", by=by or a_team_member())


def address_of(session: SigningSession) -> str:
    return reverse("taking_up:session_sheet", args=[session.code])


def a_line(number: int, name: str, **said: str) -> dict[str, str]:
    """What is typed on a line."""
    typed = {
        "nom": name,
        "forme": "association",
        "commune": "Saint-Denis",
        "personne": "Léa Petit",
        "role": "salariée",
    }
    return {f"{field}_{number}": value for field, value in (typed | said).items()}


def a_sheet(*lines: dict[str, str], scan: bytes | None = A_PDF, **more: Any) -> dict[str, Any]:
    """What the page sends; `scan` None for no file."""
    sent: dict[str, Any] = {"charter_version": a_charter().pk, "signed_on": "2026-10-12", "lignes": "12"}
    if scan is not None:
        sent["scan"] = SimpleUploadedFile("feuille.pdf", scan)
    for line in lines:
        sent |= line
    return sent | more


def token_in(page: str) -> str:
    """The scan that a page says is kept."""
    found = TOKEN.search(page)
    return found[1] if found else ""


def entered(
    client: Any, session: SigningSession, *lines: dict[str, str], follow: bool = False, **more: Any
) -> Any:
    """Send a sheet, then say yes to what the summary shows."""
    page = client.post(address_of(session), a_sheet(*lines)).content.decode()
    sent = a_sheet(*lines, scan=None, feuille=token_in(page), entrer="1")
    return client.post(address_of(session), sent | more, follow=follow)
