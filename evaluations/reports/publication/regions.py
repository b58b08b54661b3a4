"""Under which names regions are told, in a year of many respondents."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from evaluations.reports.publication.figures import FEWEST
from evaluations.reports.publication.surveys import Survey

MANY = 100  # respondents, without whom a year is told as a whole
UNKNOWN = "Région inconnue"
OTHERS = "Autres régions, regroupées"
Region = str | None
Asked = Mapping[Region, Counter[str]]  # how many answers each region gave to each question


def names_of_regions(survey: Survey) -> dict[Region, str]:
    """For each region, the name under which it is told; empty where regions are not told.

    A region counts by the smallest number of answers that it gave to one of the questions, so that it is told
    for all of them. Those under five form one group, that the smallest of the others join until it has, for
    *each* question, no answer or five at least: it is read by subtracting the regions from the whole."""
    if len(survey.respondents) < MANY:
        return {}
    asked = _asked(survey)
    slugs = [question.slug for question in survey.questions if question.by_region]
    ranked = sorted(asked, key=lambda region: (_smallest(asked[region], slugs), _name(region)))
    told = [region for region in ranked if _smallest(asked[region], slugs) >= FEWEST]
    others = ranked[: len(ranked) - len(told)]
    while told and any(0 < sum(asked[region][slug] for region in others) < FEWEST for slug in slugs):
        others.append(told.pop(0))
    names = {region: _name(region) for region in sorted(told, key=_name)}
    return names | dict.fromkeys(others, OTHERS) if told else {}


def _asked(survey: Survey) -> Asked:
    asked: dict[Region, Counter[str]] = defaultdict(Counter)
    for respondent in survey.respondents:
        asked[respondent.region].update(
            question.slug
            for question in survey.questions
            if respondent.answers.get(question.slug) in question.codes
        )
    return asked


def _smallest(answers: Mapping[str, int], slugs: Iterable[str]) -> int:
    return min((answers[slug] for slug in slugs), default=0)


def _name(region: Region) -> str:
    return UNKNOWN if region is None else region
