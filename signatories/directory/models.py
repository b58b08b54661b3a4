"""One row per published signature, ready to be searched, filtered, counted and drawn."""

import uuid

from django.db import models
from django.db.models import Case, Q, Value, When

from qpv_charter.toolkit.identifiers import as_number
from qpv_charter.toolkit.search import LONGEST, telling
from qpv_charter.toolkit.text import LONGEST_KEY, LONGEST_NAME, fold
from signatories.organisations.models import Network, Organisation, Theme
from signatories.signatures.dates import Dated, Precision
from signatories.signatures.models import Signature
from signatories.territories.models import Commune, Department, Qpv, Region

PAGES = "directory"  # the version of every page that shows the directory


class DirectoryEntryQuerySet(models.QuerySet["DirectoryEntry"]):
    def search(self, typed: str) -> "DirectoryEntryQuerySet":
        """Those that hold every word typed but its articles, in any order, or bear the official number typed.

        Names that start with what is typed (or an acronym that is it) come first, then names that hold its words,
        then communes that do, then the rest; each in the order of names. Nobody answers what holds neither letter
        nor digit."""
        asked, words = fold(typed[:LONGEST]), _words(typed)
        if not words:
            return self.none() if typed.strip() else self.order_by("sort_key", "slug")
        named = Q(*(Q(sort_key__contains=word) | Q(acronym_key__contains=word) for word in words))
        nearness = Case(
            When(Q(sort_key__startswith=asked) | Q(acronym_key=asked), then=Value(0)),
            When(named, then=Value(1)),
            When(Q(*(Q(place_key__contains=word) for word in words)), then=Value(2)),
            default=Value(3),
        )
        return self.filter(_holding(words)).order_by(nearness, "sort_key", "slug")

    def tied_to(self, *things: Qpv | Network | Theme) -> "DirectoryEntryQuerySet":
        """Those tied to a neighbourhood, a network and a theme, each where it is given."""
        found = self
        for thing in things:
            terms = DirectoryTerm.objects.filter(kind=KINDS[type(thing)], value=str(thing.pk))
            found = found.filter(pk__in=terms.values("entry"))
        return found


class DirectoryEntry(Dated, models.Model):
    """Derived from the signature and its organisation by directory.actions; `rebuild_directory` makes it anew."""

    signature = models.OneToOneField(Signature, models.CASCADE, related_name="directory_entry")
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="directory_entry")
    name = models.CharField(max_length=LONGEST_NAME)
    slug = models.SlugField(max_length=120)
    sort_key = models.CharField(max_length=LONGEST_KEY, db_index=True)
    acronym_key = models.CharField(max_length=60, blank=True)
    place_key = models.CharField("commune, pour trier", max_length=300, blank=True)
    # Every folded word a signatory may be found by, each after a space: numbers are matched from their start.
    search_text = models.TextField()
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="directory_entries")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    # To sort by: where no date is known, the earliest that the text allows (`signed_precision` says which it is).
    signed_on = models.DateField(db_index=True)
    signed_precision = models.CharField(max_length=7, choices=Precision, default=Precision.DAY)
    published_at = models.DateTimeField(db_index=True)
    # The versions of the charter that it signed and stands by, the last first: "2027, 2020".
    texts = models.TextField("textes signés", default="")

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de l’annuaire"
        verbose_name_plural = "lignes de l’annuaire"
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def uuid(self) -> uuid.UUID:
        """What names this signatory in open data, for good: its organisation's."""
        return self.organisation_id


class DirectoryLine(models.Model):
    """A row as files give it, written with the row (directory.lines): a file is read, not made.

    Each row has one. Its place among the others is here too, so that everybody's file is read along an index: rows
    this wide are slow to sort."""

    entry = models.OneToOneField(DirectoryEntry, models.CASCADE, primary_key=True, related_name="line")
    sort_key = models.CharField(max_length=LONGEST_KEY)
    slug = models.SlugField(max_length=120, db_index=False)
    csv = models.TextField()  # its end of line included
    json = models.TextField()
    feature = models.TextField()  # of GeoJSON, up to its properties, which are `json`
    layout = models.CharField(max_length=32)  # what wrote it: a line of other code, or of another address, is old

    class Meta:
        verbose_name = "ligne des fichiers"
        verbose_name_plural = "lignes des fichiers"
        ordering = ["sort_key", "slug"]
        indexes = [models.Index("sort_key", "slug", name="directory_line_order")]

    def __str__(self) -> str:
        return f"{self.entry_id}"


class DirectoryTerm(models.Model):
    """A neighbourhood, a network or a theme of a row: one table, so that one query counts them all."""

    class Kind(models.TextChoices):
        QPV = "qpv", "quartier"
        NETWORK = "network", "réseau"
        THEME = "theme", "thème"

    entry = models.ForeignKey(DirectoryEntry, models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=7, choices=Kind)
    value = models.CharField("clé primaire", max_length=20)

    class Meta:
        verbose_name = "lien d’une ligne de l’annuaire"
        verbose_name_plural = "liens des lignes de l’annuaire"
        constraints = [models.UniqueConstraint("kind", "value", "entry", name="directory_term_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


KINDS = {Qpv: DirectoryTerm.Kind.QPV, Network: DirectoryTerm.Kind.NETWORK, Theme: DirectoryTerm.Kind.THEME}


def _words(typed: str) -> list[str]:
    """The words looked for: those that tell, or an official number alone."""
    number = as_number(typed)
    return [number.lower()] if number else telling(typed)


def _holding(words: list[str]) -> Q:
    """Every word; a number only where one starts ("93" is not in "13093")."""
    return Q(*(Q(search_text__contains=f" {word}" if word.isdigit() else word) for word in words))
