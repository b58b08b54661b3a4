"""« Qui dépose quoi ? »: a consultation on a call at a place, who belongs to it, and a line for each project."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from engagements.consultations.models.calls import LONGEST_CALL, Call
from engagements.flags.models import Case, Hideable
from engagements.needs.models import Need
from engagements.scope.models import Placed, PlacedQuerySet
from engagements.voices.models import Voice
from qpv_charter.toolkit.clock import Timed, TimedQuerySet
from qpv_charter.toolkit.revisions import Revised
from signatories.organisations.models import Organisation, Theme
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature
from signatories.territories.models import Qpv

LONGEST_AUDIENCE, LONGEST_OUTCOME = 120, 1000
LINE_KIND = "ligne"  # of the texts that may be reported, among those who read it
PAGE_CODE = 12  # letters and digits: 60 bits, it cannot be guessed


class Said(models.TextChoices):
    """What an association says of a project: never the idea, never the amount."""

    ALONE = "seuls", "nous déposons seuls"
    SEEK = "cherche", "nous cherchons des partenaires"
    JOIN = "rejoindre", "nous rejoindrions"
    UNSURE = "sais-pas", "nous ne savons pas encore"
    NOT_FOR_US = "pas-nous", "pas concernés"


class Outcome(models.TextChoices):
    TOGETHER = "ensemble", "une réponse commune"
    COORDINATED = "coordonnees", "des réponses coordonnées"
    EACH = "chacun", "chacun de son côté"
    NONE = "aucune", "personne ne dépose"


class ConsultationQuerySet(PlacedQuerySet["Consultation"], TimedQuerySet["Consultation"]):  # type: ignore[override]  # as_manager, of either
    def open_to(self, actor: Actor) -> "ConsultationQuerySet":
        """Those that the association she acts for takes part in, or may: it belonged to the place when they opened
        and does still, or was invited; and its signature is published, since before they opened."""
        if actor.acts_for is None:
            return self.none()
        invited = Party.objects.filter(organisation=actor.acts_for, invited_by__isnull=False)
        belonged = Party.objects.filter(organisation=actor.acts_for, invited_by=None)
        signed = Signature.objects.published().filter(organisation=actor.acts_for)
        before = signed.filter(published_at__lte=OuterRef("opened_at"))
        there = self.model.objects.where_acts(actor.acts_for)
        return self.filter(
            Q(pk__in=invited.values("consultation")) & Exists(signed)
            | Q(pk__in=belonged.values("consultation")) & Q(pk__in=there.values("pk")) & Exists(before)
        )

    def told_to(self, actor: Actor) -> "ConsultationQuerySet":
        """Those of which she reads all lines, and what came of them: her association has a line, or joined one,
        and the common hour has come."""
        opening = Line.objects.opening()
        joined = Partner.objects.accepted().filter(organisation=actor.acts_for, line__in=opening)
        with_one = Q(pk__in=opening.of(actor).values("consultation")) | Q(
            pk__in=joined.values("line__consultation")
        )
        return self.open_to(actor).filter(with_one, starts_at__lte=timezone.now())

    def visible_to(self, actor: Actor) -> "ConsultationQuerySet":
        """Those whose existence she may know: open to her association, or at a place that she animates."""
        return self.filter(Q(pk__in=self.model.objects.open_to(actor).values("pk")) | actor.animated("department"))


class Consultation(Placed, Timed):
    """Who files what, on a call, at a place: all lines open at one hour, `starts_at`; a department at most.

    `organiser` is None where the team opened it. `where` is the meeting, empty for an hour alone. It is concluded
    once `outcome` is said; `lead` is the line of who leads a common answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="consultations", verbose_name="appel")
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="association qui l’ouvre",
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ouverte par")
    opened_at = models.DateTimeField("ouverte le", default=timezone.now, editable=False)
    where = models.CharField("réunion", max_length=LONGEST_CALL, blank=True)
    outcome = models.CharField("issue", max_length=11, choices=Outcome, blank=True)
    lead = models.ForeignKey(
        "engagements.Line", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chef de file"
    )
    told = models.TextField("ce qui est convenu", max_length=LONGEST_OUTCOME, blank=True)
    dissent = models.TextField("désaccord gardé", max_length=LONGEST_OUTCOME, blank=True)
    concluded_at = models.DateTimeField("conclue le", null=True, blank=True)
    concluded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="conclue par"
    )

    page_code = models.CharField(
        "code de la page à joindre", max_length=PAGE_CODE, unique=True, null=True, blank=True
    )

    objects: ClassVar[ConsultationQuerySet] = ConsultationQuerySet.as_manager()  # type: ignore[assignment]  # of its own rows

    class Meta(Placed.Meta):
        verbose_name = "concertation"
        ordering = ["starts_at", "pk"]
        indexes = [models.Index("starts_at", name="consultation_starts_at")]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="", concluded_at=None, lead=None)
                | ~Q(outcome="") & Q(concluded_at__isnull=False),
                name="consultation_concluded_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="ensemble", lead__isnull=False) | ~Q(outcome="ensemble") & Q(lead=None),
                name="consultation_together_has_a_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}, {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("consultations:room", args=[self.pk])

    @property
    def concluded_late(self) -> bool:
        """Whether its outcome was recorded after the last date of the call."""
        last = self.call.last_on
        return bool(self.concluded_at and last and timezone.localdate(self.concluded_at) > last)

    @property
    def is_revealed(self) -> bool:
        """Whether its common hour has come."""
        return bool(self.starts_at <= timezone.now())


