"""Looking associations up. Every question follows the pointer, and is asked again if it flipped meanwhile."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection
from django.db.models import Case, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate, Concat

from qpv_charter.toolkit.search import LONGEST, MAX_WORDS, matching, words
from qpv_charter.toolkit.text import fold
from signatories.registry.likeness import COMMON, likeness, telling_words
from signatories.registry.models import AssociationRecord, RegistryPointer
from signatories.registry.search_indexes import BYTEWISE
from signatories.territories.models import Commune

Answer = TypeVar("Answer")
Records = QuerySet[AssociationRecord]

SHORTEST = 3  # letters: what a trigram index can use
MOST = 5  # what a phone shows without hiding the next question
_AMONG = 200  # rows fetched in no order, then ranked here: ordering two million in SQL took a second
# Read one by one before the index is asked: 6 ms, where the index takes 60 for words that thousands share.
_FIRST_ROWS = 20_000
_PLENTY = 50  # of them: the words are that common, and only more words will tell which association is meant
_TRIES = 3
_ALIKE = 0.6  # from this likeness on, a record is worth asking about; one without a known commune must be the same


@dataclass(frozen=True)
class _Asked:
    """What was typed, folded, and the words of it that are searched."""

    text: str
    words: list[str]


def look_up(typed: str, *, commune: Commune | None = None, limit: int = MOST) -> list[AssociationRecord]:
    """Associations whose name, acronym or commune hold every word typed, best first; none below three letters.

    The commonest words ("de", "les") only serve to rank. Best is: in the commune asked for, starts as typed, has
    words that start as typed, is short."""
    asked = _Asked(fold(typed[:LONGEST]), words(typed))
    if max(map(len, asked.words), default=0) < SHORTEST:
        return []
    found = _steadily(lambda records: _found(records, asked, commune, limit)) or []
    return sorted(found, key=lambda record: _rank(record, asked, commune))[:limit]


def find(number: str) -> AssociationRecord | None:
    """The association of an RNA number in its stored form, if it is active."""
    return _steadily(lambda records: records.filter(number=number).first())


def candidates(name: str, commune: Commune | None, *, limit: int = 3) -> list[AssociationRecord]:
    """Associations this one may be, the likeliest first: same commune and nearly the same words, or that acronym.

    Without a commune, only those of exactly the same words."""
    telling = telling_words(name, commune)
    if not telling:
        return []
    found = _steadily(lambda records: _alike(records, name, telling, commune)) or []
    scored = [(likeness(record, telling, commune), record) for record in found]
    likely = [(score, record) for score, record in scored if score >= (_ALIKE if commune else 1)]
    best_first = sorted(likely, key=lambda pair: (-pair[0], len(pair[1].name), pair[1].number))
    return [record for _, record in best_first[:limit]]


def live_registry() -> RegistryPointer | None:
    """When the registry was last replaced, and from which files; None if it never was filled."""
    return RegistryPointer.objects.first()


def _steadily(question: Callable[[Records], Answer]) -> Answer | None:
    """Ask the live table; if it stopped being the live one meanwhile, the next import may have emptied it.

    None before the first import."""
    for _ in range(_TRIES):
        pointer = live_registry()
        if pointer is None:
            return None
        answer = question(pointer.table._default_manager.all())
        if RegistryPointer.objects.filter(generation=pointer.generation).exists():
            return answer
    return None


def _found(records: Records, asked: _Asked, commune: Commune | None, limit: int) -> Collection[AssociationRecord]:
    """At least the `limit` best: each question is dearer than the one before, and what it adds ranks lower."""
    beginning = Collate("search_text", BYTEWISE[connection.vendor])
    typed = " ".join(_selective(asked.words))
    questions = [
        (records.alias(beginning=beginning).filter(beginning__startswith=asked.text).order_by(beginning), limit),
        (_among_the_first(records, typed), _PLENTY),
        (matching(records, typed), limit),
    ]
    if commune:
        questions.insert(0, (matching(records.filter(commune_code=commune.code), asked.text), limit))
    found: dict[int, AssociationRecord] = {}
    for question, enough in questions:
        found |= {record.pk: record for record in question[:_AMONG]}
        if len(found) >= enough:
            break
    return found.values()


def _among_the_first(records: Records, typed: str) -> Records:
    """What the table's first rows hold. When that is plenty, the index would only gather thousands of rows to give
    these same ones. Adding "" keeps it from being asked.

    Where keys go on growing from import to import (SQLite) there may be none: the next question then answers."""
    unindexed = records.filter(pk__lte=_FIRST_ROWS).alias(
        unindexed=Concat("search_text", Value(""), output_field=TextField())
    )
    return matching(unindexed, typed, field="unindexed")


def _selective(asked: list[str]) -> list[str]:
    """Without what the index would search for nothing: common words, and those within another word."""
    telling = [word for word in asked if word not in COMMON] or asked
    return [word for word in telling if not any(word in other for other in telling if other != word)]


def _alike(
    records: Records, name: str, telling: frozenset[str], commune: Commune | None
) -> list[AssociationRecord]:
    """Those of the commune that share most of the words; without a commune, those that start with the name."""
    if commune is None:
        return list(records.filter(search_text__startswith=fold(name))[:_AMONG])
    shared: Combinable = Value(0)
    for word in sorted(telling, key=len)[-MAX_WORDS:]:
        shared += Case(When(search_text__contains=word, then=1), default=0)
    here = records.filter(commune_code=commune.code).annotate(shared=shared)
    return list(here.filter(shared__gt=0).order_by("-shared")[:_AMONG])


def _rank(record: AssociationRecord, asked: _Asked, commune: Commune | None) -> tuple[bool, bool, int, int, str]:
    starts = f" {record.search_text}"
    return (
        commune is not None and record.commune_code != commune.code,
        not record.search_text.startswith(asked.text),
        sum(f" {word}" not in starts for word in asked.words),
        len(record.name),
        record.number,
    )
