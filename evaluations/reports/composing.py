"""What an edition says, in canonical JSON: the same cells for the page, the table and the files, and nothing else.

Of associations there is here only what `publication` lets be told."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluations.reports.publication.figures import Figures, figures
from evaluations.reports.publication.groups import Answer, Group
from evaluations.reports.publication.published import Edition, Told, Trend
from evaluations.reports.publication.surveys import Question

FORMAT = 1  # of what is written here, told to whoever reads it with a program


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
    words: str = "",
    quotations: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """`quotations` are digests, by slug of question."""
    return {
        "format": FORMAT,
        "year": edition.year,
        "edition": number,
        "frozen_on": on.isoformat(),
        "words": words,
        "looked_back": edition.respondents,
        "questions": [_question(told, wordings[slug]) for slug, told in edition.told.items()],
        "quotations": quotations or {},
    }


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


def packed(edition: Edition) -> dict[str, Any]:
    """The groups that an edition tells, to be compared with the next; `unpacked` reads it."""
    return {
        slug: {
            "codes": told.question.codes,
            "by_region": told.question.by_region,
            "everyone": sorted(told.everyone),
            "regions": {name: sorted(group) for name, group in told.regions.items()},
            "trend": told.trend and [told.trend.year_before, sorted(told.trend.before), sorted(told.trend.now)],
        }
        for slug, told in edition.told.items()
    }


def unpacked(year: int, respondents: int, told: Mapping[str, Any]) -> Edition:
    return Edition(year, respondents, {slug: _unpacked(slug, each) for slug, each in told.items()})


def _unpacked(slug: str, each: Mapping[str, Any]) -> Told:
    trend = each["trend"]
    return Told(
        Question(slug, tuple(each["codes"]), by_region=each["by_region"]),
        _group(each["everyone"]),
        {name: _group(answers) for name, answers in each["regions"].items()},
        trend and Trend(trend[0], _group(trend[1]), _group(trend[2])),
    )


def _group(answers: Sequence[Sequence[str]]) -> Group:
    return frozenset(Answer(*answer) for answer in answers)
