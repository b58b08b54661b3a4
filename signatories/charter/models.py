"""The charter: its versions as exact bytes, and what is read from them."""

import re
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from qpv_charter.toolkit.text import fold
from signatories.people.models import User

MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_DATED = re.compile(rf"\b(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>[12]\d{{3}})\b")  # folded: "12 fevrier 2027"


class CharterVersionQuerySet(models.QuerySet["CharterVersion"]):
    def public(self) -> "CharterVersionQuerySet":
        """Versions anyone may read: in force, or superseded by a later one."""
        return self.exclude(status=CharterVersion.Status.DRAFT)

    def in_force(self) -> "CharterVersion | None":
        """The version one signs today."""
        return self.filter(status=CharterVersion.Status.IN_FORCE).first()

    def same_text_as(self, version: "CharterVersion") -> "CharterVersionQuerySet":
        """This version, and those that tell it apart by typography alone: who signed one signed all."""
        return self.filter(Q(pk=version.text_id) | Q(corrects=version.text_id))

    def proposed(self) -> "CharterVersionQuerySet":
        """Those that wait for the comité de suivi."""
        return self.filter(status=CharterVersion.Status.DRAFT)


class CharterVersion(models.Model):
    """A text as it was written, its SHA-256 that of the bytes served at /charte/<version>/charte.md.

    Its text never changes once loaded: triggers refuse it (history.append_only)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "en préparation"
        IN_FORCE = "in_force", "en vigueur"
        SUPERSEDED = "superseded", "remplacée"

    version = models.SlugField("version", max_length=40, unique=True)
    title = models.CharField("titre", max_length=300)
    dated = models.CharField("datée de", max_length=60)
    language = models.CharField("langue", max_length=10, default="fr")
    is_demonstration = models.BooleanField("texte de démonstration", default=False)
    source = models.TextField("texte source (Markdown)")
    sha256 = models.CharField("empreinte SHA-256", max_length=64, unique=True)
    status = models.CharField("état", max_length=12, choices=Status, default=Status.DRAFT)
    loaded_at = models.DateTimeField("chargée le", default=timezone.now, editable=False)
    in_force_at = models.DateTimeField("en vigueur depuis", null=True, blank=True)
    superseded_at = models.DateTimeField("remplacée le", null=True, blank=True)
    # The first of the versions that say the same, but for typography: a signature of one is a signature of all.
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="corrige"
    )
    adopted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="adoptée par"
    )
    adopted_on = models.DateField("adoptée le", null=True, blank=True)

    objects = CharterVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version de la charte"
        verbose_name_plural = "versions de la charte"
        ordering = ["-loaded_at"]
        constraints = [
            models.UniqueConstraint(
                "status",
                condition=Q(status="in_force"),
                name="charter_one_version_in_force",
                violation_error_message="Une seule version de la charte peut être en vigueur.",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(in_force_at__isnull=False), name="charter_in_force_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(status="superseded") | Q(superseded_at__isnull=False),
                name="charter_superseded_has_date",
            ),
            models.CheckConstraint(
                condition=Q(adopted_by=None, adopted_on=None)
                | Q(adopted_by__isnull=False, adopted_on__isnull=False) & ~Q(status="draft"),
                name="charter_adopted_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrects=models.F("pk")), name="charter_corrects_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def called(self) -> str:
        """Its title as the end of a sentence: "a signé la Charte de coopération…"."""
        return f"la {self.title}" if self.title.startswith("Charte ") else f"le texte «\u202f{self.title}\u202f»"

    @property
    def label(self) -> str:
        """What tells this text from another: "version 2020 (mai 2020)"."""
        kind = "texte de démonstration" if self.is_demonstration else f"version {self.version}"
        return f"{kind} ({self.dated})"

    @property
    def written_from(self) -> date | None:
        """The first day of the month or of the year that it is dated from: nobody signed it before. None if it
        names no year."""
        found = _DATED.search(fold(self.dated))
        if found is None:
            return None
        month = MONTHS.index(found["month"]) + 1 if found["month"] else 1
        return date(int(found["year"]), month, 1)

    @property
    def is_yet_to_come(self) -> bool:
        """Whether nobody could have signed it yet: signed today, it would contradict its own date."""
        return self.written_from is not None and self.written_from > timezone.localdate()

    @property
    def is_in_force(self) -> bool:
        return self.status == self.Status.IN_FORCE

    @property
    def text_id(self) -> int:
        """The key of the first version that says the same, but for typography: its own, most often."""
        return self.corrects_id or self.pk


class Article(models.Model):
    """A part of the charter under its heading, or its annex."""

    version = models.ForeignKey(CharterVersion, models.CASCADE, related_name="articles")
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300)
    is_annex = models.BooleanField(default=False)

    class Meta:
        verbose_name = "article"
        ordering = ["order"]
        constraints = [models.UniqueConstraint("version", "slug", name="article_slug_unique")]

    def __str__(self) -> str:
        return self.heading


class Commitment(models.Model):
    """One of the charter's commitments; what is done during the year cites it by its slug."""

    class Family(models.TextChoices):
        TOGETHER = "together", "Entre nous et avec les habitantes et habitants"
        AUTHORITIES = "authorities", "Avec les pouvoirs publics"

    version = models.ForeignKey(CharterVersion, models.CASCADE, related_name="commitments")
    article = models.ForeignKey(Article, models.CASCADE, related_name="commitments")
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    family = models.CharField(max_length=12, choices=Family)
    text = models.TextField()

    class Meta:
        verbose_name = "engagement de la charte"
        verbose_name_plural = "engagements de la charte"
        ordering = ["order"]
        constraints = [models.UniqueConstraint("version", "slug", name="commitment_slug_unique")]

    def __str__(self) -> str:
        return self.text
