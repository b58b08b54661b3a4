"""How often something may be asked for, counted in the cache that all processes share.

Ours rather than a library: django-ratelimit decorates views by network address, while most of our limits are
counted per draft or per e-mail address, inside a view that must answer alike whatever the count; allauth's own
limiter is internal to it. A limit here is a shield against floods, not a lock: two requests at the same instant
may count as one. What guards a code (its attempts) is counted in the database."""

import time
from dataclasses import dataclass
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    """At most `times` uses of one key in each window of `seconds`."""

    name: str
    times: int
    seconds: int

    def spend(self, key: str) -> bool:
        """Count one use; False once the window's uses are spent."""
        counter = self._counter(key)
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


def spend_all(*uses: tuple[Limit, str]) -> bool:
    """Spend several limits, the narrowest first; the first that is spent stops the others from being counted."""
    return all(limit.spend(key) for limit, key in uses)


def network_address(request: HttpRequest) -> str:
    """Where a request comes from, believing TRUSTED_PROXIES proxies; empty when nothing says."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
