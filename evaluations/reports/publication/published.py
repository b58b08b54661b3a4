"""What editions tell, and all that was told so far: what the next one must not let anybody compare with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluations.reports.publication.counted import Groups
from evaluations.reports.publication.figures import FEWEST
from evaluations.reports.publication.groups import Group, isolate_few
from evaluations.reports.publication.kinds import Absent
from evaluations.reports.publication.surveys import Question


@dataclass(frozen=True)
class Trend:
    """The same associations, the year before and now."""

    year_before: int
    before: Group
    now: Group


@dataclass(frozen=True)
class Told:
    """The groups of which an edition tells the answers to a question; of one under five, only the number."""

    question: Question
    everyone: Group
    regions: Mapping[str, Group]
    trend: Trend | None

    def groups(self) -> list[Group]:
        return [self.everyone, *self.regions.values(), *([self.trend.now] if self.trend else [])]


@dataclass(frozen=True)
class Edition:
    """`told`, by the slug of each question, names associations: it is kept, never shown; and so do the others."""

    year: int
    respondents: int
    told: Mapping[str, Told]
    difficulties: Groups = field(default_factory=dict)
    kinds: Groups = field(default_factory=dict)
    absent: Mapping[str, Absent] = field(default_factory=dict)


@dataclass(frozen=True)
class Published:
    """The editions of every year, in the order of their freezing."""

    editions: Sequence[Edition] = ()

    def of(self, year: int) -> list[Edition]:
        return [each for each in self.editions if each.year == year]

    def told(self, slug: str, *, year: int) -> list[Told]:
        """What the editions of a year told of a question."""
        return [each.told[slug] for each in self.of(year) if slug in each.told]

    def groups(self, slug: str, *, year: int) -> list[Group]:
        """All that is told of a year's answers to a question, by the reports of the year after too."""
        trends = [each.told[slug].trend for each in self.editions if slug in each.told]
        told = [group for each in self.told(slug, year=year) for group in each.groups()]
        told += [trend.before for trend in trends if trend and trend.year_before == year]
        return [group for group in told if len(group) >= FEWEST]

    def year_before(self, year: int) -> int | None:
        return max((each.year for each in self.editions if each.year < year), default=None)

    def bear(self, groups: Sequence[Group], slug: str, *, year: int) -> bool:
        """Whether these groups may be told too, without isolating one to four associations."""
        told = [group for group in groups if len(group) >= FEWEST]
        return not isolate_few([*self.groups(slug, year=year), *told])
