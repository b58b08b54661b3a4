"""A list taken up, and its lines, from the file to the signatures. Lines are staged: nothing else is written
before somebody says so."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from signatories.charter.models import CharterVersion
from signatories.organisations.models import Organisation, private_storage
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature, Status
from signatories.taking_up import untouched


class ListImportQuerySet(models.QuerySet["ListImport"]):
    def visible_to(self, actor: Actor) -> "ListImportQuerySet":
        """A list spans departments: it is the national animators'."""
        return self if actor.is_national else self.none()

    def standing(self) -> "ListImportQuerySet":
        return self.exclude(state=ListImport.State.UNDONE)

    def locked(self, pk: uuid.UUID) -> "ListImport":
        return self.select_for_update(of=("self",)).get(pk=pk)


class ListImport(models.Model):
    """A file that was received, how it is read, and where it stands."""

    class State(models.TextChoices):
        PREPARED = "prepared", "en préparation"
        ENTERING = "entering", "en cours d’intégration"
        UNDOING = "undoing", "en cours d’annulation"
        UNDONE = "undone", "annulée"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom du fichier", max_length=200, blank=True)
    file = models.FileField("fichier", upload_to="reprises/", storage=private_storage, blank=True)
    sha256 = models.CharField("empreinte du fichier", max_length=64, editable=False)
    charter_version = models.ForeignKey(
        CharterVersion, models.PROTECT, related_name="+", verbose_name="texte signé"
    )
    state = models.CharField("état", max_length=8, choices=State, default=State.PREPARED)
    sheets = models.JSONField("feuilles", default=list)
    sheet = models.CharField("feuille lue", max_length=200, blank=True)
    headings = models.JSONField("titres des colonnes", default=list)
    columns = models.JSONField("ce que tient chaque colonne", default=list)
    decisions = models.JSONField("ce qui a été décidé", default=dict)
    questions = models.JSONField("ce qui reste à décider", default=list)
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="reçue par")
    received_at = models.DateTimeField("reçue le", default=timezone.now)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="intégrée par"
    )
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="annulée par"
    )
    undone_why = models.TextField("raison de l’annulation", max_length=1000, blank=True)

    objects = ListImportQuerySet.as_manager()

    class Meta:
        verbose_name = "reprise d’une liste"
        verbose_name_plural = "reprises de listes"
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(
                "sha256",
                condition=~Q(state="undone"),
                name="list_import_once_per_file",
                violation_error_message="Ce fichier a déjà été repris.",
            ),
            models.CheckConstraint(
                condition=~Q(state="entering") | Q(entered_by__isnull=False),
                name="list_import_entered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["undoing", "undone"]) | Q(undone_by__isnull=False) & ~Q(undone_why=""),
                name="list_import_undone_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Liste dont le fichier est effacé"


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def waiting(self) -> "ImportRowQuerySet":
        """Lines that nothing was made of yet."""
        return self.exclude(state__in=[ImportRow.State.ENTERED, ImportRow.State.UPDATED])

    def to_enter(self) -> "ImportRowQuerySet":
        return self.filter(state=ImportRow.State.READY, standing=None)

    def to_update(self) -> "ImportRowQuerySet":
        """Of associations that are known, and of which somebody takes what they say otherwise."""
        return self.filter(state=ImportRow.State.READY, standing__isnull=False)

    def untouched(self) -> "ImportRowQuerySet":
        """Entered, and nobody did anything with it since: neither published, nor looked after, nor renewed, nor
        joined, nor signed again, of another text."""
        return self.filter(state=ImportRow.State.ENTERED, signature__in=untouched.of_a_list())

    def known_as(self, organisation: Organisation) -> "ImportRowQuerySet":
        """Lines that are this association's, not those that may be."""
        theirs = self.filter(standing__organisation=organisation)
        return theirs.exclude(state__in=[ImportRow.State.UNCLEAR, ImportRow.State.ENTERED])

    def to_tell(self) -> "ImportRowQuerySet":
        """Published, or corrected, and their associations not written to yet."""
        published = Q(signature__status=Status.PUBLISHED)
        corrected = Q(state=ImportRow.State.UPDATED, standing__status=Status.PUBLISHED)
        return self.filter(published | corrected, told_at=None)


class ImportRow(models.Model):
    """A line of a list. Once entered it keeps nothing of what it said: the signature does."""

    class State(models.TextChoices):
        READY = "ready", "prête"
        ASKED = "asked", "une valeur reste à décider"
        UNCLEAR = "unclear", "à éclaircir"
        KNOWN = "known", "déjà signataire"
        DIFFERS = "differs", "dit autre chose"
        LEFT = "left", "laissée de côté"
        ENTERED = "entered", "intégrée"
        UPDATED = "updated", "corrigée"

    class Choice(models.TextChoices):
        ENTER = "enter", "l’intégrer"
        SAME = "same", "c’est elle"
        LEAVE = "leave", "la laisser de côté"

    list_import = models.ForeignKey(ListImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("ligne du fichier")
    cells = models.JSONField("cellules", default=list)
    text = models.TextField("mots des cellules", blank=True)
    facts = models.JSONField("ce qu’elle dit", default=dict)
    state = models.CharField("état", max_length=7, choices=State, default=State.READY)
    why = models.TextField("pourquoi", blank=True)
    choice = models.CharField("choix", max_length=5, choices=Choice, blank=True)
    signature = models.OneToOneField(Signature, models.PROTECT, null=True, blank=True, related_name="+")
    # The signature of the association that it is, or may be; what it says otherwise (`differences.py`), kept once
    # that is written; and, of each part, whether somebody takes it.
    standing = models.ForeignKey(Signature, models.PROTECT, null=True, blank=True, related_name="+")
    differences = models.JSONField("ce qu’elle dit autrement", default=list)
    answers = models.JSONField("ce qui en est pris", default=dict)
    told_at = models.DateTimeField("prévenue le", null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne d’une reprise"
        verbose_name_plural = "lignes d’une reprise"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("list_import", "number", name="import_row_once"),
            models.CheckConstraint(
                condition=Q(state="entered", signature__isnull=False) | ~Q(state="entered") & Q(signature=None),
                name="import_row_entered_has_signature",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["differs", "updated"]) | Q(standing__isnull=False),
                name="import_row_updated_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_import}, ligne {self.number}"

    @property
    def name(self) -> str:
        return str(self.facts.get("name") or "")

    @property
    def taken(self) -> list[dict[str, Any]]:
        """What it says otherwise and somebody takes."""
        return [each for each in self.differences if self.answers.get(each["slug"])]

    def empty(self) -> None:
        """Forget what the line said."""
        self.cells, self.text, self.facts, self.why = [], "", dict[str, Any](), ""
        self.differences, self.answers = [], dict[str, Any]()
