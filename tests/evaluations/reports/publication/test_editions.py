"""What the editions of a year tell, counted by hand; then thousands of years attacked."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.reports.publication import regions as regions_of
from evaluations.reports.publication.editions import publish
from evaluations.reports.publication.groups import Group, isolate_few
from evaluations.reports.publication.published import Edition, Published
from evaluations.reports.publication.surveys import Question, Respondent, Survey
from tests.evaluations.reports.publication.attack import group, leaks

ONE = Question("un", ("a", "b", "c"))
TWO = Question("deux", ("a", "b", "c"))
OWN = Question("propre", ("a", "b", "c"), by_region=False)


def survey(year: int, names: str, *, others: str = "", question: Question = ONE) -> Survey:
    """Associations named by letters answer "a", `others` "b"."""
    answers = dict.fromkeys(names, "a") | dict.fromkeys(others, "b")
    return Survey(
        year, [question], [Respondent(name, None, {question.slug: each}) for name, each in answers.items()]
    )


def one_after_another(*surveys: Survey) -> Published:
    published = Published()
    for each in surveys:
        published = Published([*published.editions, publish(each, published)])
    return published


def everyone(published: Published) -> Sequence[Group]:
    return [edition.told["un"].everyone for edition in published.editions]


CORRECTED = {
    "nobody": ("abcdefghij", "", True),
    "one more": ("abcdefghijk", "", False),
    "four more": ("abcdefghijklmn", "", False),
    "five more": ("abcdefghijklmno", "", True),
    "four less": ("abcdef", "", False),
    "five less": ("abcde", "", True),
    "four answer differently": ("abcdef", "ghij", False),
    "five answer differently": ("abcde", "fghij", True),
    "two more, two less, one differently": ("abcdefg", "hkl", True),
    "two more, one less, one differently": ("abcdefgh", "ikl", False),
}


@pytest.mark.parametrize("case", CORRECTED)
def test_an_edition_changes_figures_only_for_five_associations(case: str) -> None:
    names, others, changes = CORRECTED[case]
    first, second = everyone(one_after_another(survey(2027, "abcdefghij"), survey(2027, names, others=others)))

    assert first == group("abcdefghij")
    assert second == (group(names) | group(others, code="b") if changes else first)


def test_an_edition_is_compared_with_every_earlier_one() -> None:
    editions = everyone(
        one_after_another(survey(2027, "abcdefghij"), survey(2027, "abcdefghijklmno"), survey(2027, "abcdefghijk"))
    )

    assert editions[2] == editions[1]  # one more than in the first, four less than in the second


def test_what_nobody_reads_in_two_editions_may_be_read_in_four() -> None:
    """Each changes five associations or more against each earlier one; together they tell what "z" answers."""
    editions = everyone(
        one_after_another(
            survey(2027, "vwxyu"),
            survey(2027, "vwxyuabcde"),
            survey(2027, "vwxyufghij"),
            survey(2027, "vwxyuabcdefghijz"),
        )
    )

    assert editions[3] == editions[2] == group("vwxyufghij")


def test_a_question_left_as_it_was_does_not_hold_back_another() -> None:
    def both(one: str, two: str) -> Survey:
        answers = {name: {"un": "a"} if name in one else {} for name in one + two}
        return Survey(
            2027,
            [ONE, TWO],
            [
                Respondent(name, None, each | ({"deux": "a"} if name in two else {}))
                for name, each in answers.items()
            ],
        )

    last = one_after_another(both("abcde", "abcde"), both("abcdef", "abcdefghij")).editions[-1]

    assert last.told["un"].everyone == group("abcde")
    assert last.told["deux"].everyone == group("abcdefghij")
    assert last.respondents == 10


def test_of_fewer_than_five_nothing_is_public() -> None:
    published = one_after_another(survey(2027, "abcd"))

    assert everyone(published) == [group("abcd")]
    assert published.groups("un", year=2027) == []


def test_figures_that_were_hidden_are_told_once_five_more_answered() -> None:
    few, more = survey(2027, "abcd"), survey(2027, "abcdefghi")

    assert everyone(one_after_another(few, survey(2027, "abcdefgh")))[1] == group("abcd")
    assert everyone(one_after_another(few, more))[1] == group("abcdefghi")


YEARS = {
    "the same": ("abcdefghij", "abcdefghij", "abcdefghij"),
    "five the same, no other": ("abcde", "abcde", "abcde"),
    "four the same": ("abcdefghi", "abcdjklmno", None),
    "five others before": ("abcdefghij", "abcde", "abcde"),
    "four others before": ("abcdefghi", "abcde", None),
    "five others now": ("abcde", "abcdefghij", "abcde"),
    "four others now": ("abcde", "abcdefghi", None),
    "one other before, five now": ("abcdef", "abcdeghijk", None),
    "nobody the same": ("abcde", "fghij", None),
}


@pytest.mark.parametrize("case", YEARS)
def test_two_years_are_compared_for_the_same_associations(case: str) -> None:
    before, now, same = YEARS[case]
    trend = one_after_another(survey(2026, before), survey(2027, "", others=now)).editions[1].told["un"].trend

    assert (trend is not None) is (same is not None)
    if trend and same:
        assert (trend.year_before, trend.before, trend.now) == (2026, group(same), group(same, code="b"))


def test_the_first_year_is_compared_with_none() -> None:
    assert one_after_another(survey(2027, "abcde")).editions[0].told["un"].trend is None


def test_a_year_is_compared_with_the_last_that_was_told() -> None:
    years = one_after_another(survey(2024, "abcde"), survey(2025, "abcde"), survey(2027, "abcde"))
    trend = years.editions[2].told["un"].trend

    assert trend is not None
    assert trend.year_before == 2025


def test_a_changed_meaning_breaks_the_trend() -> None:
    other = Question("un", ("a", "b", "d"))
    years = one_after_another(survey(2026, "abcde"), survey(2027, "abcde", question=other))

    assert years.editions[1].told["un"].trend is None


def test_three_years_are_not_compared_where_one_association_would_be_left() -> None:
    """In 2026 five also answered before, five others after: the eleventh is the rest."""
    years = one_after_another(survey(2025, "abcde"), survey(2026, "abcdefghijk"), survey(2027, "fghij"))

    assert years.editions[1].told["un"].trend is not None
    assert years.editions[2].told["un"].trend is None


def test_an_edition_is_compared_with_the_reports_of_the_year_after() -> None:
    """Five less than in the first edition, but one more than those whom the year after tells again."""
    years = one_after_another(survey(2026, "abcdefghijk"), survey(2027, "abcde"), survey(2026, "abcdef"))

    assert years.editions[2].told["un"].everyone == group("abcdefghijk")


def test_a_trend_that_can_no_longer_be_told_stays_as_it_was() -> None:
    years = one_after_another(
        survey(2026, "abcdefghij"),
        survey(2027, "abcdefghij"),
        survey(2027, "abcdefghklmno"),  # two less, five more: the two of 2026 would be read
    )
    first, second = (edition.told["un"] for edition in years.editions[1:])

    assert second.everyone == group("abcdefghklmno")
    assert second.trend == first.trend is not None


def test_figures_of_the_year_are_those_of_all_its_regions() -> None:
    respondents = [
        Respondent(f"{region}{number}", region, {"un": "a", "deux": "b", "propre": "c"})
        for region, many in {"Bretagne": 80, "Corse": 30}.items()
        for number in range(many)
    ]
    told = one_after_another(Survey(2027, [ONE, TWO, OWN], respondents)).editions[0].told

    assert {slug: [*each.regions] for slug, each in told.items()} == {
        "un": ["Bretagne", "Corse"],
        "deux": ["Bretagne", "Corse"],
        "propre": [],
    }
    assert {answer.code for answer in told["deux"].regions["Corse"]} == {"b"}
    assert told["un"].everyone == told["un"].regions["Bretagne"] | told["un"].regions["Corse"]
    assert len(told["un"].regions["Corse"]) == 30


@pytest.fixture
def few_make_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Regions are told from twelve respondents on: small years have the most corners."""
    monkeypatch.setattr(regions_of, "MANY", 12)


