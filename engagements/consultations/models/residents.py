"""What residents said of a project, noted for them: how many, in which month, in a sentence, and nobody's name."""

import uuid

from django.db import models
from django.db.models import Q

from engagements.consultations.models.rooms import Line
from engagements.needs.models import LONGEST_TEXT, MOST_VOICES
from engagements.voices.models import Voice
from qpv_charter.toolkit.templatetags.toolkit import counted

RESIDENTS = ("habitante ou habitant", "habitantes et habitants")


class ResidentsView(models.Model):
    """What a line rests on besides needs. `voice` is theirs, noted by the association whose line it is: whoever
    reads the line reads it. `said_in` is a month: nobody is told which day who was there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Line, models.CASCADE, related_name="views", verbose_name="ligne")
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="+", verbose_name="voix")
    text = models.CharField("ce qui a été dit", max_length=LONGEST_TEXT)
    how_many = models.PositiveSmallIntegerField("combien l’ont dit", default=1)
    said_in = models.DateField("dit en")

    class Meta:
        verbose_name = "parole d’habitantes et d’habitants"
        verbose_name_plural = "paroles d’habitantes et d’habitants"
        ordering = ["voice__said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="residents_view_says_something"),
            models.CheckConstraint(
                condition=Q(how_many__gte=1, how_many__lte=MOST_VOICES), name="residents_view_said_by_some"
            ),
            models.CheckConstraint(condition=Q(said_in__day=1), name="residents_view_said_in_a_month"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def whose(self) -> str:
        """« 12 habitantes et habitants »."""
        return counted(self.how_many, RESIDENTS)
