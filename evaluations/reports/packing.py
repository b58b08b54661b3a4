"""The groups that an edition tells, kept beside its content: the next one is compared with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from evaluations.reports.publication.counted import Counted, Groups
from evaluations.reports.publication.groups import Answer, Group
from evaluations.reports.publication.kinds import Absent
from evaluations.reports.publication.published import Edition, Told, Trend
from evaluations.reports.publication.surveys import Question


def packed(edition: Edition) -> dict[str, Any]:
    """As JSON; `unpacked` reads it."""
    return {
        "questions": {slug: _packed(told) for slug, told in edition.told.items()},
        "difficulties": _packed_groups(edition.difficulties),
        "kinds": _packed_groups(edition.kinds),
        "absent": {name: [sorted(each.answered), each.is_told] for name, each in edition.absent.items()},
    }


def unpacked(year: int, respondents: int, told: Mapping[str, Any]) -> Edition:
    """The first editions told of questions alone."""
    questions = told.get("questions", told)
    return Edition(
        year,
        respondents,
        {slug: _unpacked(slug, each) for slug, each in questions.items()},
        _unpacked_groups(told.get("difficulties", {})),
        _unpacked_groups(told.get("kinds", {})),
        {name: Absent(frozenset(who), is_told) for name, (who, is_told) in told.get("absent", {}).items()},
    )


def _packed(told: Told) -> dict[str, Any]:
    return {
        "codes": told.question.codes,
        "by_region": told.question.by_region,
        "everyone": sorted(told.everyone),
        "regions": {name: sorted(group) for name, group in told.regions.items()},
        "trend": told.trend and [told.trend.year_before, sorted(told.trend.before), sorted(told.trend.now)],
    }


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


def _packed_groups(groups: Groups) -> dict[str, Any]:
    return {name: [sorted(each.group), each.is_told] for name, each in groups.items()}


def _unpacked_groups(groups: Mapping[str, Any]) -> Groups:
    return {name: Counted(_group(answers), is_told) for name, (answers, is_told) in groups.items()}
