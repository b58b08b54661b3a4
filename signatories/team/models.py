"""When the team is there, and by when it answers: what it says of itself on every receipt."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from signatories.people.models import User

MOST_WEEKS = 8


class Weekday(models.IntegerChoices):
    """As `date.weekday` counts them."""

    MONDAY = 0, "lundi"
    TUESDAY = 1, "mardi"
    WEDNESDAY = 2, "mercredi"
    THURSDAY = 3, "jeudi"
    FRIDAY = 4, "vendredi"
    SATURDAY = 5, "samedi"
    SUNDAY = 6, "dimanche"


class AnswerDay(models.Model):
    """A day of the week, and how many of them the team takes to answer. The last one said holds; the others stay,
    with who said them."""

    weekday = models.PositiveSmallIntegerField("jour", choices=Weekday)
    weeks = models.PositiveSmallIntegerField("en combien de semaines")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dit par")
    said_at = models.DateTimeField("dit le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "jour de réponse"
        verbose_name_plural = "jours de réponse"
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="answer_day_of_a_week"),
            models.CheckConstraint(
                condition=Q(weeks__gte=1) & Q(weeks__lte=MOST_WEEKS), name="answer_day_within_some_weeks"
            ),
        ]

    def __str__(self) -> str:
        return f"le {self.get_weekday_display()}"

    def answered_before(self, asked_on: date) -> date:
        """The day after the last of the days that it takes, the first of them after that of the question."""
        first = asked_on + timedelta(days=(self.weekday - asked_on.weekday() - 1) % 7 + 1)
        return first + timedelta(weeks=self.weeks - 1, days=1)
