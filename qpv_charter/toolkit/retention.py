"""How long the site keeps what it forgets by itself, said by each slice in its `contributions.py`; one daily task
runs them all, and the privacy page reads them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from qpv_charter.toolkit.contributions import Place

DAY, MONTH, YEAR = timedelta(days=1), timedelta(days=30), timedelta(days=365)
NUMBERS = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Retention:
    """`forget` removes what is older than `during`; it must be safe to run twice.

    For the privacy page: `what` is kept (empty for what concerns nobody), `why`, and what else ends it."""

    during: timedelta
    forget: Callable[[], object]
    what: str = ""
    why: str = ""
    besides: str = ""

    @property
    def length(self) -> str:
        """In words: « un an », « cinq mois », « dix jours »."""
        for unit, one, name in ((YEAR, "un", "an"), (MONTH, "un", "mois"), (DAY, "un", "jour")):
            number, rest = divmod(self.during, unit)
            if number and not rest:
                plural = "s" if number > 1 and not name.endswith("s") else ""
                return f"{one if number == 1 else _in_words(number)} {name}{plural}"
        raise ValueError(f"Not a number of days: {self.during}")


RETENTION: Place[[], Retention] = Place("what the site forgets by itself")


def forget_all() -> None:
    """Run each of them, whatever becomes of the others; raises what went wrong once all are done."""
    problems = []
    for retention in RETENTION.gather():
        try:
            with transaction.atomic():
                retention.forget()
        except Exception as problem:
            logger.exception("Could not forget: %s", retention.what or retention.forget)
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Some of what is old was not forgotten.", problems)


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
