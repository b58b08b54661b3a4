"""Texts that were reported: by how many and why, who read them, what was decided, what their author answers."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from engagements.scope.models import Placed
from signatories.organisations.models import Organisation
from signatories.people.actors import NOTHING, Actor
from signatories.people.models import User
from signatories.territories.models import Department

LONGEST_WORDS, LONGEST_WHY = 500, 500
DIGEST = 64  # characters: a SHA-256


class Hideable(models.Model):
    """What may be reported. `hidden_at`: since when it is out of the sight of who reads it; until somebody has
    read it, or for a reason (`Case`)."""

    hidden_at = models.DateTimeField("retiré le", null=True, blank=True)

    class Meta:
        abstract = True


class Reportable(Placed, Hideable):
    """What anyone may report: hidden, its author and its animators still read it."""

    class Meta(Placed.Meta):
        abstract = True


class Reason(models.TextChoices):
    NAMES = "names", "Il nomme ou désigne une personne"
    HURTS = "hurts", "Il insulte, menace ou appelle à la haine"
    FALSE = "false", "Il est faux, ou c’est une publicité"
    OTHER = "other", "Autre chose"


class State(models.TextChoices):
    WAITING = "waiting", "à lire"
    KEPT = "kept", "gardé"
    HIDDEN = "hidden", "retiré"
    APPEALED = "appealed", "à relire par une autre personne"


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """All those of the departments that one animates; what the comité is asked, to who reads for it; what was
        hidden, to the association whose words they are. What is said among associations, to who is named alone,
        as long as something is to be decided."""
        here = actor.animated("department")
        asked = Q(state=State.APPEALED) if actor.reads_for_the_committee else NOTHING
        named = Q(reader=actor.person, reader__isnull=False) & ~Q(state=State.KEPT)
        hers = actor.acted_for("author") & Q(state__in=[State.HIDDEN, State.APPEALED])
        return self.filter((here | asked) & (Q(reader=None) | named) | hers)

    def open(self) -> "CaseQuerySet":
        """Those that keep a text out of sight, or that nobody has read."""
        return self.exclude(state=State.KEPT)

    def to_read(self) -> "CaseQuerySet":
        return self.filter(state__in=[State.WAITING, State.APPEALED])

    def of(self, kind: str, about: uuid.UUID) -> "CaseQuerySet":
        return self.filter(kind=kind, about=about)


class Case(models.Model):
    """A text that somebody reported, or that an animator hid of her own accord, from then until it is decided.

    `kind` and `about` say which (`places.Kind`), `digest` in which words it was read; `author` is the association
    whose words they are. `reader` is who is named to read it, alone, where it is said among associations. An
    appeal is answered once, by somebody else than who decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("sorte de texte", max_length=20)
    about = models.UUIDField("texte")
    digest = models.CharField("empreinte", max_length=DIGEST)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="département")
    author = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="association"
    )
    state = models.CharField("état", max_length=8, choices=State, default=State.WAITING)
    opened_at = models.DateTimeField("ouvert le", default=timezone.now, editable=False)
    reader = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lu par"
    )
    why = models.CharField("pourquoi", max_length=LONGEST_WHY, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="décidé par"
    )
    decided_at = models.DateTimeField("décidé le", null=True, blank=True)
    appeal = models.CharField("ce que dit l’association", max_length=LONGEST_WORDS, blank=True)
    appealed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="contesté par"
    )
    answer = models.CharField("réponse", max_length=LONGEST_WHY, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="relu par"
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "texte signalé"
        verbose_name_plural = "textes signalés"
        ordering = ["opened_at", "pk"]
        indexes = [models.Index("kind", "about", name="case_text")]
        constraints = [
            models.UniqueConstraint("kind", "about", condition=~Q(state="kept"), name="case_one_open_a_text"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | ~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="case_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["hidden", "appealed"]) | ~Q(why=""), name="case_hidden_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="appealed") | ~Q(appeal="") & Q(appealed_by__isnull=False, answered_by=None),
                name="case_appeal_says_something",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("decided_by")), name="case_answered_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state="appealed") | Q(reader=None) | ~Q(reader=F("decided_by")),
                name="case_appeal_read_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.get_state_display()}"

    @property
    def is_to_read(self) -> bool:
        return self.state in {State.WAITING, State.APPEALED}

    @property
    def hides(self) -> bool:
        return self.state in {State.HIDDEN, State.APPEALED}

    @property
    def may_be_appealed(self) -> bool:
        return self.state == State.HIDDEN and self.appealed_by_id is None


class Report(models.Model):
    """What one person says of a text, to the team alone. With an address, she is told what was decided."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports", verbose_name="texte signalé")
    reason = models.CharField("pourquoi", max_length=5, choices=Reason)
    words = models.CharField("en quelques mots", max_length=LONGEST_WORDS, blank=True)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    said_at = models.DateTimeField("le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "signalement"
        verbose_name_plural = "signalements"
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return self.get_reason_display()
