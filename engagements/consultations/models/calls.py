"""A call that somebody launches, and what it said before it was corrected."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from engagements.consultations.days import months_away, not_past, today_in
from engagements.flags.models import Reportable
from engagements.scope.models import Placed, PlacedQuerySet
from qpv_charter.toolkit.revisions import Revised
from signatories.organisations.models import Organisation, Theme
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import PARIS

LONGEST_CALL, LONGEST_LINK, LONGEST_DEPOSIT = 200, 500, 300
SHOWN_BEFORE = 4  # months before last year's first date: an expected call is shown
AWAITED = 6  # months after it: an expected call is awaited no more


class CallKind(models.TextChoices):
    PROJECTS = "projets", "appel à projets"
    TENDER = "offres", "appel d’offres"
    INTEREST = "ami", "appel à manifestation d’intérêt (AMI)"


class State(models.TextChoices):
    """Derived from the dates, never stored."""

    EXPECTED = "attendu", "attendu"
    OPEN = "ouvert", "ouvert"
    OVER = "termine", "terminé"


class CallQuerySet(PlacedQuerySet["Call"]):
    def visible_to(self, actor: Actor) -> "CallQuerySet":
        """The only road to a page, a list, a feed: what is in sight, expected calls in their time; the rest to its
        animators and to the association that wrote it."""
        soon = months_away(today_in(PARIS), SHOWN_BEFORE)
        in_sight = Q(hidden_at=None) & (Q(expected_on=None) | Q(expected_on__lte=soon))
        return self.filter(in_sight | actor.animated("department") | actor.acted_for("written_for"))

    def in_state(self, state: str) -> "CallQuerySet":
        """Those in one of the states."""
        if state == State.EXPECTED:
            return self.not_over().filter(last_on=None)
        if state == State.OPEN:
            return self.filter(not_past("last_on"))
        return self.exclude(pk__in=self.not_over().order_by().values("pk"))

    def not_over(self) -> "CallQuerySet":
        """Open or expected."""
        awaited = Q(expected_on__gte=months_away(today_in(PARIS), -AWAITED))
        return self.filter(awaited | not_past("last_on"))

    def by_next_date(self) -> "CallQuerySet":
        """With `next_on`, the day that comes next, or that came last; the nearest first."""
        pre_file = When(not_past("pre_file_on"), then=F("pre_file_on"))
        expected = When(expected_on__isnull=False, then=F("expected_on"))
        return self.annotate(next_on=Case(expected, pre_file, default=F("last_on"))).order_by("next_on", "pk")


class Call(Reportable, Revised):
    """A call for projects, a tender or a call for interest: public, written by an association or the team.

    `expected_on` is the first date that one expects, from last year's (`after`), as long as no date is known. The
    others are days of the place, up to whose end one may answer. `local_opinion` is None where nobody said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom", max_length=LONGEST_CALL)
    link = models.URLField("lien", max_length=LONGEST_LINK)
    link_key = models.CharField(max_length=LONGEST_LINK, editable=False, db_index=True)
    kind = models.CharField("type", max_length=7, choices=CallKind, default=CallKind.PROJECTS)
    launched_by = models.CharField("lancé par", max_length=LONGEST_CALL, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name="thèmes")
    pre_file_on = models.DateField("pré-dossier avant le", null=True, blank=True)
    last_on = models.DateField("date limite", null=True, blank=True)
    committee_on = models.DateField("comité le", null=True, blank=True)
    answer_on = models.DateField("réponse le", null=True, blank=True)
    expected_on = models.DateField("attendu vers le", null=True, blank=True)
    deposit = models.CharField("où l’on dépose", max_length=LONGEST_DEPOSIT, blank=True)
    local_opinion = models.BooleanField("avis local demandé d’abord", null=True, blank=True)
    after = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next_ones", verbose_name="après celui de"
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrit par")
    written_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="au nom de"
    )
    written_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = "appel"
        verbose_name_plural = "appels"
        ordering = ["-written_at", "pk"]
        indexes = [
            models.Index("last_on", name="call_last_on"),
            models.Index("expected_on", name="call_expected_on"),
            models.Index("department", "last_on", name="call_department_last_on"),
        ]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(name="") & ~Q(link=""), name="call_says_what_and_where"),
            models.CheckConstraint(
                condition=Q(expected_on=None, last_on__isnull=False)
                | Q(expected_on__isnull=False, last_on=None, pre_file_on=None, committee_on=None, answer_on=None),
                name="call_dated_or_expected",
            ),
            models.CheckConstraint(
                condition=(Q(pre_file_on=None) | Q(pre_file_on__lte=F("last_on")))
                & (Q(committee_on=None) | Q(committee_on__gte=F("last_on")))
                & (Q(answer_on=None) | Q(answer_on__gte=F("last_on")))
                & (Q(answer_on=None) | Q(committee_on=None) | Q(answer_on__gte=F("committee_on"))),
                name="call_dates_in_order",
            ),
            models.UniqueConstraint("after", name="call_expected_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("consultations:call", args=[self.pk])

    @property
    def is_tender(self) -> bool:
        return self.kind == CallKind.TENDER

    @property
    def first_on(self) -> date | None:
        """The first day by which something is to be handed in; None while it is expected."""
        return self.pre_file_on or self.last_on

    @property
    def state(self) -> State:
        today = today_in(self.zone_of_place)
        if self.expected_on:
            return State.EXPECTED if self.expected_on >= months_away(today, -AWAITED) else State.OVER
        return State.OPEN if self.last_on and self.last_on >= today else State.OVER


class CallChange(models.Model):
    """What a call said before somebody corrected it: `before` by name of field, in words."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="changes", verbose_name="appel")
    changed_at = models.DateTimeField("corrigé le", default=timezone.now, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="corrigé par")
    changed_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="au nom de"
    )
    before = models.JSONField("avant")

    class Meta:
        verbose_name = "correction d’un appel"
        verbose_name_plural = "corrections des appels"
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return str(self.call)