def regional(**many: int) -> Survey:
    respondents = [
        Respondent(f"{name}{each}", name, {"un": "a"}) for name, most in many.items() for each in range(most)
    ]
    return Survey(2027, [ONE], respondents)


@pytest.mark.usefixtures("few_make_many")
def test_regions_stay_as_they_were_when_an_edition_changes_few_in_one() -> None:
    """Six more in all are enough for the whole, three in each region are not."""
    first, second = (
        each.told["un"] for each in one_after_another(regional(B=8, C=8), regional(B=11, C=11)).editions
    )

    assert len(second.everyone) == 22
    assert second.regions == first.regions
    assert [len(each) for each in first.regions.values()] == [8, 8]


@pytest.mark.usefixtures("few_make_many")
def test_regions_change_when_an_edition_changes_enough_in_each() -> None:
    second = one_after_another(regional(B=8, C=8), regional(B=13, C=8)).editions[1].told["un"]

    assert {name: len(each) for name, each in second.regions.items()} == {"B": 13, "C": 8}


@pytest.mark.usefixtures("few_make_many")
def test_regions_stay_when_the_figures_of_a_question_do() -> None:
    first, second = (
        each.told["un"] for each in one_after_another(regional(B=8, C=8), regional(B=8, C=9)).editions
    )

    assert (second.everyone, second.regions) == (first.everyone, first.regions)