class Party(models.Model):
    """An association to which a consultation is open: it acted there when it opened, or was invited since."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="parties", verbose_name="concertation"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="invitée par"
    )

    class Meta:
        verbose_name = "association d’une concertation"
        verbose_name_plural = "associations des concertations"
        constraints = [models.UniqueConstraint("consultation", "organisation", name="party_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.consultation}"


class Named(models.Model):
    """An association that agrees to be named on the page to be joined to a file, and at its public address."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="named", verbose_name="concertation"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    agreed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="accepté par")
    agreed_at = models.DateTimeField("accepté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "association nommée"
        verbose_name_plural = "associations nommées"
        ordering = ["agreed_at", "pk"]
        constraints = [models.UniqueConstraint("consultation", "organisation", name="named_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.consultation}"


class LineQuerySet(models.QuerySet["Line"]):
    def standing(self) -> "LineQuerySet":
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def opening(self) -> "LineQuerySet":
        """Those that let who wrote them read the others: « pas concernés » opens nothing."""
        return self.standing().exclude(said=Said.NOT_FOR_US)

    def of(self, actor: Actor) -> "LineQuerySet":
        """Those of the association she acts for."""
        return self.filter(actor.acted_for("organisation"))

    def visible_to(self, actor: Actor) -> "LineQuerySet":
        """The only road to a line: one's own, and what one noted; from the common hour on, all those that
        stand and were not hidden, to who has one. Nobody else's, of the team either: who is named to read one that
        was reported reads it with its case."""
        if actor.acts_for is None:
            return self.none()
        rooms = Consultation.objects.open_to(actor).values("pk")
        shown = Q(taken_back_at=None) & (Q(hidden_at=None) | Q(organisation=None))
        own = Q(organisation=actor.acts_for) | Q(voice__noted_for=actor.acts_for) & shown
        lines = Line.objects.opening()
        has_one = lines.of(actor).values("consultation")
        joined = Partner.objects.accepted().filter(organisation=actor.acts_for, line__taken_back_at=None)
        revealed = Q(consultation__starts_at__lte=timezone.now(), taken_back_at=None, hidden_at=None)
        with_one = Q(consultation__in=has_one) | Q(consultation__in=joined.values("line__consultation"))
        return self.filter(Q(consultation__in=rooms) & (own | revealed & with_one))


class Line(Revised, Hideable):
    """What an association says of one project. `organisation` is None for one that has no record here: `voice`
    says how it is called, and who noted it. `confirmed_at`: when it read what was noted for it. `case`,
    `may_be_reported` and `asked` (what her association asked of it) are for its consultation's page
    (`rooms.room_of`)."""

    case: Case | None = None
    may_be_reported: bool = False
    asked: "Partner | None" = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="lines", verbose_name="concertation"
    )
    voice = models.OneToOneField(Voice, models.PROTECT, related_name="+", verbose_name="voix")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="association"
    )
    said = models.CharField("dit", max_length=9, choices=Said)
    can_lead = models.BooleanField("peut être chef de file", default=False)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thème")
    audience = models.CharField("public", max_length=LONGEST_AUDIENCE, blank=True)
    qpvs = models.ManyToManyField(Qpv, blank=True, related_name="+", verbose_name="quartiers")
    needs = models.ManyToManyField(Need, blank=True, related_name="+", verbose_name="besoins")
    confirmed_at = models.DateTimeField("relue le", null=True, blank=True)
    taken_back_at = models.DateTimeField("reprise le", null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne"
        ordering = ["voice__said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(said__in=["pas-nous", "sais-pas"]) | Q(can_lead=False),
                name="line_leads_what_is_filed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}\u202f: {self.get_said_display()}"

    def get_absolute_url(self) -> str:
        return self.consultation.get_absolute_url()

    @property
    def author(self) -> Organisation | None:
        """Whose words they are: of one that has no record here, those of who noted it."""
        return self.organisation or self.voice.noted_for

    @property
    def name(self) -> str:
        """How who says it is called, on the pages of those who may read it."""
        return self.organisation.name if self.organisation else self.voice.name

    @property
    def waits_for_its_author(self) -> bool:
        """Noted by somebody else, and not read yet by the association that it is said to be of."""
        return bool(self.organisation_id and self.voice.was_noted and self.confirmed_at is None)


class PartnerQuerySet(models.QuerySet["Partner"]):
    def accepted(self) -> "PartnerQuerySet":
        return self.filter(accepted_at__isnull=False)


class Partner(models.Model):
    """An association that asks to join a line; `accepted_at`, once the line's association said yes."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="partners", verbose_name="ligne")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="demandé par")
    asked_at = models.DateTimeField("demandé le", default=timezone.now, editable=False)
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "partenaire d’une ligne"
        verbose_name_plural = "partenaires des lignes"
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint("line", "organisation", name="partner_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.line}"
