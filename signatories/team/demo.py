"""The day of the invented team."""

from signatories.people.demo import member_of_the_team
from signatories.team.actions import say_answer_day
from signatories.team.models import AnswerDay, Weekday


def load() -> None:
    """Say it once; needs the team."""
    team = member_of_the_team()
    if team and not AnswerDay.objects.exists():
        say_answer_day(weekday=Weekday.THURSDAY, weeks=2, by=team)
