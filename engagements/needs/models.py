"""Needs: what residents say, noted by an association, seen by others too, followed to an answer."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from engagements.flags.models import Reportable
from engagements.scope.models import Placed, PlacedQuerySet
from engagements.voices.models import Voice
from qpv_charter.toolkit.text import LONGEST_NAME
from signatories.organisations.models import Organisation, Theme
from signatories.people.actors import NOTHING, Actor
from signatories.people.models import User
from signatories.territories.models import Qpv

LONGEST_TEXT, LONGEST_STEP, LONGEST_OCCASION = 300, 500, 120
ENOUGH_VOICES = 3  # of any kind, make a need shared (product.md)
MOST_VOICES = 500


class State(models.TextChoices):
    OPEN = "open", "dit"
    SHARED = "shared", "partagé"
    UNDER_WAY = "under_way", "en cours"
    ANSWERED = "answered", "une réponse a été donnée"
    SET_ASIDE = "set_aside", "pas possible pour l’instant"

    @property
    def is_over(self) -> bool:
        return self in {State.ANSWERED, State.SET_ASIDE}


class NeedQuerySet(PlacedQuerySet["Need"]):
    def visible_to(self, actor: Actor) -> "NeedQuerySet":
        """The only road to a page, a list or a file: what is public; what is between signatories, to those of its
        place; what was taken out of sight, to its animators and the association that noted it."""
        between = Q(pk__in=Need.objects.near(actor.acts_for).values("pk")) if actor.acts_for else NOTHING
        seen = Q(hidden_at=None) & (Q(is_public=True) | between)
        return self.filter(seen | actor.animated("department") | actor.acted_for("voice__noted_for"))

    def read_at(self, qpv: Qpv) -> "NeedQuerySet":
        """What whoever is invited to a neighbourhood reads, between signatories included; not what was taken out
        of sight, nor twice what says the same as another one there."""
        here = self.at(qpv).filter(hidden_at=None)
        return here.exclude(joined_to__in=here.values("pk"))

    def with_details(self) -> "NeedQuerySet":
        """Each with what a list shows of it (3 queries whatever their number), the last noted first."""
        return self.with_voices().order_by("-noted_at", "pk")

    def most_seen_first(self) -> "NeedQuerySet":
        """The same, what most people and associations see first."""
        said = F("how_many") + F("felt_too")
        return self.with_voices().order_by(F("seen_too").desc(), said.desc(), "state_at", "pk")

    def apart(self, actor: Actor) -> "NeedQuerySet":
        """But for those that say the same as another, which lists show her: joined to one that she may not read,
        or that was taken out of sight, a need would be nowhere."""
        others = Need.objects.filter(joined_to__isnull=False).values("joined_to")  # few: not all that she may read
        shown = Need.objects.visible_to(actor).filter(pk__in=others, hidden_at=None)
        return self.exclude(joined_to__in=shown.values("pk"))

    def not_over(self) -> "NeedQuerySet":
        return self.exclude(state__in=[State.ANSWERED, State.SET_ASIDE])

    def with_voices(self) -> "NeedQuerySet":
        """Each with how many associations and how many residents say it too."""
        found = self.with_place().select_related("theme", "voice__noted_for")
        return found.annotate(
            seen_too=_how_many(Seconded.objects.counted()), felt_too=_how_many(AtHome.objects.all())
        )


def _how_many(rows: "models.QuerySet[Any]") -> Coalesce:
    """How many rows say a need too: counted for the needs of a page alone, where a join would count those of every
    need first."""
    found = rows.filter(need=models.OuterRef("pk")).order_by().values("need")
    return Coalesce(models.Subquery(found.annotate(number=models.Count("pk")).values("number")), 0)


class Need(Reportable):
    """What people of a place miss, or would like, in their words. `voice` is theirs, noted by an association;
    `how_many` of them said it that day. `said_in` is a month: nobody is told which day who was there.

    Public or between signatories is `is_public`, whatever the state. One that is `joined_to` another says the
    same: lists show the other, its page stays, and they can be parted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.CharField("ce qui se dit", max_length=LONGEST_TEXT)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="thème"
    )
    voice = models.OneToOneField(Voice, models.PROTECT, related_name="+", verbose_name="voix")
    how_many = models.PositiveSmallIntegerField("combien l’ont dit", default=1)
    occasion = models.CharField("à quelle occasion", max_length=LONGEST_OCCASION, blank=True)
    said_in = models.DateField("dit en")
    state = models.CharField("état", max_length=9, choices=State, default=State.OPEN)
    state_at = models.DateTimeField("état depuis", default=timezone.now)
    is_public = models.BooleanField("public", default=True)
    joined_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="joined", verbose_name="réuni avec"
    )
    noted_at = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = "besoin"
        ordering = ["-noted_at", "pk"]
        indexes = [
            models.Index("state", F("noted_at").desc(), name="need_state"),
            models.Index(F("noted_at").desc(), "id", name="need_noted_at"),
        ]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="need_says_something"),
            models.CheckConstraint(
                condition=Q(how_many__gte=1) & Q(how_many__lte=MOST_VOICES), name="need_said_by_some"
            ),
            models.CheckConstraint(condition=Q(said_in__day=1), name="need_said_in_a_month"),
            models.CheckConstraint(
                condition=Q(joined_to=None) | ~Q(joined_to=F("pk")), name="need_joined_to_another"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("needs:need", args=[self.pk])

    @property
    def status(self) -> State:
        return State(self.state)


class SecondedQuerySet(models.QuerySet["Seconded"]):
    def counted(self) -> "SecondedQuerySet":
        """But for what an association said under a record that was joined to its own, where it said it too."""
        return self.filter(organisation__joined_into=None)


class Seconded(models.Model):
    """« Nous le voyons aussi »: an association, once for each need."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="seconded", verbose_name="besoin")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dit par")
    said_at = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = SecondedQuerySet.as_manager()

    class Meta:
        verbose_name = "besoin vu aussi"
        verbose_name_plural = "besoins vus aussi"
        ordering = ["said_at", "pk"]
        constraints = [models.UniqueConstraint("need", "organisation", name="need_seconded_once")]

    def __str__(self) -> str:
        return f"{self.organisation}"


class AtHome(models.Model):
    """« Chez moi aussi »: a resident, without an account nor an address. We believe who says so, within limits."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="at_home", verbose_name="besoin")
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="+", verbose_name="voix")

    class Meta:
        verbose_name = "besoin ressenti aussi"
        verbose_name_plural = "besoins ressentis aussi"

    def __str__(self) -> str:
        return f"{self.need}"


class NeedStep(models.Model):
    """What became of a need, step by step: nothing is written over."""

    class Kind(models.TextChoices):
        TOLD = "told", "nous l’avons dit"
        ANSWERED = "answered", "voilà ce qui a été fait"
        SET_ASIDE = "set_aside", "nous n’avons pas pu"
        REOPENED = "reopened", "c’est encore là"

    need = models.ForeignKey(Need, models.CASCADE, related_name="steps", verbose_name="besoin")
    kind = models.CharField("quoi", max_length=9, choices=Kind)
    told_to = models.CharField("à qui", max_length=LONGEST_NAME, blank=True)
    happened_on = models.DateField("le")
    text = models.CharField("en quelques mots", max_length=LONGEST_STEP, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="par l’association"
    )
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrit par")
    said_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "suite d’un besoin"
        verbose_name_plural = "suites des besoins"
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="told") | ~Q(told_to=""), name="need_told_to_somebody"),
            models.CheckConstraint(
                condition=~Q(kind__in=["answered", "set_aside"]) | ~Q(text=""), name="need_ends_with_words"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
