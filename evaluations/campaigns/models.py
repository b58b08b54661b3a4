"""« Faire le point 2027 »: a year that associations look back on, and the dates that lead to the meeting."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from evaluations.questionnaires.models import Questionnaire
from signatories.charter.models import CharterVersion


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def answerable(self) -> Self:
        """Opened, and whose report is not out: closing ends reminders, not answers."""
        return self.filter(state__in=Campaign.ANSWERABLE)

    def opened(self) -> Self:
        return self.exclude(state=Campaign.State.PREPARING)

    def current(self) -> "Campaign | None":
        """The one that is answered today, the last if there are two."""
        return self.answerable().select_related("questionnaire").order_by("-year").first()


class Campaign(models.Model):
    """A year's look-back: preparing → open → closed → reported."""

    class State(models.TextChoices):
        PREPARING = "preparing", "en préparation"
        OPEN = "open", "ouverte"
        CLOSED = "closed", "relances finies"
        REPORTED = "reported", "rapport paru"

    ANSWERABLE = (State.OPEN, State.CLOSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField("année", unique=True)
    starts_on = models.DateField("premier jour de l’année racontée")
    ends_on = models.DateField("dernier jour")
    charter = models.ForeignKey(CharterVersion, models.PROTECT, related_name="+", verbose_name="charte")
    questionnaire = models.OneToOneField(Questionnaire, models.PROTECT, related_name="campaign")
    state = models.CharField("état", max_length=10, choices=State, default=State.PREPARING)
    announced_by = models.DateField("date du rendez-vous annoncée avant le")
    opens_on = models.DateField("ouverture prévue le")
    invited_by = models.DateField("invitation avant le")
    invited_again_on = models.DateField("invitation rappelée le")
    meets_on = models.DateField("rendez-vous national vers le")
    reported_by = models.DateField("rapport avant le")
    opened_at = models.DateTimeField("ouverte le", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("relances finies le", null=True, blank=True, editable=False)
    reported_at = models.DateTimeField("rapport paru le", null=True, blank=True, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "campagne"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="campaign_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state="preparing", opened_at=None)
                | ~Q(state="preparing") & Q(opened_at__isnull=False),
                name="campaign_opened_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "reported"]) | Q(closed_at__isnull=False),
                name="campaign_closed_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="reported") | Q(reported_at__isnull=False), name="campaign_reported_has_date"
            ),
            models.UniqueConstraint(
                "state",
                condition=Q(state="open"),
                name="campaign_one_open",
                violation_error_message="Une seule campagne peut être ouverte.",
            ),
        ]

    def __str__(self) -> str:
        return f"Faire le point {self.year}"

    @property
    def is_preparing(self) -> bool:
        return self.state == self.State.PREPARING

    @property
    def is_answerable(self) -> bool:
        return self.state in self.ANSWERABLE
