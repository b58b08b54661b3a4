"""Keys and codes are blotted out of logs by their shape; what a developer needs stays readable."""

import logging
import secrets
import uuid
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from qpv_charter.toolkit.privacy import WithoutKeys, without_keys
from qpv_charter.toolkit.short_codes import ALPHABET
from tests.factories import a_draft

KEY = "xYrSdiPSmExMC3DLoe-Hxbo4m4yKRmdMHUzSZHIwHOU"  # what secrets.token_urlsafe(32) gives
UUID = "3f2a9c10-77b1-4c6e-9d55-0a1b2c3d4e5f"

BLOTTED = {
    "a link that opens": (f"Not Found: /signer/{KEY}/vous/", "Not Found: /signer/…/vous/"),
    "a link that confirms": (
        f"Not Found: /signer/confirmer/{KEY}/nouveau/",
        "Not Found: /signer/confirmer/…/nouveau/",
    ),
    "an address nobody made yet": (f"Not Found: /besoins/suivre/{KEY}", "Not Found: /besoins/suivre/…"),
    "a cut link": (f"Not Found: /signer/{KEY[:20]}", "Not Found: /signer/…"),
    "a link with more behind it": (f"Not Found: /signer/{KEY}x.", "Not Found: /signer/…."),
    "a query": (f"GET /besoins/?cle={KEY}&page=2", "GET /besoins/?cle=…&page=2"),
    "a referer": (
        f'"GET /static/a.css" "https://charte.example.org/compte/invitation/{KEY}/" "Firefox"',
        '"GET /static/a.css" "https://charte.example.org/compte/invitation/…/" "Firefox"',
    ),
    "the page to come back to": (
        f"GET /compte/connexion/?next=%2Fcompte%2Finvitation%2F{KEY}%2F",
        "GET /compte/connexion/?next=%2Fcompte%2Finvitation%2F…%2F",
    ),
    "a key escaped for nothing": (f"/signer/{quote(KEY).replace('-', '%2D')}/", "/signer/…/"),
    "a key escaped letter by letter": ("/signer/" + "".join(f"%{ord(each):02x}" for each in KEY), "/signer/…"),
    "a key in an error's words": (f"ValueError: bad key '{KEY}'", "ValueError: bad key '…'"),
    "two keys": (f"/a/{KEY}/b/{KEY[::-1]}/", "/a/…/b/…/"),
    "a draft's identifier": (f"/signer/reprendre/{UUID}/", "/signer/reprendre/3f2a9c10-…/"),
    "an identifier in capitals": (f"/signer/reprendre/{UUID.upper()}/", "/signer/reprendre/3F2A9C10-…/"),
    "an identifier without dashes": (f"id={uuid.UUID(UUID).hex}", "id=3f2a9c10-…"),
    "a code in a path": ("Not Found: /rencontres/la-fete/7K3MQ9XZ2A/", "Not Found: /rencontres/la-fete/…/"),
    "a code in a query": ("/rencontres/la-fete/?code=7K3MQ9XZ2A&x=1", "/rencontres/la-fete/?code=…&x=1"),
    "a code in two halves": ("/rencontres/?code=7K3MQ-9XZ2A", "/rencontres/?code=…"),
    "a code in two halves, with a blank": (
        "/rencontres/?code=7K3MQ+9XZ2A /?code=7K3MQ%209XZ2A",
        "/rencontres/?code=… /?code=…",
    ),
    "a code in small letters": ("/rencontres/?code=7k3mq9xz2a", "/rencontres/?code=…"),
    "an address": (
        "IntegrityError: Key (lower(email))=(Zelie.Quarteron+ici@example.org) already exists",
        "IntegrityError: Key (lower(email))=(…@example.org) already exists",
    ),
    "an address in a query": (
        "/animation/courriels/?q=zelie%40example.org&x=1",
        "/animation/courriels/?q=…%40example.org&x=1",
    ),
    "an address between brackets": ("550 <zelie@xn--9ca.fr>: no such user", "550 <…@xn--9ca.fr>: no such user"),
    "a code without a digit": ("/rencontres/?code=KMQXZAKMQX", "/rencontres/?code=…"),
}
READABLE = [
    "Not Found: /signataires/les-amis-du-quartier-de-la-grande-borne-2/",
    "Not Found: /espace/association-effacee-12/modifier/presentation/",
    "Not Found: /charte/2020/charte.pdf",
    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 is in force",
    "Not Found: /quartiers/QN09331M/ and /territoires/93/",
    "GET /signataires/?q=solidarite&departement=93",
    "Not Found: /verifier/0123456789AB/",
    "Not Found: /signer/seance/7K3MQ9XZ/",
    "tokens.3f2a1b9c0d11.css",
    "ConfirmEmailVerificationCodeForm.clean in signatories/signing/views/resuming.py, line 12",
    "signatories.signatures.models.OrganisationQuerySet",
    "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS is not set",
    "test_250_confirmations_at_once_lose_none_and_double_none",
    "2026-10-12 09:00:00,123 WARNING django.request: Bad Request: /",
    "IntegrityError: UNIQUE constraint failed: signatories_membership.organisation_id",
    "100 % sûr, %s, 50%",
]


@pytest.mark.parametrize("what", BLOTTED)
def test_keys_and_codes_are_blotted_wherever_they_stand(what: str) -> None:
    written, left = BLOTTED[what]

    assert without_keys(written) == left


@pytest.mark.parametrize("line", READABLE)
def test_what_a_developer_needs_stays(line: str) -> None:
    assert without_keys(line) == line


def test_no_key_of_ours_gets_through() -> None:
    for _ in range(2000):
        key = secrets.token_urlsafe(32)
        assert key[5:25] not in without_keys(f"Not Found: /signer/{key}/")


@given(st.text(alphabet=ALPHABET, min_size=10, max_size=10))
def test_no_code_of_ours_gets_through(code: str) -> None:
    assert code not in without_keys(f"Not Found: /rencontres/fete/{code}/")
    assert code.lower() not in without_keys(f"/?code={code.lower()}") or code.isalpha()


def test_a_traceback_is_read_too() -> None:
    failure = logging.LogRecord("a", logging.ERROR, __file__, 1, "Failed: %s", (f"/signer/{KEY}/",), exc_info=None)
    try:
        int(KEY)
    except ValueError as error:
        failure.exc_info = (ValueError, error, error.__traceback__)

    line = WithoutKeys("%(message)s").format(failure)

    assert KEY not in line
    assert line.startswith("Failed: /signer/…/\nTraceback (most recent call last):")
    assert line.endswith("ValueError: invalid literal for int() with base 10: '…'")


@pytest.mark.django_db
def test_a_log_never_holds_the_key_of_a_link(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    _, token = a_draft()
    console = next(each for each in logging.getLogger().handlers if each.get_name() == "console")

    client.get(f"/signer/rien/{token}/")
    client.get(f"/signer/confirmer/{token}x/")

    lines = [console.format(record) for record in caplog.records]
    assert len(lines) == 2
    assert all(token not in line for line in lines)


def test_every_handler_writes_without_keys() -> None:
    assert all(isinstance(each.formatter, WithoutKeys) for each in logging.getLogger().handlers if each.get_name())
