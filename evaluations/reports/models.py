"""The report of a year, as it was frozen: each edition beside those before it, none ever changed."""

import hashlib
import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.self_evaluations.models import LookBackAnswer
from qpv_charter.toolkit.text import fold
from signatories.people.actors import Actor
from signatories.people.models import User

LONGEST_DIFFICULTY = 80
SHOWN_BEFORE = timedelta(days=7)  # for which a sentence that is to be quoted is shown to whoever said it


class EditionQuerySet(models.QuerySet["Edition"]):
    def in_order(self) -> "EditionQuerySet":
        """As they were frozen, of all years: each was composed after all those before it."""
        return self.select_related("campaign").order_by("frozen_at", "pk")

    def of(self, campaign: Campaign) -> "EditionQuerySet":
        return self.filter(campaign=campaign).order_by("number")

    def latest_of_each_year(self) -> "EditionQuerySet":
        later = Edition.objects.filter(campaign=models.OuterRef("campaign"), number__gt=models.OuterRef("number"))
        return self.select_related("campaign").exclude(models.Exists(later)).order_by("-campaign__year")


class Edition(models.Model):
    """`content` is canonical JSON, read as it is by the page and every file; `sha256` is its digest.

    `told` names associations: of which groups the figures are told, so that the next edition is composed without
    letting anybody be read. It is shown to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+", verbose_name="campagne")
    number = models.PositiveSmallIntegerField("édition")
    content = models.TextField("contenu", editable=False)
    sha256 = models.CharField("empreinte", max_length=64, editable=False)
    told = models.JSONField("groupes dont les chiffres sont dits", editable=False)
    frozen_at = models.DateTimeField("figée le", default=timezone.now, editable=False)
    frozen_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="figée par"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "édition du rapport"
        verbose_name_plural = "éditions du rapport"
        ordering = ["-campaign__year", "-number"]
        constraints = [
            models.UniqueConstraint("campaign", "number", name="edition_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"Rapport {self.campaign.year}, édition {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reports:edition", args=[self.campaign.year, self.number])

    @property
    def says(self) -> dict[str, Any]:
        """What the page and the files read."""
        read: dict[str, Any] = json.loads(self.content)
        return read

    def says_the_same_as(self, other: "Edition") -> bool:
        """But for what every edition has of its own."""
        own = {"edition", "frozen_on"}
        return {**self.says, **dict.fromkeys(own)} == {**other.says, **dict.fromkeys(own)}


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def of(self, campaign: Campaign) -> "QuotationQuerySet":
        return self.filter(answer__look_back__campaign=campaign)

    def visible_to(self, actor: Actor) -> "QuotationQuerySet":
        """The association's own; all, for the national team that chooses them."""
        return self if actor.is_national else self.filter(actor.acted_for("answer__look_back__organisation"))

    def standing(self) -> "QuotationQuerySet":
        """Neither taken back here nor by a change of its words, which withdraws the yes to quote them."""
        return self.filter(taken_back_at=None, answer__quotable=True)

    def shown_long_enough(self) -> "QuotationQuerySet":
        return self.filter(chosen_at__lte=timezone.now() - SHOWN_BEFORE)


class Quotation(models.Model):
    """A sentence of a look-back that the report quotes, without a name. Its words stay in the answer: an edition
    keeps their digest alone, so that what is taken back or erased is read in no edition any more."""

    answer = models.OneToOneField(LookBackAnswer, models.CASCADE, related_name="+", verbose_name="réponse")
    chosen_at = models.DateTimeField("choisie le", default=timezone.now)
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="choisie par")
    taken_back_at = models.DateTimeField("reprise le", null=True, blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = "citation"
        ordering = ["answer__question__position", "answer__question__slug", "pk"]

    def __str__(self) -> str:
        return f"citation {self.pk}"

    @property
    def sha256(self) -> str:
        """What an edition keeps of its words."""
        return hashlib.sha256(self.answer.text.encode()).hexdigest()

    @property
    def from_day(self) -> datetime:
        """From when an edition may quote it."""
        return self.chosen_at + SHOWN_BEFORE


class DifficultyQuerySet(models.QuerySet["Difficulty"]):
    def of(self, campaign: Campaign) -> "DifficultyQuerySet":
        """Each with how many associations bear it, what most bear first."""
        borne = models.Count("answers__look_back", distinct=True, filter=Q(answers__in=free_texts(campaign)))
        return self.filter(campaign=campaign).annotate(borne=borne).order_by("-borne", "key")


class Difficulty(models.Model):
    """A theme that the national team puts by hand on what associations wrote. How many bear it is told from five
    on; which, to nobody."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", verbose_name="campagne")
    name = models.CharField("thème", max_length=LONGEST_DIFFICULTY)
    key = models.CharField(max_length=2 * LONGEST_DIFFICULTY, editable=False)
    answers = models.ManyToManyField(LookBackAnswer, related_name="difficulties", verbose_name="textes")

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        verbose_name = "difficulté"
        ordering = ["key", "pk"]
        constraints = [models.UniqueConstraint("campaign", "key", name="difficulty_once_a_year")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.key = key_of(self.name)
        super().save(*args, **options)


def key_of(name: str) -> str:
    """What a theme is known by, however it is typed."""
    return fold(name)[: 2 * LONGEST_DIFFICULTY]


def free_texts(campaign: Campaign) -> models.QuerySet[LookBackAnswer]:
    """What associations that shared wrote in their own words; what is confided is in another table."""
    return LookBackAnswer.objects.filter(look_back__campaign=campaign, look_back__shared_at__isnull=False).exclude(
        text=""
    )
