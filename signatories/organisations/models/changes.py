"""What an association would have its record say, once the team has read it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from qpv_charter.toolkit.text import LONGEST_NAME
from signatories.organisations.models.organisation import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Commune


class ProposedChangeQuerySet(models.QuerySet["ProposedChange"]):
    def pending(self) -> "ProposedChangeQuerySet":
        """Those that wait for the team, oldest first."""
        return self.filter(state=ProposedChange.State.PENDING).order_by("proposed_at", "pk")

    def visible_to(self, actor: Actor) -> "ProposedChangeQuerySet":
        """Those about the association that the actor acts for, or about those she animates."""
        return self.filter(actor.animated("organisation__commune__department") | actor.acted_for("organisation"))


class ProposedChange(models.Model):
    """Another name, form or commune for an association whose signature was published: seen in its space alone
    until the team accepts it. Never edited: a second thought is another row, which replaces this one."""

    class State(models.TextChoices):
        PENDING = "pending", "en attente"
        ACCEPTED = "accepted", "acceptée"
        REFUSED = "refused", "refusée"
        REPLACED = "replaced", "remplacée"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="proposed_changes")
    # What is proposed, of these: the rest stays as the record says.
    fields = models.JSONField(default=list)
    name = models.CharField("nom usuel", max_length=LONGEST_NAME, blank=True)
    acronym = models.CharField("sigle", max_length=40, blank=True)
    kind = models.CharField("forme", max_length=12, choices=Organisation.Kind, blank=True)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+")
    commune_typed = models.CharField("commune écrite à la main", max_length=120, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="proposée par")
    proposed_at = models.DateTimeField("le", default=timezone.now, editable=False)
    state = models.CharField("état", max_length=8, choices=State, default=State.PENDING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    reason = models.TextField("raison", max_length=2000, blank=True)

    objects = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "changement proposé"
        verbose_name_plural = "changements proposés"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation", condition=Q(state="pending"), name="proposed_change_one_pending"
            ),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | ~Q(state="pending") & Q(decided_at__isnull=False),
                name="proposed_change_decided_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="proposed_change_refused_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_state_display()}"

    @property
    def values(self) -> dict[str, Any]:
        """What is proposed, by the record's own field names."""
        return {field: getattr(self, field) for field in self.fields}

    @property
    def commune_label(self) -> str:
        return self.commune.label if self.commune else self.commune_typed
