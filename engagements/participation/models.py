"""Gatherings: when people are asked to meet, who answered what, which date was chosen, what came of it."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from engagements.flags.models import Reportable
from engagements.scope.models import Placed, PlacedQuerySet
from engagements.voices.models import Voice
from qpv_charter.toolkit.clock import Timed, TimedQuerySet
from qpv_charter.toolkit.revisions import Revised
from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.short_codes import LENGTH, new_code
from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature

LONGEST_TITLE, LONGEST_TEXT, LONGEST_WHERE, LONGEST_WHY = 120, 1000, 200, 300
LONGEST_LANGUAGE = 60
CHILDCARE, ACCESS, TRANSPORT = "une garde d’enfants", "un lieu sans marche", "un moyen de venir"
KEPT = timedelta(days=90)  # after the last date: who answered, how to reach them, what they needed


class State(models.TextChoices):
    PROPOSING = "proposing", "date à choisir ensemble"
    FIXED = "fixed", "date fixée"
    HELD = "held", "a eu lieu"
    CANCELLED = "cancelled", "annulée"


class Rhythm(models.TextChoices):
    NONE = "", "une seule fois"
    WEEK = "week", "chaque semaine, le même jour"
    MONTH = "month", "chaque mois, le même jour (par exemple le premier jeudi)"


MOST_PEOPLE = 2000
ASKING = frozenset({State.PROPOSING, State.FIXED})  # as long as its last date has not passed


_COUNTED = [f"{kind}__isnull" for kind in ("residents", "volunteers", "employees", "public_bodies")]


class GatheringQuerySet(PlacedQuerySet["Gathering"]):
    def public(self) -> "GatheringQuerySet":
        """Those that are in sight and public, of associations whose signature the public sees."""
        seen = Signature.objects.published().values("organisation")
        return self.filter(is_public=True, hidden_at=None, organisation__in=seen)

    def visible_to(self, actor: Actor) -> "GatheringQuerySet":
        """The only road to a page, a list, a file, a feed or a mail: what is public, one's own, what one animates.

        Whoever holds its invitation sees it besides (`views.invited`)."""
        hers = actor.acted_for("organisation") | actor.animated("department")
        return self.filter(Q(pk__in=self.public().values("pk")) | hers)

    def to_come(self) -> "GatheringQuerySet":
        """Those whose last date has not passed, the first to begin first."""
        return self.filter(last_at__gte=timezone.now()).order_by("first_at", "pk")

    def past(self) -> "GatheringQuerySet":
        return self.filter(last_at__lt=timezone.now()).order_by("-last_at", "pk")

    def search(self, typed: str) -> "GatheringQuerySet":
        return matching(self, typed)


class Gathering(Reportable, Revised):
    """People who meet. With several dates, each says when they can; with one, it is fixed at once.

    `first_at` and `last_at` are the first and the last of the dates that still count: those proposed, then the one
    chosen. `sequence` counts what a calendar must take again (RFC 5545). `invitation` opens it to whoever reads it
    on a poster, when it is not public too. Attendance is counted by kind once it was held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    title = models.CharField("titre", max_length=LONGEST_TITLE)
    text = models.TextField("en quelques mots", max_length=LONGEST_TEXT, blank=True)
    where = models.CharField("où", max_length=LONGEST_WHERE, blank=True)
    is_public = models.BooleanField("publique", default=True)
    state = models.CharField("état", max_length=9, choices=State, default=State.PROPOSING)
    chosen = models.ForeignKey(
        "GatheringTime", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="date choisie"
    )
    first_at = models.DateTimeField("première date", editable=False)
    last_at = models.DateTimeField("dernière date", editable=False)
    sequence = models.PositiveIntegerField("version du rendez-vous", default=0, editable=False)
    cancelled_why = models.CharField("pourquoi elle est annulée", max_length=LONGEST_WHY, blank=True)
    rhythm = models.CharField("revient", max_length=5, choices=Rhythm, default=Rhythm.NONE, blank=True)
    reminded_at = models.DateTimeField("rappelée le", null=True, blank=True, editable=False)
    changed_at = models.DateTimeField("dernière décision le", default=timezone.now, editable=False)
    residents = models.PositiveSmallIntegerField("habitantes et habitants", null=True, blank=True)
    volunteers = models.PositiveSmallIntegerField("bénévoles", null=True, blank=True)
    employees = models.PositiveSmallIntegerField("salariées et salariés d’associations", null=True, blank=True)
    public_bodies = models.PositiveSmallIntegerField("services publics", null=True, blank=True)
    childcare_given = models.BooleanField("il y avait une garde d’enfants", default=False)
    interpreting_given = models.BooleanField("il y avait un interprète", default=False)
    outcome = models.TextField("ce que cela a donné", max_length=LONGEST_TEXT, blank=True)
    invitation = models.CharField("invitation", max_length=LENGTH, default=new_code, unique=True, editable=False)
    search_text = models.CharField(max_length=400, editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="proposée par")
    asked_at = models.DateTimeField("proposée le", default=timezone.now, editable=False)

    objects: ClassVar[GatheringQuerySet] = GatheringQuerySet.as_manager()  # type: ignore[assignment]  # a manager of it

    class Meta:
        verbose_name = "rencontre"
        verbose_name_plural = "rencontres"
        ordering = ["first_at", "pk"]
        indexes = [models.Index("last_at", "first_at", name="gathering_dates")]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="gathering_has_a_title"),
            models.CheckConstraint(
                condition=Q(state="proposing", chosen=None)
                | Q(state__in=["fixed", "held"], chosen__isnull=False)
                | Q(state="cancelled"),
                name="gathering_date_chosen_once_fixed",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_why="")
                | ~Q(state="cancelled") & Q(cancelled_why=""),
                name="gathering_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="held", **dict.fromkeys(_COUNTED, False))
                | ~Q(state="held") & Q(**dict.fromkeys(_COUNTED, True)),
                name="gathering_counted_once_held",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        self.search_text = fold(f"{self.title} {self.where}")[:400]
        if update_fields is not None and {"title", "where"} & {*update_fields}:
            update_fields = {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **options)

    def get_absolute_url(self) -> str:
        return reverse("participation:gathering", args=[self.pk])

    @property
    def is_asking(self) -> bool:
        """Whether one may still say when one can, or that one comes."""
        return self.state in ASKING and self.last_at > timezone.now()

    def asked(self) -> list["GatheringTime"]:
        """The dates that one answers of: those proposed, or the one that was chosen (1 query at most)."""
        if self.state == State.PROPOSING:
            return list(self.times.all())
        return [self.chosen] if self.chosen else []

    @property
    def is_over(self) -> bool:
        return self.last_at <= timezone.now()

    @property
    def came(self) -> int:
        """How many people came."""
        return sum(each or 0 for each in (self.residents, self.volunteers, self.employees, self.public_bodies))

    @property
    def forget_on(self) -> date:
        """After which day nobody can tell who answered."""
        return timezone.localdate(self.last_at) + KEPT


