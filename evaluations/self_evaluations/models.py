"""What an association says of its year: draft until one of its contacts shares it, then amended until the report.

What is confided has a table of its own: nothing that prints, mails, counts or lists answers can come upon it."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.models import Choice, Question
from qpv_charter.toolkit.revisions import Revised
from signatories.organisations.models import Organisation
from signatories.people.actors import NOTHING, Actor
from signatories.people.models import Role, User

HEAD_OFFICE = "organisation__commune__department"


class LookBackQuerySet(models.QuerySet["LookBack"]):
    def visible_to(self, actor: Actor) -> Self:
        """The association's own; once shared, those of the territory that the actor animates. The comité reads
        sums, never one of these."""
        shared = Q(shared_at__isnull=False)
        return self.filter(actor.acted_for("organisation") | actor.animated(HEAD_OFFICE) & shared)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def shared(self) -> Self:
        return self.exclude(shared_at=None)


class LookBack(Revised):
    """One association, one campaign. What it says of the meeting and of the year to come stands here."""

    class How(models.TextChoices):
        SCREEN = "screen", "sur écran"
        PHONE = "phone", "par téléphone"
        PAPER = "paper", "sur papier"

    class Coming(models.TextChoices):
        WE_COME = "we_come", "Nous venons"
        SOMEBODY = "somebody", "Quelqu’un vient pour nous"
        DATE = "date", "Nous ne pouvons pas\u202f: la date"
        DISTANCE = "distance", "Nous ne pouvons pas\u202f: la distance"
        NOBODY_FREE = "nobody_free", "Nous ne pouvons pas\u202f: personne de libre"
        OTHER = "other", "Nous ne pouvons pas\u202f: une autre raison"

    class Help(models.TextChoices):
        CALL = "call", "Un appel"
        MEETING = "meeting", "Une rencontre"
        TOOL = "tool", "Un outil"
        NOTHING = "nothing", "Rien pour l’instant"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="look_backs")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    how = models.CharField("répondu", max_length=6, choices=How, default=How.SCREEN)
    heard_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="recueilli par"
    )
    coming = models.CharField("au prochain rendez-vous", max_length=11, choices=Coming, blank=True)
    agenda = models.CharField("un point à l’ordre du jour", max_length=300, blank=True)
    proud_of = models.TextField("ce dont nous sommes fiers", blank=True)
    helped_by = models.CharField("ce qui aiderait le plus", max_length=7, choices=Help, blank=True)
    started_at = models.DateTimeField("commencé le", default=timezone.now, editable=False)
    shared_at = models.DateTimeField("partagé le", null=True, blank=True, editable=False)
    shared_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="partagé par"
    )

    objects = LookBackQuerySet.as_manager()

    class Meta:
        verbose_name = "point d’une association"
        verbose_name_plural = "points des associations"
        ordering = ["-campaign__year", "organisation__name_key", "pk"]
        constraints = [
            models.UniqueConstraint("campaign", "organisation", name="look_back_once_a_campaign"),
            models.CheckConstraint(
                condition=Q(shared_at=None, shared_by=None) | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="look_back_shared_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(how="screen", heard_by=None) | ~Q(how="screen") & Q(heard_by__isnull=False),
                name="look_back_heard_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.campaign.year}"

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    def get_absolute_url(self) -> str:
        """Where the team reads it."""
        return reverse("self_evaluations:read", args=[self.pk])


class Said(Revised):
    """What is said of a question: a choice, boxes (the codes of their choices), words."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, models.PROTECT, null=True, blank=True, related_name="+")
    ticked = models.JSONField("cases cochées", default=list, blank=True)
    why = models.CharField("pourquoi", max_length=300, blank=True)
    text = models.TextField("un exemple, ou ce qui a gêné", blank=True)

    class Meta:
        abstract = True

    @property
    def says_something(self) -> bool:
        return bool(self.choice_id or self.ticked or self.text or self.why)

    @property
    def boxes(self) -> list[str]:
        """The words of the boxes that are ticked."""
        return [each.text for each in self.question.read if each.code in self.ticked]


