"""What a process keeps at hand: the things asked last, as they are.

Django's own memory cache pickles what it keeps, so that nobody changes it for the others: for a page that nobody
changes, that costs a tenth of the whole answer."""

import threading
import time
from collections import OrderedDict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_shelves: dict[str, OrderedDict[str, tuple[float, Any]]] = {}


class Shelf(BaseCache):
    """As many things as MAX_ENTRIES says; what was asked the longest ago leaves first.

    Each thread has a cache of its own, hence one lock for all; what is kept is the process's, by LOCATION."""

    _lock = threading.Lock()

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._things = _shelves.setdefault(name, OrderedDict())

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ARG002  # Django's signature
        with self._lock:
            until, thing = self._things.get(key, (0.0, default))
            if until < time.monotonic():
                self._things.pop(key, None)
                return default
            self._things.move_to_end(key)
            return thing

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,  # noqa: ARG002  # Django's signature
    ) -> None:
        """`timeout` is in seconds."""
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        until = float("inf") if seconds is None else time.monotonic() + seconds
        with self._lock:
            self._things[key] = (until, value)
            self._things.move_to_end(key)
            while len(self._things) > self._max_entries:
                self._things.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._things.clear()
