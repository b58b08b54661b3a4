"""Hostile text in every address and field, on whichever engine runs: a refusal or a clean page, never a 500."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler

from signatories.organisations.parts import PARTS
from tests.factories import a_user, an_organisation
from tests.races import WRITES
from tests.signin import browser_of
from tests.test_sweep import close_files
from tests.worlds import Address, World, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# As sent: percent-encoded, since half of them are no text at all.
HOSTILE = {
    "NUL": "Saint%00Denis",
    "only NUL": "%00",
    "lone surrogate": "%ED%A0%80",
    "not UTF-8": "%FF%FEabc",
    "right to left": quote("\u202eassociation\u2066"),
    "emoji": quote("👩‍👩‍👧 🏳️‍🌈"),
    "HTML": quote('"><script>alert(1)</script><img src=x onerror=alert(1)>'),
    "formula": quote('=HYPERLINK("http://example.org";"x")'),
    "10,000 characters": "a" * 10_000,
    "beyond any integer": "9" * 40,
    "template": quote("{{ settings.SECRET_KEY }}{% debug %}"),
    "path": quote("../../../etc/passwd", safe=""),
    "lines": quote("a@example.org\r\nBcc: b@example.org"),
}
QUERY = """
    q code nom commune departement region page etat a next retour chercher qpv reseau theme
"""
PATHS = """
    /{} /logos/{} /quartiers/{}/ /verifier/{}/ /verifier/{}/attestation.pdf /reseaux/{}/ /charte/{}/
    /charte/{}/charte.md /charte/{}/charte.pdf /signataires/{}/ /territoires/{}/ /signer/{}/ /signer/seance/{}/
    /signer/ensemble/{}/ /signer/reprendre/{}/ /signer/confirmer/{}/ /signer/rejoindre/{}/ /compte/invitation/{}/
    /ne-plus-recevoir/{}/ /demo/courriels/{}/ /demo/entrer/{}/ /static/{} /media/{}
"""
UNSEEN = ("code", "find", "search", "qpvs", "communes", "departments", "regions", "themes", "networks")
FIELD = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"')
FORM = "application/x-www-form-urlencoded"
INJECTED = re.compile(r"<script>alert|<img src=x|tests-only-")


class Environment(dict[str, Any]):
    """A request as its server gives it, which knows whether its query was looked at."""

    looked_at = False

    def __getitem__(self, name: str) -> Any:
        self.looked_at |= name == "QUERY_STRING"
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.looked_at |= name == "QUERY_STRING"
        return super().get(name, default)


class Watching(ClientHandler):
    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=False)

    def __call__(self, environ: dict[str, Any]) -> Any:
        return super().__call__(Environment(environ))


class Written:
    """How many times something was written."""

    times = 0

    def __call__(self, execute: Any, sql: str, *arguments: Any) -> Any:
        self.times += sql.startswith(WRITES)
        return execute(sql, *arguments)


@dataclass
class Asking:
    """Sends one text after the other, as long as an answer may be another: something looked at the text before, or
    something was written since. Twelve more of what nobody reads would be the same page."""

    written: Written
    ask: Callable[[str], Any]
    same_as: int | None = None  # what had been written before an answer that is every text's

    def sends(self, value: str, what: str) -> None:
        if self.same_as == self.written.times:
            return
        before = self.written.times
        answer = self.ask(value)
        sent = answer.wsgi_request.META
        looked_at = sent["wsgi.input"].read_started or sent.looked_at
        self.same_as = None if looked_at else before
        _is_sound(answer, what)


@pytest.mark.slow
@pytest.mark.parametrize("named", list(addresses()), ids=str)
def test_no_query_nor_field_breaks_a_page(world: World, named: Address) -> None:
    address = world.url(named)
    browser = world.browser(world.door(named).opens_to, named)
    browser.raise_request_exception = False
    first = browser.get(address)
    shown = first.getvalue().decode(errors="replace")
    close_files(first)
    fields = {*FIELD.findall(shown), *UNSEEN}

    body = partial(_encoded, sorted(fields))

    with connection.execute_wrapper(written := Written()), patch.object(browser, "handler", Watching()):
        reading = Asking(written, lambda value: browser.get(f"{address}?{_encoded(QUERY.split(), value)}"))
        writing = Asking(written, lambda value: browser.post(address, body(value), content_type=FORM))
        for what, value in HOSTILE.items():
            reading.sends(value, f"GET {address} with {what}")
            writing.sends(value, f"POST {address} with {what}")


@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_a_record_breaks(part: str) -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    browser = browser_of(contact)
    browser.raise_request_exception = False
    address = f"/espace/{organisation.slug}/modifier/{part}/"
    fields = {*FIELD.findall(browser.get(address).content.decode()), *UNSEEN}

    for what, value in HOSTILE.items():
        _is_sound(browser.post(address, _encoded(sorted(fields), value), content_type=FORM), f"{part} with {what}")


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("address", PATHS.split())
def test_no_path_breaks_a_page(address: str, what: str) -> None:
    browser = Client(raise_request_exception=False)

    _is_sound(browser.get(address.format(HOSTILE[what])), f"{address} with {what}")


def _encoded(names: list[str], value: str) -> str:
    return "&".join(f"{name}={value}" for name in names)


def _is_sound(answer: Any, what: str) -> None:
    close_files(answer)
    assert answer.status_code < 500, what
    if "text/html" in answer.get("Content-Type", ""):
        assert not INJECTED.search(answer.content.decode(errors="replace")), what