class GatheringTime(Timed):
    """A date that was proposed, or chosen without asking."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="times")

    objects: ClassVar[TimedQuerySet["GatheringTime"]] = TimedQuerySet["GatheringTime"].as_manager()  # type: ignore[assignment]  # a manager of it

    class Meta:
        verbose_name = "date d’une rencontre"
        verbose_name_plural = "dates des rencontres"
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint("gathering", "day", "at", name="gathering_time_once")]

    def __str__(self) -> str:
        return self.said


class AnswerQuerySet(models.QuerySet["Answer"]):
    def read_by(self, actor: Actor) -> "AnswerQuerySet":
        """Names, conditions and contacts: for who organises, and nobody else."""
        return self.filter(actor.acted_for("gathering__organisation"))


class Answer(models.Model):
    """What a voice said of the dates of a gathering, and what would make it possible to come."""

    voice = models.OneToOneField(
        Voice, models.CASCADE, primary_key=True, related_name="gathering_answer", verbose_name="voix"
    )
    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="answers", verbose_name="rencontre")
    childcare = models.BooleanField("une garde d’enfants", default=False)
    interpreting = models.CharField("un interprète en", max_length=LONGEST_LANGUAGE, blank=True)
    access = models.BooleanField("un lieu sans marche", default=False)
    transport = models.BooleanField("un moyen de venir", default=False)

    objects: ClassVar[AnswerQuerySet] = AnswerQuerySet.as_manager()  # type: ignore[assignment]  # a manager of it

    class Meta:
        verbose_name = "réponse à une rencontre"
        verbose_name_plural = "réponses aux rencontres"
        ordering = ["voice__said_at", "pk"]

    def __str__(self) -> str:
        return str(self.voice)

    def get_absolute_url(self) -> str:
        return reverse("participation:answer", args=[self.pk])

    @property
    def needs(self) -> list[str]:
        """What would make it possible to come, in words."""
        asked = {
            CHILDCARE: self.childcare,
            ACCESS: self.access,
            TRANSPORT: self.transport,
            f"un interprète ({self.interpreting})": bool(self.interpreting),
        }
        return [words for words, needed in asked.items() if needed]


class Says(models.TextChoices):
    YES = "yes", "Oui"
    IF_NEEDED = "if_needed", "S’il le faut"
    NO = "no", "Non"


class AnswerTime(models.Model):
    """What an answer says of one date."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="said")
    time = models.ForeignKey(GatheringTime, models.CASCADE, related_name="answers")
    says = models.CharField("peut venir", max_length=9, choices=Says)

    class Meta:
        verbose_name = "réponse pour une date"
        verbose_name_plural = "réponses pour les dates"
        constraints = [models.UniqueConstraint("answer", "time", name="gathering_answer_once_a_time")]

    def __str__(self) -> str:
        return f"{self.time}\u202f: {self.get_says_display()}"
