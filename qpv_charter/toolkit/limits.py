"""How often something may be asked for, counted in the cache that all processes share.

Ours rather than a library: django-ratelimit decorates views by network address, while most of our limits are
counted per draft or per e-mail address, inside a view that must answer alike whatever the count; allauth's own
limiter is internal to it. What guards a code (its attempts) is counted in the database beside it."""

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction


@dataclass(frozen=True)
class Limit:
    """At most `times` uses of one key in each window of `seconds`."""

    name: str
    times: int
    seconds: int

    def spend(self, key: str) -> bool:
        """Count one use; False once the window's uses are spent."""
        counter = self._counter(key)
        with _one_at_a_time(counter):
            cache.add(counter, 0, self.seconds)
            try:
                used = cache.incr(counter)
            except ValueError:  # the window ended between the two lines
                return True
            cache.touch(counter, self.seconds)  # some caches give an incremented key their default life
        return used <= self.times

    def _counter(self, key: str) -> str:
        window = int(time.time() // self.seconds)
        return f"limit:{self.name}:{window}:{sha256(key.casefold().encode()).hexdigest()[:32]}"


@contextmanager
def _one_at_a_time(counter: str) -> Iterator[None]:
    """The database cache reads a count, then writes it: without a lock, uses at the same instant count as one.

    SQLite's transactions are immediate, hence alone; the other caches count in one step."""
    if not settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(counter.encode())])
        yield


def spend_all(*uses: tuple[Limit, str]) -> bool:
    """Spend several limits, the narrowest first; the first that is spent stops the others from being counted."""
    return all(limit.spend(key) for limit, key in uses)
