"""A union of two records of one association, and the journal by which it is undone."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from qpv_charter.toolkit.retention import YEAR
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User

UNDONE_WITHIN: timedelta = YEAR  # its journal is kept no longer


class UnionQuerySet(models.QuerySet["Union"]):
    def standing(self) -> Self:
        """Those that nobody undid."""
        return self.filter(parted_at=None)

    def visible_to(self, actor: Actor) -> Self:
        """Those of which the actor animates both records."""
        ways = (f"{record}__commune__department" for record in ("kept", "joined"))
        return self.filter(*(actor.animated(way) for way in ways))


class Union(models.Model):
    """`joined` stays as a tombstone: its signatures prove what they proved, its address leads to `kept`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="fiche gardée")
    joined = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="fiche réunie")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="réunies par")
    made_at = models.DateTimeField("réunies le", default=timezone.now, editable=False)
    parted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="séparées par"
    )
    parted_at = models.DateTimeField("séparées le", null=True, blank=True, editable=False)

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = "réunion de deux fiches"
        verbose_name_plural = "réunions de deux fiches"
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint("joined", condition=Q(parted_at=None), name="union_joined_once_at_a_time"),
            models.CheckConstraint(condition=~Q(kept=F("joined")), name="union_of_two_records"),
            models.CheckConstraint(
                condition=Q(parted_at=None, parted_by=None) | Q(parted_at__isnull=False, parted_by__isnull=False),
                name="union_parted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joined} → {self.kept}"

    @property
    def may_be_undone(self) -> bool:
        return self.parted_at is None and self.made_at > timezone.now() - UNDONE_WITHIN


class UnionChange(models.Model):
    """A field of a row (`table` is its model) that the union changed, before and after; several rows of the record
    itself are lists of keys. `seal` is the digest of the whole row just after: a row that says anything else when
    the two are parted was touched since, and stays (`has_stayed`)."""

    union = models.ForeignKey(Union, models.CASCADE, related_name="changes")
    table = models.CharField("table", max_length=60)
    row = models.CharField("ligne", max_length=40)
    field = models.CharField("champ", max_length=60)
    before = models.JSONField("avant", null=True)
    after = models.JSONField("après", null=True)
    seal = models.CharField("empreinte", max_length=64, blank=True)
    has_stayed = models.BooleanField("restée", default=False)

    class Meta:
        verbose_name = "changement d’une réunion"
        verbose_name_plural = "changements d’une réunion"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("union", "table", "row", "field", name="union_changes_a_field_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.field}"
