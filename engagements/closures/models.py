"""When associations are closed: nothing is asked of them meanwhile, and neighbours know who is open."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from signatories.organisations.models import Organisation
from signatories.people.models import User


class ClosureQuerySet(models.QuerySet["Closure"]):
    def of(self, organisation: Organisation) -> "ClosureQuerySet":
        return self.filter(organisation=organisation)

    def on(self, day: date) -> "ClosureQuerySet":
        """Those that hold that day, the first and the last included."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def not_over(self, day: date) -> "ClosureQuerySet":
        return self.filter(ends_on__gte=day)


class Closure(models.Model):
    """« Nous sommes fermés du… au… », both days included."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="association")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dit par")
    said_at = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = "fermeture"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="closure_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.starts_on:%Y-%m-%d}"
