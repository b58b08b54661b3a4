"""A signature and the mandate it rests on."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone

from qpv_charter.toolkit.text import LONGEST_KEY, key_of
from signatories.charter.models import CharterVersion
from signatories.organisations.models import Organisation, private_storage
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.dates import Dated, Precision
from signatories.signatures.models.groups import JointGroup, SigningSession

ERASED_PERSON = "Personne effacée"  # in place of the name of who signed, once it is erased
CODE_LENGTH = 12  # of an attestation: 60 bits, it cannot be guessed


class Status(models.TextChoices):
    CONFIRMED = "confirmed", "confirmée, en cours de relecture"
    TO_REVIEW = "to_review", "à revoir ensemble"
    PUBLISHED = "published", "publiée"
    PAUSED = "paused", "en pause"
    WITHDRAWN = "withdrawn", "retirée"


def is_apart(way: str = "") -> Q:
    """Of the signature that `way` leads to: its record was joined to no other one. Those that were are few: they
    are left out, rather than each record asked."""
    joined = Organisation.objects.exclude(joined_into=None).order_by()
    return ~Q(**{f"{way}organisation__in": joined.values("pk")})


def is_standing(way: str = "") -> Q:
    """The same, and it was not withdrawn."""
    return is_apart(way) & ~Q(**{f"{way}status": Status.WITHDRAWN})


class SignatureQuerySet(models.QuerySet["Signature"]):
    def published(self) -> "SignatureQuerySet":
        """Signatures that the public sees."""
        return self.apart().filter(status=Status.PUBLISHED)

    def in_force(self) -> "SignatureQuerySet":
        """Published, or paused: their associations still stand by them."""
        return self.apart().filter(status__in=[Status.PUBLISHED, Status.PAUSED])

    def awaiting_review(self) -> "SignatureQuerySet":
        """What the federation has to look at, oldest first."""
        waiting = self.apart().filter(status__in=[Status.CONFIRMED, Status.TO_REVIEW])
        return waiting.order_by("confirmed_at", "pk")

    def standing(self) -> "SignatureQuerySet":
        """Signatures that were not withdrawn, seen or not."""
        return self.filter(is_standing())

    def of_text(self, version: CharterVersion) -> "SignatureQuerySet":
        """Of this version, or of one that tells it apart by typography alone."""
        return self.filter(charter_version__in=CharterVersion.objects.same_text_as(version))

    def apart(self) -> "SignatureQuerySet":
        """All but those of a record that was joined into another: they stay as they were, and count no more, since
        that one speaks for the association."""
        return self.filter(is_apart())

    def latest_first(self) -> "SignatureQuerySet":
        """Those that stand first: one that was entered by mistake, and withdrawn, hides none. Then that of the
        last text, whenever its paper was entered; of one text, the last that was given."""
        gone = Case(When(status=Status.WITHDRAWN, then=1), default=0)
        return self.order_by(gone, F("charter_version__in_force_at").desc(nulls_last=True), "-confirmed_at", "-pk")

    def visible_to(self, actor: Actor) -> "SignatureQuerySet":
        """Those of which the actor reads more than the public does: of the association she acts for, or of those
        she animates."""
        return self.filter(actor.animated("organisation__commune__department") | actor.acted_for("organisation"))

    def locked(self, pk: uuid.UUID) -> "Signature":
        """One signature, held until the end of the transaction."""
        return self.select_for_update(no_key=True).get(pk=pk)


class Signature(Dated, models.Model):
    """An organisation's signature of one version of the charter. Never edited: people and mandates change
    beside it, and a new version of the charter asks for a new signature."""

    class Source(models.TextChoices):
        ONLINE = "online", "en ligne"
        PAPER = "paper", "sur papier"
        IMPORT = "import", "reprise d’une liste"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="signatures", verbose_name="association"
    )
    charter_version = models.ForeignKey(
        CharterVersion, models.PROTECT, related_name="+", verbose_name="version de la charte"
    )
    status = models.CharField("état", max_length=10, choices=Status, default=Status.CONFIRMED)
    status_at = models.DateTimeField("état depuis", default=timezone.now)
    status_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="état décidé par"
    )
    status_reason = models.TextField("raison", blank=True)
    # Nothing but its own people saying so ends a pause that they asked for.
    pause_asked = models.BooleanField("pause demandée par l’association", default=False)
    source = models.CharField("origine", max_length=8, choices=Source, default=Source.ONLINE)
    confirmed_at = models.DateTimeField("confirmée le", default=timezone.now)
    published_at = models.DateTimeField("publiée le", null=True, blank=True)
    withdrawn_at = models.DateTimeField("retirée le", null=True, blank=True)
    # That of the paper for a signature on paper; the first of its month, or none, where the paper says no more.
    signed_on = models.DateField("date de signature", null=True, blank=True)
    signed_precision = models.CharField(
        "précision de la date", max_length=7, choices=Precision, default=Precision.DAY
    )
    code = models.CharField("code de vérification", max_length=CODE_LENGTH, unique=True, editable=False)
    paper_scan = models.FileField("scan du papier signé", upload_to="papier/", storage=private_storage, blank=True)
    joint_group = models.ForeignKey(
        JointGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signatures",
        verbose_name="signée avec",
    )
    session = models.ForeignKey(
        SigningSession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signatures",
        verbose_name="séance de signature",
    )

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "signature"
        ordering = ["-confirmed_at"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                "charter_version",
                condition=~Q(status="withdrawn"),
                name="signature_once_per_version",
                violation_error_message="Cette association a déjà signé cette version de la charte.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "paused"]) | Q(published_at__isnull=False),
                name="signature_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(pause_asked=False) | Q(status="paused"), name="signature_asked_pause_is_paused"
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | ~Q(status="withdrawn") & Q(withdrawn_at=None),
                name="signature_withdrawn_has_date",
            ),
            models.CheckConstraint(
                condition=Q(signed_precision="day", signed_on__isnull=False)
                | Q(signed_precision="month", signed_on__isnull=False, signed_on__day=1)
                | Q(signed_precision="unknown", signed_on=None),
                name="signature_date_is_as_precise_as_said",
            ),
        ]
        indexes = [models.Index("status", "confirmed_at", name="signature_queue")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.charter_version.version}"

    @property
    def state_label(self) -> str:
        """Nobody confirms a paper: somebody of the team entered it. One whose record was joined to another stands
        there only as a proof."""
        if self.organisation.joined_into_id and self.status != Status.WITHDRAWN:
            return "réunie à une autre fiche"
        entered = self.status == Status.CONFIRMED and self.source != self.Source.ONLINE
        return "entrée, en cours de relecture" if entered else str(Status(self.status).label)

    @property
    def in_force(self) -> bool:
        """Published, or paused: the association still stands by it."""
        return self.status in {Status.PUBLISHED, Status.PAUSED}


class Mandate(models.Model):
    """In whose name a signature was given, and who decided. Renewed beside the signature, never edited."""

    class Decision(models.TextChoices):
        ASSEMBLY = "assembly", "L’assemblée générale"
        BOARD = "board", "Le conseil d’administration"
        BUREAU = "bureau", "Le bureau"
        COLLECTIVE = "collective", "Le collectif, réuni"
        STATUTES = "statutes", "Les statuts me le permettent"

        @classmethod
        def of(cls, kind: str) -> list["Mandate.Decision"]:
            """Who may decide in an organisation of a kind: a collective has neither statutes nor board."""
            return [cls.COLLECTIVE] if kind == Organisation.Kind.COLLECTIVE else list(cls)

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="mandates", verbose_name="signature")
    signer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="compte de la personne"
    )
    signer_name = models.CharField("personne qui signe", max_length=210)
    signer_key = models.CharField(max_length=LONGEST_KEY, editable=False)  # the same folded, to be found by
    signer_role = models.CharField("rôle", max_length=120)
    publish_name = models.BooleanField("nom publié", default=False)
    # Empty where a list of former papers does not say.
    decided_by = models.CharField("qui a décidé", max_length=12, choices=Decision, blank=True)
    # The first of the month: people know the month of a decision, seldom its day.
    decided_on = models.DateField("mois de la décision", null=True, blank=True)
    next_election = models.DateField("prochaine élection", null=True, blank=True)
    extract = models.FileField("extrait de la décision", upload_to="mandats/", storage=private_storage, blank=True)
    created_at = models.DateTimeField("noté le", default=timezone.now, editable=False)
    ended_at = models.DateTimeField("remplacé le", null=True, blank=True)

    class Meta:
        verbose_name = "mandat"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                "signature", condition=Q(ended_at=None), name="mandate_one_current_per_signature"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__day=1), name="mandate_decided_on_is_a_month"
            ),
            models.CheckConstraint(
                condition=Q(next_election=None) | Q(next_election__day=1), name="mandate_election_is_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_name}, {self.get_decided_by_display() or 'décision inconnue'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.signer_key = key_of(self.signer_name)
        super().save(*args, **kwargs)
