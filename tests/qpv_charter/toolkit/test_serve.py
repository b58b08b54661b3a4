"""`manage.py serve`: a port that is taken, an address told once, a process that does not start."""

import os
import socket
from typing import Any
from urllib.error import HTTPError, URLError

import pytest
from django.core.management import CommandError, call_command

from qpv_charter.toolkit.management.commands import serve


class Supervised:
    """Stands for the supervisor: runs each turn three times, then answers as told."""

    answer = True

    def __init__(self, services: list[Any], **_: Any) -> None:
        self.services = services

    def run(self, *, each_turn: Any) -> bool:
        for _ in range(3):
            each_turn()
        return self.answer


@pytest.fixture
def supervised(monkeypatch: pytest.MonkeyPatch) -> type[Supervised]:
    monkeypatch.setattr(serve, "Supervisor", Supervised)
    monkeypatch.setattr(Supervised, "answer", True)
    return Supervised


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def answers(monkeypatch: pytest.MonkeyPatch, *outcomes: Exception | None) -> list[str]:
    """What the site answers, one after the other; None for a page. Returns the addresses asked for."""
    asked, left = [], list(outcomes)

    class Page:
        status = 200

        def __enter__(self) -> "Page":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    def urlopen(address: str, *, timeout: float) -> Page:
        asked.append(address)
        if outcome := left.pop(0):
            raise outcome
        return Page()

    monkeypatch.setattr(serve, "urlopen", urlopen)
    return asked


@pytest.mark.usefixtures("supervised")
def test_a_port_that_is_taken_is_told_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"PORT={port + 1} make run"):
            call_command("serve", port=port)


@pytest.mark.usefixtures("supervised")
@pytest.mark.parametrize("demo", [True, False])
def test_the_address_is_told_once_it_answers(
    demo: bool,  # noqa: FBT001  # a case
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: Any,
) -> None:
    settings.DEMO = demo
    settings.SETTINGS_MODULE = os.environ["DJANGO_SETTINGS_MODULE"]  # forgotten when a setting is changed
    port = a_free_port()
    asked = answers(monkeypatch, URLError("nobody"), None)

    call_command("serve", port=port)

    said = capsys.readouterr().out
    assert asked == [f"http://127.0.0.1:{port}/"] * 2
    assert said.count(f"http://127.0.0.1:{port}/\n") == 1
    assert ("/demo/" in said) == demo


@pytest.mark.usefixtures("supervised")
@pytest.mark.parametrize(
    ("outcome", "told"),
    [(HTTPError("", 503, "", None, None), True), (TimeoutError(), False)],  # type: ignore[arg-type]  # no headers
)
def test_a_page_of_error_is_an_answer_and_silence_is_none(
    outcome: Exception,
    told: bool,  # noqa: FBT001  # a case
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers(monkeypatch, outcome, outcome, outcome)

    call_command("serve", port=a_free_port())

    assert ("the site" in capsys.readouterr().out) == told


def test_a_process_that_does_not_start_is_a_failure(
    supervised: type[Supervised], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, None)
    supervised.answer = False

    with pytest.raises(CommandError, match="does not start"):
        call_command("serve", port=a_free_port())
