"""Associations as the RNA (répertoire national des associations) lists them: public facts, replaced as a whole.

Two tables with the same columns: an import fills the one nobody reads, then the pointer flips. Whoever looks
up goes through `registry.queries`, which follows the pointer."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from qpv_charter.toolkit.identifiers import RNA, read_siret
from signatories.registry.naming import readable, readable_address


class AssociationRecord(models.Model):
    """One active association. `search_text` is the folded name, acronym and commune.

    `number` is the RNA number, or the prefecture's own for the few that never got one. Codes and names of
    communes are today's where the territories know them, else as the file gives them: no foreign key, so that
    two million rows come and go without touching the rest."""

    number = models.CharField("numéro", max_length=12)
    siret = models.CharField("SIRET", max_length=14)
    name = models.CharField("nom", max_length=250)
    acronym = models.CharField("sigle", max_length=60)
    search_text = models.TextField()
    commune_code = models.CharField("code Insee de la commune", max_length=5)
    commune_name = models.CharField("commune", max_length=120)
    postal_code = models.CharField("code postal", max_length=5)
    address = models.CharField("adresse", max_length=200)
    created_on = models.DateField("créée le", null=True)
    updated_on = models.DateField("mise à jour le", null=True)

    class Meta:
        abstract = True
        verbose_name = "association du répertoire"
        verbose_name_plural = "associations du répertoire"
        constraints = [models.UniqueConstraint("number", name="%(class)s_number")]
        indexes = [models.Index("commune_code", name="%(class)s_commune")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def rna(self) -> str:
        """The RNA number, or nothing when this association has none."""
        return self.number if RNA.match(self.number) else ""

    @property
    def readable_name(self) -> str:
        return readable(self.name, acronym=self.acronym, commune=self.commune_name)

    @property
    def readable_address(self) -> str:
        """Number and street as French writes them; `address` is what the file says."""
        return readable_address(self.address)

    @property
    def checked_siret(self) -> str:
        """The SIRET, if its digits go together, which the RNA does not check; else nothing."""
        try:
            return read_siret(self.siret)
        except ValueError:
            return ""

    @property
    def place(self) -> str:
        """Postal code and commune, as on an envelope."""
        return f"{self.postal_code} {self.commune_name}".strip()

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.readable_address, self.place) if part)


class RecordA(AssociationRecord):
    pass


class RecordB(AssociationRecord):
    pass


TABLES: dict[str, type[AssociationRecord]] = {"a": RecordA, "b": RecordB}


class RegistryPointer(models.Model):
    """Which of the two tables is read. One row; none before the first import.

    `generation` grows at each flip: a look-up that finds it changed knows that its table was taken away."""

    SINGLETON = 1

    live = models.CharField(max_length=1, choices=[(side, side) for side in TABLES])
    generation = models.PositiveIntegerField(default=1)
    rows = models.PositiveIntegerField("associations")
    files = models.JSONField("fichiers", default=list)
    imported_at = models.DateTimeField("importé le", default=timezone.now)

    class Meta:
        verbose_name = "répertoire des associations"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="registry_pointer_is_alone")]

    def __str__(self) -> str:
        return f"{self.rows} associations, {self.imported_at:%d/%m/%Y}"

    @property
    def table(self) -> type[AssociationRecord]:
        """The table that look-ups read."""
        return TABLES[self.live]


def idle_side() -> str:
    """The side that nobody reads."""
    live: Any = RegistryPointer.objects.values_list("live", flat=True).first()
    return "b" if live == "a" else "a"
