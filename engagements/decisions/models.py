"""Decisions: what somebody is to do, by which month, and what became of it. Wherever it was decided."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from engagements.scope.models import Placed, PlacedQuerySet
from engagements.voices.models import Voice
from qpv_charter.toolkit.revisions import Revised
from signatories.organisations.models import Organisation
from signatories.people.actors import NOTHING, Actor
from signatories.people.models import User
from signatories.signatures.models import Signature

LONGEST_TEXT, LONGEST_TOLD = 300, 500


def end_of(month: date) -> date:
    """The last day of a month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


class State(models.TextChoices):
    TO_DO = "to_do", "à faire"
    DONE = "done", "fait"
    DROPPED = "dropped", "laissé"
    CARRIED_OVER = "carried_over", "reporté"


class Audience(models.TextChoices):
    """Who reads it, besides those who carry it, who wrote it, and the team."""

    BETWEEN = "between", "celles et ceux qui y sont engagés"
    PLACE = "place", "les associations signataires de ce territoire"
    PUBLIC = "public", "tout le monde"


class DecisionQuerySet(PlacedQuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """The only road to a page, a list, a card or a letter."""
        place = Q(audience=Audience.PLACE)
        near = place & Q(pk__in=Decision.objects.near(actor.acts_for).values("pk")) if actor.acts_for else NOTHING
        hers = actor.acted_for("organisation") | actor.acted_for("written_for") | actor.animated("department")
        return self.filter(Q(audience=Audience.PUBLIC) | near | hers)

    def to_do(self) -> "DecisionQuerySet":
        """Those that wait, the first month first."""
        return self.filter(state=State.TO_DO).order_by("month", "written_at", "pk")

    def with_details(self) -> "DecisionQuerySet":
        """Each with what a list shows of it (3 queries whatever their number); `is_named`: whether its association
        is, to all."""
        published = Signature.objects.published().filter(organisation=OuterRef("organisation"))
        return self.with_place().select_related("organisation", "voice").annotate(is_named=Exists(published))


class Decision(Placed, Revised):
    """What was decided: what, who, by the end of which month. Who carries it is an association, somebody by the
    name that they are called (`voice`), or both.

    `told` says why it was dropped, or what came of it. One that is carried over leads to the next
    (`carried_from`). Where it was decided is said by the slice that knows (`places.ORIGIN`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.CharField("ce qui est décidé", max_length=LONGEST_TEXT)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="association"
    )
    voice = models.OneToOneField(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quelqu’un"
    )
    month = models.DateField("pour")
    audience = models.CharField("lu par", max_length=7, choices=Audience, default=Audience.PLACE)
    state = models.CharField("état", max_length=12, choices=State, default=State.TO_DO)
    state_at = models.DateTimeField("état depuis", default=timezone.now)
    told = models.CharField("en quelques mots", max_length=LONGEST_TOLD, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", verbose_name="suite de"
    )
    written_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="écrit au nom de"
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrit par")
    written_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = "décision"
        ordering = ["month", "written_at", "pk"]
        indexes = [models.Index("state", "month", name="decision_state")]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_what"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(voice__isnull=False), name="decision_is_somebodys"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="decision_by_a_month"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(told=""), name="decision_dropped_says_why"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("decisions:decision", args=[self.pk])

    @property
    def followed_by(self) -> "Decision | None":
        """The one that it was carried over into."""
        return getattr(self, "carried_to", None)

    @property
    def is_late(self) -> bool:
        """Whether its month is over, and it still waits."""
        return bool(self.state == State.TO_DO and self.month < timezone.localdate().replace(day=1))
