"""Tasks that are queued, and not done."""

from types import ModuleType

import pytest


def queued_by(monkeypatch: pytest.MonkeyPatch, tasks: ModuleType, name: str) -> list[tuple[str, ...]]:
    """From now on, what this task is queued with, each time it is."""
    calls = list[tuple[str, ...]]()
    task = type("Task", (), {"enqueue": staticmethod(lambda *asked: calls.append(asked))})
    monkeypatch.setattr(tasks, name, task)
    return calls