@pytest.mark.usefixtures("few_make_many")
def test_regions_tell_nothing_of_a_question_that_stays_hidden() -> None:
    def year(many: int) -> Survey:
        answered = [Respondent(f"B{each}", "B", {"un": "a"}) for each in range(many)]
        others = [Respondent(f"C{each}", "B", {"propre": "a"}) for each in range(12)]
        return Survey(2027, [ONE, OWN], [*answered, *others])

    assert one_after_another(year(4), year(6)).editions[1].told["un"].regions == {}


@pytest.mark.usefixtures("few_make_many")
def test_regions_are_no_longer_told_in_an_edition_of_few_respondents() -> None:
    assert one_after_another(regional(B=8, C=8), regional(B=8)).editions[1].told["un"].regions == {}


class Years:
    """Up to nine editions of up to four years, in any order, at random: most associations answer, a few change."""

    def __init__(self, random: Random, *, associations: int) -> None:
        self.random = random
        regions = [None, *"ABCDEFG"][: random.randint(1, 8)]
        weights = [random.choice((1, 3, 9)) for _ in regions]
        self.regions = dict(enumerate(random.choices(regions, weights, k=associations)))
        self.years: list[dict[int, dict[str, str]]] = [{}]

    def published(self) -> Published:
        published = Published()
        for _ in range(self.random.randint(3, 9)):
            year = self.random.choice([len(self.years) - 1, len(self.years) - 1, *range(len(self.years))])
            changes = (1, 4, 5, 6, 12) if self.years[year] else (5, len(self.regions) // 2, len(self.regions))
            self.answer(self.years[year], self.random.choice(changes))
            published = Published([*published.editions, self.edition(year, published)])
            if len(self.years) < 4 and self.random.random() < 0.3:
                self.years.append(dict(self.years[-1]))
        return published

    def edition(self, year: int, published: Published) -> Edition:
        answers = self.years[year].items()
        respondents = [Respondent(str(key), self.regions[key], each) for key, each in answers if each]
        return publish(Survey(year, [ONE, TWO, OWN], respondents), published)

    def answer(self, answers: dict[int, dict[str, str]], many: int) -> None:
        for key in self.random.sample(sorted(self.regions), min(many, len(self.regions))):
            slugs = [slug for slug in ("un", "deux", "propre") if self.random.random() < 0.9]
            answers[key] = {slug: self.random.choice("abc") for slug in slugs}


def hold(published: Published) -> None:
    """No two groups, nor any sum of groups, tell one to four associations apart."""
    assert list(leaks(published)) == []
    for slug in ("un", "deux", "propre"):
        for year in {edition.year for edition in published.editions}:
            assert not isolate_few(published.groups(slug, year=year))


@pytest.mark.usefixtures("few_make_many")
@given(st.randoms(use_true_random=True), st.integers(min_value=5, max_value=60))
@settings(max_examples=80, deadline=None)
def test_nobody_is_read_in_small_years(random: Random, associations: int) -> None:
    hold(Years(random, associations=associations).published())


@given(st.randoms(use_true_random=True), st.integers(min_value=95, max_value=220))
@settings(max_examples=15, deadline=None)
def test_nobody_is_read_in_large_years(random: Random, associations: int) -> None:
    hold(Years(random, associations=associations).published())
