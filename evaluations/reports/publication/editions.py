"""The next edition of a year's report, told so that nothing is read by comparing it with what was told before."""

from collections.abc import Mapping, Sequence

from evaluations.reports.publication import kinds
from evaluations.reports.publication.counted import Groups, count
from evaluations.reports.publication.figures import FEWEST
from evaluations.reports.publication.groups import Answer, Group, associations, differing, none_or_enough
from evaluations.reports.publication.published import Edition, Published, Told, Trend
from evaluations.reports.publication.regions import names_of_regions
from evaluations.reports.publication.surveys import Question, Survey


def publish(survey: Survey, published: Published) -> Edition:
    """What it cannot change without letting a few be read is told as in the edition before it."""
    everyone = {each.slug: _everyone(each, survey, published) for each in survey.questions}
    regions = _regions(survey, everyone, published)
    told = [Told(each, everyone[each.slug], regions.get(each.slug, {}), None) for each in survey.questions]
    with_trends = [
        Told(each.question, each.everyone, each.regions, _trend(each, survey.year, published)) for each in told
    ]
    earlier = published.of(survey.year)
    return Edition(
        survey.year,
        len(survey.respondents),
        {each.question.slug: each for each in with_trends},
        _difficulties(survey, [each.difficulties for each in earlier]),
        kinds.respondents(survey, [each.kinds for each in earlier]),
        kinds.absent(survey, [each.absent for each in earlier]),
    )


def _difficulties(survey: Survey, earlier: Sequence[Groups]) -> Groups:
    """Each theme that five associations bear or more, what most bear first."""
    borne = sorted(survey.difficulties.items(), key=lambda each: (-len(each[1]), each[0]))
    return count({name: frozenset(Answer(key, "") for key in keys) for name, keys in borne}, earlier)


def _everyone(question: Question, survey: Survey, published: Published) -> Group:
    """All who answered, unless one to four associations differ from an earlier edition."""
    answers = survey.answers(question)
    earlier = [told.everyone for told in published.told(question.slug, year=survey.year)]
    differ = all(none_or_enough(differing(answers, each)) for each in earlier)
    if differ and published.bear([answers], question.slug, year=survey.year):
        return answers
    return earlier[-1]


def _regions(
    survey: Survey, everyone: Mapping[str, Group], published: Published
) -> Mapping[str, Mapping[str, Group]]:
    """By question, then by name, the groups of the regions: under the same names for all the questions.

    A question that keeps the figures of the edition before keeps its regions, and so do all the others."""
    names = names_of_regions(survey)
    if not names:
        return {}
    asked = [question for question in survey.questions if question.by_region]
    regions = {each.slug: survey.answers_by(names, each) for each in asked}
    for each in asked:
        groups = [everyone[each.slug], *regions[each.slug].values()]
        as_answered = everyone[each.slug] == survey.answers(each)
        if not as_answered or not published.bear(groups, each.slug, year=survey.year):
            return _regions_before(survey, published)
    return regions


def _regions_before(survey: Survey, published: Published) -> Mapping[str, Mapping[str, Group]]:
    told = {each.slug: published.told(each.slug, year=survey.year) for each in survey.questions}
    return {slug: editions[-1].regions for slug, editions in told.items() if editions}


def _trend(told: Told, year: int, published: Published) -> Trend | None:
    """Those who answered the year before too; as in the edition before if it may not be told, or None."""
    trend = _same_associations(told, year, published)
    if trend and _may_be_told(trend, told, year, published):
        return trend
    editions = published.told(told.question.slug, year=year)
    return editions[-1].trend if editions else None


def _same_associations(told: Told, year: int, published: Published) -> Trend | None:
    """None where nothing was told the year before, or a situation has another meaning: the trend breaks."""
    year_before = published.year_before(year)
    if year_before is None:
        return None
    editions = published.told(told.question.slug, year=year_before)
    if not editions or editions[-1].question.codes != told.question.codes:
        return None
    same = associations(editions[-1].everyone) & associations(told.everyone)
    before, now = (
        frozenset(answer for answer in group if answer.association in same)
        for group in (editions[-1].everyone, told.everyone)
    )
    return Trend(year_before, before, now)


def _may_be_told(trend: Trend, told: Told, year: int, published: Published) -> bool:
    """The same are five or more, and nobody is read by taking them away from either year."""
    slug = told.question.slug
    return (
        len(trend.now) >= FEWEST
        and published.bear([*told.groups(), trend.now], slug, year=year)
        and published.bear([trend.before], slug, year=trend.year_before)
    )
