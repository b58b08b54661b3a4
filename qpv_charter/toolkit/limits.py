"""How often something may be asked for, counted in the database (docs/adr/0012).

Ours rather than a library: what is counted is mostly an e-mail address or an association, inside a view or an
action that answers alike whatever the count. A count is part of the transaction that it is made in: what is rolled
back was not used.

Whatever a stranger can name (an address, an association) has a `share`: what one of those who ask may use of it.
Without, whoever names it often enough locks out the person it belongs to. Those who ask from one place (several
accounts of one network) have together, at most, half of what the first of them leaves: some is left to others."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from qpv_charter.toolkit.models import Counter

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600  # seconds
# One statement, which both engines run alone: uses at the same instant are counted one after the other. It answers
# a row as long as there was a use left.
_COUNT = """
INSERT INTO {table} (key, uses, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET uses = {table}.uses + 1 WHERE {table}.uses < %s RETURNING uses
""".strip().format(table=Counter._meta.db_table)


@dataclass(frozen=True)
class Limit:
    """At most `times` uses of one key in each window of `seconds`; of these, one asker has `share` at most."""

    name: str
    times: int
    seconds: int
    share: int = 0

    def spend(self, key: str, *, by: str = "", place: str = "") -> bool:
        """Count one use, asked for `by` somebody (a network, a person) from a `place`; False once none is left."""
        return spend_all((self, key), by=by, place=place)

    def counted(self, key: str, *, by: str, place: str) -> Iterator[tuple[str, int]]:
        """The names of what one use is counted under, with the most that each may reach; the narrowest first."""
        if self.share and by:
            yield f"{self.name} of {by}|{key}", self.share
        if self.share and place:
            yield f"{self.name} from {place}|{key}", (self.share + self.times) // 2
        yield f"{self.name}|{key}", self.times


class _Spent(Exception):  # noqa: N818  # reads as what happened
    """One of the limits has no use left."""


def spend_all(*uses: tuple[Limit, str], by: str = "", place: str = "") -> bool:
    """Spend several limits, the narrowest first; one that is spent stops the others from being counted."""
    try:
        with transaction.atomic():
            for limit, key in uses:
                for name, most in limit.counted(key, by=by, place=place):
                    _count(name, most=most, seconds=limit.seconds)
    except _Spent:
        return False
    return True


def forget_ended() -> int:
    """Remove the counters of windows that are over; returns how many."""
    removed, _ = Counter.objects.filter(ends_at__lt=timezone.now()).delete()
    return removed


def _count(name: str, *, most: int, seconds: int) -> None:
    """Count one use in the window of now. Raises _Spent, and counts nothing, when the most was reached."""
    window = int(time.time() // seconds)
    key = salted_hmac("limit", f"{window}:{name.casefold()}", algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, datetime.fromtimestamp((window + 1) * seconds, UTC), most])
        if not cursor.fetchall():
            raise _Spent
