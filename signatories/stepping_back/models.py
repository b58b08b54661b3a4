"""What an association asks of its own signature: a pause, or its end."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature

DONE_WITHIN = timedelta(days=30)  # nobody keeps a signature against its will: past that, it is done by itself


class StepBackQuerySet(models.QuerySet["StepBack"]):
    def waiting(self) -> "StepBackQuerySet":
        """Those that wait for the team."""
        return self.filter(state=StepBack.State.WAITING)

    def due(self) -> "StepBackQuerySet":
        """Those that nobody of the team has settled in time."""
        return self.waiting().filter(asked_at__lte=timezone.now() - DONE_WITHIN)

    def visible_to(self, actor: Actor) -> "StepBackQuerySet":
        """Those of the association that the actor acts for, or of those she animates."""
        theirs = actor.animated("signature__organisation__commune__department")
        return self.filter(theirs | actor.acted_for("signature__organisation"))


class StepBack(models.Model):
    """One of the people of an association asks for a pause of its signature, or for its end. Somebody of the team
    does it; as long as nobody did, they may think again."""

    class Kind(models.TextChoices):
        PAUSE = "pause", "faire une pause"
        WITHDRAWAL = "withdrawal", "retirer la signature"

    class State(models.TextChoices):
        WAITING = "waiting", "en attente"
        DONE = "done", "faite"
        TAKEN_BACK = "taken_back", "reprise"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signature = models.ForeignKey(Signature, models.CASCADE, related_name="+", verbose_name="signature")
    kind = models.CharField("demande", max_length=10, choices=Kind)
    reason = models.TextField("raison", max_length=2000, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="demandée par")
    asked_at = models.DateTimeField("le", default=timezone.now, editable=False)
    state = models.CharField("état", max_length=10, choices=State, default=State.WAITING)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField("réglée le", null=True, blank=True)

    objects = StepBackQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de pause ou de retrait"
        verbose_name_plural = "demandes de pause ou de retrait"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "signature", condition=Q(state="waiting"), name="step_back_one_waiting_per_signature"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None) | ~Q(state="waiting") & Q(settled_at__isnull=False),
                name="step_back_settled_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signature}, {self.get_kind_display()}"

    @property
    def is_pause(self) -> bool:
        return self.kind == self.Kind.PAUSE

    @property
    def done_on(self) -> date:
        """The day on which it is done by itself, if nobody did it before."""
        return timezone.localdate(self.asked_at + DONE_WITHIN)
