"""What an edition says, in canonical JSON: the same cells for the page, the table and the files, and nothing else.

Of associations there is here only what `publication` lets be told."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluations.reports.publication.counted import Groups, told
from evaluations.reports.publication.figures import Figures, figures
from evaluations.reports.publication.groups import Group
from evaluations.reports.publication.kinds import EVERYONE, Absent
from evaluations.reports.publication.published import Edition, Told, Trend

FORMAT = 2  # of what is written here, told to whoever reads it with a program


@dataclass(frozen=True)
class Wording:
    """A question as it was asked; `situations` are the words of each code, in the order in which they are read."""

    commitment: str
    text: str
    situations: Mapping[str, str]


def said(
    edition: Edition,
    wordings: Mapping[str, Wording],
    *,
    number: int,
    on: date,
    beside: Mapping[str, Any],
) -> dict[str, Any]:
    """`beside`: what an edition says besides its figures, as JSON."""
    return {
        "format": FORMAT,
        "year": edition.year,
        "edition": number,
        "frozen_on": on.isoformat(),
        "looked_back": edition.respondents,
        "questions": [_question(each, wordings[slug]) for slug, each in edition.told.items()],
        "difficulties": _numbers(edition.difficulties),
        "kinds": _numbers(edition.kinds),
        "absent": _absent(edition.absent),
        **beside,
    }


def _numbers(groups: Groups) -> list[dict[str, Any]]:
    """Only what is told, by name; "network/…" where a name is that of a kind."""
    return [{"name": name, "answers": len(group)} for name, group in told(groups).items() if name != EVERYONE]


def _absent(kinds: Mapping[str, Absent]) -> list[str]:
    return sorted(name for name, each in kinds.items() if each.is_told)


def canonical(says: Mapping[str, Any]) -> str:
    """Sorted, without a space: whoever writes the same again has the same digest."""
    return json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _question(told: Told, wording: Wording) -> dict[str, Any]:
    codes = told.question.codes
    return {
        "slug": told.question.slug,
        "commitment": wording.commitment,
        "text": wording.text,
        "situations": [{"code": code, "text": text} for code, text in wording.situations.items()],
        "everyone": _figures(figures(_counts(told.everyone, codes))),
        "regions": [{"name": name, **_words(group, codes)} for name, group in told.regions.items()],
        "trend": _trend(told.trend, codes),
    }


def _trend(trend: Trend | None, codes: Sequence[str]) -> dict[str, Any] | None:
    if trend is None:
        return None
    return {
        "year_before": trend.year_before,
        "before": _words(trend.before, codes),
        "now": _words(trend.now, codes),
    }


def _words(group: Group, codes: Sequence[str]) -> dict[str, Any]:
    return _figures(figures(_counts(group, codes), in_words=True))


def _figures(told: Figures) -> dict[str, Any]:
    return {"answers": told.answers, "scale": told.scale.value, "cells": dict(told.cells)}


def _counts(group: Group, codes: Sequence[str]) -> dict[str, int]:
    chosen = Counter(answer.code for answer in group)
    return {code: chosen[code] for code in codes}
