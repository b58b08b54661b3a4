"""Sayings: what a resident writes, before anybody but the relais of the neighbourhood has read it.

A need is made of it once it was read (`needs.Need`); until then, and for ever where it is closed, it is a row of
its own, which no list, page, file or count of needs can hold."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from engagements.needs.models import Need
from engagements.relays.models import Relay
from engagements.voices.models import Voice
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Qpv

LONGEST_SAYING = 600
KEYS_LAST = timedelta(days=3 * 365)  # longer than one knows whose it was: keys go with that (`voices.forget_who`)
READ_WITHIN, CLOSES_AFTER = timedelta(days=7), timedelta(days=14)


class Wants(models.TextChoices):
    WRONG = "wrong", "Quelque chose ne va pas"
    WISH = "wish", "Une envie pour le quartier"


class About(models.TextChoices):
    HOME = "home", "Le logement, l’immeuble"
    STREET = "street", "La rue, la lumière, la propreté"
    CHILDREN = "children", "Les enfants, l’école"
    HEALTH = "health", "La santé"
    MOVING = "moving", "Se déplacer"
    MEETING = "meeting", "Se retrouver, sortir"
    PAPERS = "papers", "Le travail, les papiers"
    OTHER = "other", "Autre chose"


class State(models.TextChoices):
    WAITING = "waiting", "pas encore lu"
    OPENED = "opened", "lu, et dit aux associations d’ici"
    CLOSED = "closed", "lu, et gardé pour nous"


class Why(models.TextChoices):
    """Why what was written is told to nobody."""

    DANGER = "danger", "danger, menaces, trafic, violence"
    PERSON = "person", "parle d’une personne que l’on reconnaît"
    OTHER = "other", "ne peut pas être suivi ici"


class Told(models.IntegerChoices):
    """Who was last told that it waits."""

    NOBODY = 0, "personne"
    FIRST = 1, "la première personne"
    SECOND = 2, "la deuxième personne et l’équipe"
    AUTHOR = 3, "qui l’a écrit"


class SayingQuerySet(models.QuerySet["Saying"]):
    def visible_to(self, actor: Actor) -> "SayingQuerySet":
        """The two people who read there today, and who animates there. Its author holds a key."""
        read = Relay.objects.read_by(actor.person).values("qpv")
        return self.filter(Q(qpv__in=read) | actor.animated("qpv__department"))

    def waiting(self) -> "SayingQuerySet":
        return self.filter(state=State.WAITING)

    def unread_for(self, age: timedelta) -> "SayingQuerySet":
        return self.waiting().filter(said_at__lte=timezone.now() - age)

    def with_details(self) -> "SayingQuerySet":
        """Each with what a page says of it (2 queries whatever their number), the oldest first."""
        named = self.select_related("qpv__department", "voice__contact", "need")
        return named.prefetch_related("qpv__communes").order_by("said_at", "pk")


class Saying(models.Model):
    """What somebody wrote, in their words, whatever the language. `told` says who heard that it waits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    qpv = models.ForeignKey(Qpv, models.PROTECT, related_name="+", verbose_name="quartier")
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="+", verbose_name="voix")
    wants = models.CharField("quoi", max_length=5, choices=Wants)
    about = models.CharField("à propos de", max_length=8, choices=About)
    text = models.TextField("ce qui est écrit", max_length=LONGEST_SAYING)
    said_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    state = models.CharField("état", max_length=7, choices=State, default=State.WAITING)
    why = models.CharField("pourquoi", max_length=6, choices=Why, blank=True)
    need = models.OneToOneField(
        Need, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="besoin"
    )
    read_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lu par"
    )
    read_at = models.DateTimeField("lu le", null=True, blank=True)
    told = models.PositiveSmallIntegerField("qui sait que cela attend", choices=Told, default=Told.NOBODY)

    objects = SayingQuerySet.as_manager()

    class Meta:
        verbose_name = "besoin écrit"
        verbose_name_plural = "besoins écrits"
        ordering = ["said_at", "pk"]
        indexes = [models.Index("state", "said_at", name="saying_waits")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="saying_says_something"),
            models.CheckConstraint(
                condition=Q(state="waiting", read_at=None) | ~Q(state="waiting") & Q(read_at__isnull=False),
                name="saying_read_or_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state="opened", need__isnull=False) | ~Q(state="opened") & Q(need=None),
                name="saying_opened_as_a_need",
            ),
            models.CheckConstraint(
                condition=Q(state="closed") & ~Q(why="") | ~Q(state="closed") & Q(why=""),
                name="saying_closed_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.qpv}"

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING
