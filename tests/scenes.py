"""What a call of an action leaves behind: history, mails and news, no more, no less, and nothing if it fails.

Beside each slice's tests, `test_scenes.py` holds in `SCENES` one scene or more for each of its actions ("invite",
"invite, a former contact"); `tests/test_scenes.py` sees that no action is left out."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model
from django.dispatch import Signal

from signatories.history.models import Event
from signatories.outbox.models import Message
from signatories.people.models import User
from tests.atomicity import all_or_nothing

ROOT = Path(__file__).resolve().parent.parent
# Kind, subject, by whom; a subject not made yet is None for what the action answers, or taken from that.
Said = tuple[str, "Model | Callable[[Any], Model] | None", User | None]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """`act` can be called again once what it wrote is taken back. `mails`: kind, and to whom. `news`: in order."""

    act: Callable[[], object]
    events: tuple[Said, ...] = ()
    mails: tuple[tuple[str, str], ...] = ()
    news: tuple[Signal, ...] = ()


Scenes = dict[str, Callable[[], Scene]]


def of_every_slice() -> Scenes:
    """Every action of the house, as its slice plays it: "needs: note"."""
    return {
        f"{file.parent.name}: {name}": scene
        for file in sorted((ROOT / "tests").rglob("*/test_scenes.py"))
        for name, scene in importlib.import_module(_module(file)).SCENES.items()
    }


def play_cut_then_whole(scene: Scene) -> None:
    """Cut just after its last write it leaves nothing; whole, no more and no less than it must."""
    all_or_nothing(scene.act)
    play(scene)


def play(scene: Scene) -> None:
    """Call the action, and compare all that it left with what it must leave."""
    events, mails = Event.objects.count(), {*Message.objects.values_list("pk", flat=True)}
    with _listening() as heard:
        made = scene.act()
    new = Event.objects.order_by("pk")[events:]
    assert [(event.kind, event.subject_type, event.subject_id, event.actor) for event in new] == [
        (kind, *_named(subject, made), by) for kind, subject, by in scene.events
    ]
    written = Message.objects.exclude(pk__in=mails).values_list("kind", "to")
    assert sorted(written) == sorted(scene.mails)
    assert heard == [_names()[signal] for signal in scene.news]


def _named(subject: Any, made: Any) -> tuple[str, str]:
    named = subject or made
    if callable(named):
        named = named(made)
    return named._meta.label_lower, str(named.pk)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """The names of the signals of the house that are sent meanwhile."""
    heard: list[str] = []

    def hear(signal: Signal, **_: Any) -> None:
        heard.append(_names()[signal])

    for signal in _names():
        signal.connect(hear)
    try:
        yield heard
    finally:
        for signal in _names():
            signal.disconnect(hear)


def _names() -> dict[Signal, str]:
    """Every signal in a `signals.py` of the house, and its name."""
    files = [
        file for app in ("signatories", "engagements", "evaluations") for file in (ROOT / app).rglob("signals.py")
    ]
    modules = [importlib.import_module(_module(file)) for file in files]
    return {value: name for module in modules for name, value in vars(module).items() if isinstance(value, Signal)}


def _module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)
