"""« Notre année ici »: what the platform kept of the year of those who act at a meeting's place, for its wall.

No association is named. Facts are counted from five associations on, as in the report; those that are listed are
read by anybody already. Of what is confided there is nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engagements.scope.queries import signatories_of
from evaluations.meetings.models import YearlyMeeting
from evaluations.meetings.queries import on_the_wall
from evaluations.meetings.rules import FEWEST
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.facts import derived
from signatories.organisations.places import Evidence

LISTED = 4  # lines a commitment, the last ones: all seven hold on two pages


@dataclass(frozen=True)
class Year:
    """Of one commitment: how many `facts`, of how many associations, 0 and 0 under five; and lines."""

    question: Question
    facts: int
    associations: int
    lines: Sequence[str]


def years(meeting: YearlyMeeting) -> list[Year]:
    """Of each commitment that is not confided; what slices say of each association is asked for anew."""
    if meeting.is_national:
        return []
    here = [derived(each, meeting.campaign) for each in signatories_of(meeting.gathering)]
    asked = [question for question in on_the_wall(meeting.campaign) if not question.is_confided]
    return [_year(question, [each.get(question.commitment, []) for each in here]) for question in asked]


def _year(question: Question, said: Iterable[list[Evidence]]) -> Year:
    theirs = [lines for lines in said if lines]
    counted = theirs if len(theirs) >= FEWEST else []
    public = {line.public: line.at for lines in theirs for line in lines if line.public}
    last = sorted(public, key=lambda text: public[text])[-LISTED:]
    return Year(
        question,
        facts=len({(line.href, line.text) for lines in counted for line in lines}),
        associations=len(counted),
        lines=[f"Une association {text[:1].lower()}{text[1:]}" for text in last],
    )
