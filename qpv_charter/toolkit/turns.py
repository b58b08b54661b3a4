"""What costs a processor is done one at a time in a process; a few wait for their turn, the others are told.

Whoever waits holds a thread, and a connection to the database: without a bound, those who ask for many at once
leave none to the pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control


class Turns:
    """`waiting` is how many wait at once, `patience` for how long (seconds), behind the one whose turn it is."""

    def __init__(self, *, waiting: int, patience: float) -> None:
        self.patience = patience
        self._places = threading.BoundedSemaphore(waiting + 1)
        self._one = threading.Lock()

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Whether one's turn has come: it lasts as long as what is inside."""
        if not self._places.acquire(blocking=False):
            yield False
            return
        try:
            has_come = self._one.acquire(timeout=self.patience)
            try:
                yield has_come
            finally:
                if has_come:
                    self._one.release()
        finally:
            self._places.release()


def come_back(request: HttpRequest) -> HttpResponse:
    """The page for whose turn has not come."""
    response = render(request, "errors/503_busy.html", status=503)
    response["Retry-After"] = "60"  # seconds
    patch_cache_control(response, no_store=True)
    return response
