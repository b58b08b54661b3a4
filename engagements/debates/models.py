"""Sheets: what people agree, what separates them, what is to be tried. Of a gathering, or of a debate alone."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from engagements.decisions.models import Decision
from engagements.invited.models import Invited, InvitedKey, InvitedQuerySet
from engagements.participation.models import Gathering
from engagements.scope.models import Placed, PlacedQuerySet
from engagements.voices.models import Voice
from qpv_charter.toolkit.revisions import Revised
from signatories.organisations.models import Organisation
from signatories.people.actors import NOTHING, Actor
from signatories.people.models import User
from signatories.signatures.models import Signature

LONGEST_TITLE, LONGEST_CONTEXT, LONGEST_POINT, LONGEST_NOTE = 200, 2000, 500, 1000


class State(models.TextChoices):
    PREPARED = "prepared", "préparé"
    HELD = "held", "a eu lieu"
    CORRECTING = "correcting", "à relire"
    CLOSED = "closed", "clos"


class Stage(models.TextChoices):
    BEFORE = "avant", "avant un projet"
    AFTER = "apres", "après un projet"


class Part(models.TextChoices):
    """The three parts of a sheet, in their order; an empty one is shown too."""

    AGREED = "agreed", "ce qui nous rassemble"
    APART = "apart", "ce qui nous sépare"
    TRY = "try", "à essayer"


class SheetQuerySet(PlacedQuerySet["Sheet"]):
    def taken_part_in(self, actor: Actor) -> Q:
        """Those of the association she acts for: it leads them, or was invited and its signature is published."""
        if actor.acts_for is None:
            return NOTHING
        published = Signature.objects.published().filter(organisation=actor.acts_for)
        invited = SheetParty.objects.filter(Exists(published), organisation=actor.acts_for)
        return Q(organisation=actor.acts_for) | Q(pk__in=invited.values("sheet"))

    def visible_to(self, actor: Actor) -> "SheetQuerySet":
        """The only road to a page, a list, a file, a card or a letter. Who holds an invitation sees it besides
        (`views.invited`)."""
        near = Q(pk__in=Sheet.objects.near(actor.acts_for).values("pk")) if actor.acts_for else NOTHING
        seen = Q(is_public=True) | Q(place_reads=True) & near
        return self.filter(seen | self.taken_part_in(actor) | actor.animated("department"))

    def public(self) -> "SheetQuerySet":
        return self.filter(is_public=True)

    def with_details(self) -> "SheetQuerySet":
        """Each with what a list shows of it (3 queries whatever their number), the last one first; `is_named`:
        whether its association is, to all."""
        published = Signature.objects.published().filter(organisation=OuterRef("organisation"))
        found = self.with_place().select_related("organisation", "gathering__chosen", "before", "after")
        return found.annotate(is_named=Exists(published)).order_by(F("held_on").desc(nulls_first=True), "pk")


class Sheet(Placed, Revised):
    """A debate, or the notes of a gathering. `organisation` is None where the team leads it.

    `place_reads`: whether the signatories of the place read it; `wants_public`: whether anybody will, once it is
    closed and everyone named said yes; `is_public`: whether anybody does. `before` is the sheet of the same
    project before it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gathering = models.OneToOneField(
        Gathering, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="notes de la rencontre"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="association"
    )
    title = models.CharField("question", max_length=LONGEST_TITLE)
    context = models.TextField("contexte", max_length=LONGEST_CONTEXT, blank=True)
    stage = models.CharField("moment", max_length=5, choices=Stage, blank=True)
    before = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="after", verbose_name="suite de"
    )
    state = models.CharField("état", max_length=10, choices=State, default=State.PREPARED)
    held_on = models.DateField("tenu le", null=True, blank=True)
    correct_until = models.DateField("à relire jusqu’au", null=True, blank=True)
    closed_at = models.DateTimeField("clos le", null=True, blank=True)
    place_reads = models.BooleanField("lu par les signataires du territoire", default=False)
    wants_public = models.BooleanField("à publier", default=False)
    is_public = models.BooleanField("public", default=False)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ouvert par")
    opened_at = models.DateTimeField("ouvert le", default=timezone.now, editable=False)

    objects: ClassVar[SheetQuerySet] = SheetQuerySet.as_manager()  # type: ignore[assignment]  # a manager of it

    class Meta(Placed.Meta):
        verbose_name = "fiche"
        ordering = ["-opened_at", "pk"]
        indexes = [models.Index("state", "correct_until", name="sheet_state")]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="sheet_asks_something"),
            models.CheckConstraint(
                condition=Q(gathering=None) & ~Q(stage="") | Q(gathering__isnull=False, stage=""),
                name="sheet_before_or_after_unless_of_a_gathering",
            ),
            models.CheckConstraint(
                condition=Q(before=None) | Q(stage="apres"), name="sheet_that_follows_is_after"
            ),
            models.CheckConstraint(
                condition=Q(state="prepared", held_on=None) | ~Q(state="prepared") & Q(held_on__isnull=False),
                name="sheet_held_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "held"], correct_until=None)
                | Q(state__in=["correcting", "closed"], correct_until__isnull=False),
                name="sheet_corrected_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at=None),
                name="sheet_closed_once",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(state="closed", wants_public=True),
                name="sheet_public_once_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("debates:sheet", args=[self.pk])

    @property
    def kind(self) -> str:
        """In words: « Notes d’une rencontre », « Débat avant un projet »."""
        return f"Débat {self.get_stage_display()}" if self.stage else "Notes d’une rencontre"

    @property
    def led_by(self) -> uuid.UUID:
        """The key of the association that opened it; one that nobody has, where the team did."""
        return self.organisation_id or uuid.UUID(int=0)

    @property
    def is_open(self) -> bool:
        """Whether points may be written: it takes place, or is read again."""
        return self.state in {State.HELD, State.CORRECTING}


class Point(Revised):
    """Something said, in one part of a sheet; of a disagreement, who holds it and why. A row of its own, so that
    several write at once and nobody's text is lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="points", verbose_name="fiche")
    part = models.CharField("partie", max_length=6, choices=Part)
    text = models.TextField("ce qui se dit", max_length=LONGEST_POINT)
    reason = models.TextField("pourquoi", max_length=LONGEST_POINT, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tenu par"
    )
    voice = models.OneToOneField(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tenu par quelqu’un"
    )
    written_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="écrit au nom de"
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrit par")
    written_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "point d’une fiche"
        verbose_name_plural = "points des fiches"
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="point_says_something"),
            models.CheckConstraint(
                condition=~Q(part="apart")
                | ~Q(reason="") & (Q(organisation__isnull=False) | Q(voice__isnull=False)),
                name="point_apart_has_a_holder_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(part="apart") | Q(reason="", organisation=None, voice=None),
                name="point_held_only_apart",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class DecidedAt(models.Model):
    """That something was decided at a sheet's meeting."""

    decision = models.OneToOneField(Decision, models.CASCADE, primary_key=True, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="decided", verbose_name="fiche")

    class Meta:
        verbose_name = "décision d’une fiche"
        verbose_name_plural = "décisions des fiches"

    def __str__(self) -> str:
        return str(self.decision)


class SheetParty(models.Model):
    """An association that takes part: invited, or named in a sheet. `agreed_at`: when it said yes to being read by
    anybody."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="parties", verbose_name="fiche")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="invitée par")
    agreed_at = models.DateTimeField("d’accord pour publier le", null=True, blank=True)

    class Meta:
        verbose_name = "association d’une fiche"
        verbose_name_plural = "associations des fiches"
        constraints = [models.UniqueConstraint("sheet", "organisation", name="sheet_party_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.sheet}"


class SheetGuest(Invited):
    """Whoever is invited to read a sheet."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="guests", verbose_name="fiche")

    objects = InvitedQuerySet["SheetGuest"].as_manager()

    class Meta(Invited.Meta):
        verbose_name = "personne invitée"
        verbose_name_plural = "personnes invitées"
        constraints = [models.CheckConstraint(condition=~Q(called=""), name="sheet_guest_is_somebody")]


class SheetGuestKey(InvitedKey):
    target = models.ForeignKey(SheetGuest, models.CASCADE, related_name="keys")

    class Meta(InvitedKey.Meta):
        verbose_name = "clé d’une personne invitée"
        verbose_name_plural = "clés des personnes invitées"


class SheetNote(models.Model):
    """A correction that came once a sheet was closed: dated, beside what was written, which stays."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="notes", verbose_name="fiche")
    text = models.TextField("note", max_length=LONGEST_NOTE)
    written_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="écrite au nom de"
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="écrite par")
    written_at = models.DateTimeField("écrite le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "note d’une fiche"
        verbose_name_plural = "notes des fiches"
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="sheet_note_says_something")]

    def __str__(self) -> str:
        return self.text