class LookBackAnswer(Said):
    """To one question: a choice, boxes (the codes of their choices), a number or words; none is required.

    `text` is an example or what got in the way, or the answer itself where words are asked; `why` says why it does
    not concern the association. Editing the text withdraws the yes to quote it."""

    look_back = models.ForeignKey(LookBack, models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField("nombre", null=True, blank=True)
    quotable = models.BooleanField("peut être citée", default=False)

    class Meta:
        verbose_name = "réponse d’une association"
        verbose_name_plural = "réponses des associations"
        constraints = [
            models.UniqueConstraint("look_back", "question", name="look_back_answer_once"),
            models.CheckConstraint(condition=Q(quotable=False) | ~Q(text=""), name="look_back_quotes_words"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(choice=None), name="look_back_no_number_behind_a_choice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.look_back}, {self.question_id}"

    @property
    def says_something(self) -> bool:
        return super().says_something or self.number is not None


class ConfidedQuerySet(models.QuerySet["Confided"]):
    def visible_to(self, actor: Actor) -> Self:
        """The association's own; once shared, its one reader's, who was named before it was written, as long as
        she is a reader."""
        reads = NOTHING
        if Role.Kind.CONFIDED in actor.roles and actor.person:
            reads = Q(reader=actor.person, look_back__shared_at__isnull=False)
        return self.filter(actor.acted_for("look_back__organisation") | reads)


class Confided(Said):
    """What a look-back says of clientelism: on screen only, for one reader."""

    look_back = models.OneToOneField(LookBack, models.CASCADE, related_name="confided")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="lu par")

    objects = ConfidedQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse confiée"
        verbose_name_plural = "réponses confiées"

    def __str__(self) -> str:
        return f"réponse confiée {self.pk}"


class KeptFact(models.Model):
    """A line of the year that an association keeps, copied when it shares: what receipt and report read."""

    look_back = models.ForeignKey(LookBack, models.CASCADE, related_name="kept_facts")
    commitment = models.SlugField("engagement", max_length=60)
    name = models.CharField("empreinte", max_length=64)
    at = models.DateTimeField("le")
    text = models.TextField("fait")
    href = models.CharField("page", max_length=300)

    class Meta:
        verbose_name = "fait gardé"
        verbose_name_plural = "faits gardés"
        ordering = ["at", "name"]
        constraints = [models.UniqueConstraint("look_back", "commitment", "name", name="look_back_fact_kept_once")]

    def __str__(self) -> str:
        return self.text


class LeftFact(models.Model):
    """A line that it leaves out, by its name alone: what is left is not kept anywhere."""

    look_back = models.ForeignKey(LookBack, models.CASCADE, related_name="left_facts")
    commitment = models.SlugField("engagement", max_length=60)
    name = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "fait laissé"
        verbose_name_plural = "faits laissés"
        constraints = [models.UniqueConstraint("look_back", "commitment", "name", name="look_back_fact_left_once")]

    def __str__(self) -> str:
        return self.name


class CallBack(models.Model):
    """« Rappelez-moi »: a number and when to dial it, both emptied once somebody called."""

    look_back = models.OneToOneField(LookBack, models.CASCADE, related_name="call_back")
    number = models.CharField("numéro", max_length=30, blank=True)
    when = models.CharField("quand", max_length=120, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="demandé par")
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    called_at = models.DateTimeField("appelé le", null=True, blank=True)
    called_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "rappel demandé"
        verbose_name_plural = "rappels demandés"
        constraints = [
            models.CheckConstraint(
                condition=Q(called_at=None) & ~Q(number="") | Q(called_at__isnull=False, number="", when=""),
                name="call_back_number_until_called",
            )
        ]

    def __str__(self) -> str:
        return f"rappel, {self.look_back_id}"
