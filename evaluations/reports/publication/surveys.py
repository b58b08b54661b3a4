"""A year's answers, as they are when the report is frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluations.reports.publication.groups import Answer, Group

Kinds = Mapping[str, Sequence[str]]  # "network": of which an association is; "region": where its head office is


@dataclass(frozen=True)
class Question:
    slug: str
    codes: tuple[str, ...]  # of its situations: a changed meaning has a new code
    by_region: bool = True  # one of the seven that the charter asks; the federation's own are told as a whole


@dataclass(frozen=True)
class Respondent:
    """An association that chose a situation, on screen, by telephone or on paper."""

    key: str
    region: str | None  # of its head office, fixed at freezing
    answers: Mapping[str, str]  # by slug of question, the code of the situation


@dataclass(frozen=True)
class Survey:
    """`difficulties`: who bears each theme. `kinds`: of what kinds respondents and `signatories` are; `answered`:
    who did, in whatever way, at a meeting too."""

    year: int
    questions: Sequence[Question]
    respondents: Sequence[Respondent]
    difficulties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, Kinds] = field(default_factory=dict)
    signatories: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()

    def answers(self, question: Question) -> Group:
        """Those of all who chose one of its situations."""
        return self._group(self.respondents, question)

    def answers_by(self, names: Mapping[str | None, str], question: Question) -> dict[str, Group]:
        """The same, by the name under which each region is told."""
        by_name: dict[str, list[Respondent]] = {name: [] for name in names.values()}
        for respondent in self.respondents:
            by_name[names[respondent.region]].append(respondent)
        return {name: self._group(those, question) for name, those in by_name.items()}

    @staticmethod
    def _group(respondents: Sequence[Respondent], question: Question) -> Group:
        chosen = ((each.key, each.answers.get(question.slug)) for each in respondents)
        return frozenset(Answer(key, code) for key, code in chosen if code in question.codes)
