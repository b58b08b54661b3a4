import os
import random
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from qpv_charter.settings.keys import is_weak
from qpv_charter.toolkit.checks import demonstration_stays_here

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "SHORT_CODE_KEYS": "ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijklmnopqrstuvwxyz-0123456789",
    "ALLOWED_HOSTS": "charte.example.org",
    "SITE_URL": "https://charte.example.org",
    "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/nowhere",
    "EMAIL_URL": "smtp+tls://nobody:nothing@127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "charte@example.org",
}


def check(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """`manage.py check --deploy` in production, with these variables and no other of ours."""
    mine = {"DJANGO_SETTINGS_MODULE": "qpv_charter.settings.production", "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, env=mine | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("hosts", "site"),
    [
        (["charte.example.org"], "http://127.0.0.1:8000"),
        (["localhost"], "https://charte.example.org"),
        (["*"], "http://localhost"),
        ([".localhost.example.org"], "http://localhost"),
    ],
)
def test_a_demonstration_on_a_public_name_is_refused(settings: Settings, hosts: list[str], site: str) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS, settings.SITE_URL = True, hosts, site
    (error,) = demonstration_stays_here()
    assert "DEMO=1" in error.msg
    assert error.hint


def test_a_demonstration_on_this_machine_is_fine(settings: Settings) -> None:
    settings.DEMO, settings.SITE_URL = True, "http://127.0.0.1:8104"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    assert demonstration_stays_here() == []


def test_a_public_site_without_demonstration_is_fine(settings: Settings) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = False, ["charte.example.org"]
    assert demonstration_stays_here() == []


@pytest.mark.slow
def test_production_settings_pass_every_check() -> None:
    answer = check(PRODUCTION)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.slow
def test_a_public_demonstration_does_not_start() -> None:
    answer = check(PRODUCTION | {"DEMO": "1"})
    assert answer.returncode != 0
    assert "DEMO=1 lets anybody sign in as anybody" in answer.stderr


@pytest.mark.slow
def test_the_demonstrations_secret_key_does_not_start_production() -> None:
    answer = check(PRODUCTION | {"SECRET_KEY": "demonstration-only-" + "x" * 40})
    assert answer.returncode != 0
    assert "SECRET_KEY is the demonstration’s" in answer.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_a_missing_setting_says_which_and_how(name: str) -> None:
    answer = check({key: value for key, value in PRODUCTION.items() if key != name})
    assert answer.returncode != 0
    assert f"The environment variable {name} is missing" in answer.stderr
    assert f"for example: {name}=" in answer.stderr


@pytest.mark.slow
@pytest.mark.parametrize("value", [PRODUCTION["SECRET_KEY"], "demonstration-only-" + "y" * 40])
def test_the_key_of_printed_codes_is_its_own(value: str) -> None:
    answer = check(PRODUCTION | {"SHORT_CODE_KEYS": f"{PRODUCTION['SHORT_CODE_KEYS']},{value}"})
    assert answer.returncode != 0
    assert "SHORT_CODE_KEYS must be of their own" in answer.stderr


def letters(length: int, *, different: int) -> str:
    """So many of them, in no order that repeats."""
    known, drawn = "abcdefghijklmnopqrstuvwxyz"[:different], random.Random(1)  # noqa: S311  # the same each time
    return known + "".join(drawn.choices(known, k=length - different))


@pytest.mark.parametrize(
    ("key", "weak"),
    [
        ("abc", True),
        (letters(50, different=12), False),
        (letters(49, different=12), True),
        (letters(50, different=11), True),
        ("abcdefghijkl" * 5, True),
        ("0123456789abcdef" * 4, True),
        ("django-insecure-" + "abcdefgh" * 6, True),
        ("python3 -c 'import secrets; print(secrets.token_urlsafe(50))'", True),
    ],
)
def test_a_key_is_long_and_varied(key: str, weak: bool) -> None:  # noqa: FBT001  # a case
    assert is_weak(key) == weak


def test_a_key_drawn_at_random_is_never_weak() -> None:
    assert not [
        key for _ in range(200) for key in (secrets.token_urlsafe(50), secrets.token_hex(32)) if is_weak(key)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "abc"),
        ("SHORT_CODE_KEYS", "abc"),
        ("SHORT_CODE_KEYS", f"{PRODUCTION['SHORT_CODE_KEYS']},abc"),
    ],
)
def test_a_key_that_could_be_guessed_does_not_start_production(name: str, value: str) -> None:
    answer = check(PRODUCTION | {name: value})
    assert answer.returncode != 0
    assert f"{name} could be guessed" in answer.stderr
    assert f"make one: {name}=" in answer.stderr
