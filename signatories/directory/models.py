"""One row per published signature, ready to be searched, filtered, counted and drawn."""

from django.db import models
from django.db.models import Case, Value, When

from qpv_charter.toolkit.search import LONGEST, holding, matching
from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature
from signatories.territories.models import Commune, Department, Region


class DirectoryEntryQuerySet(models.QuerySet["DirectoryEntry"]):
    def search(self, typed: str) -> "DirectoryEntryQuerySet":
        """Those that hold every word typed: names that start with it, then that hold it, then the rest."""
        asked = fold(typed[:LONGEST])
        if not asked:
            return self.order_by("sort_key", "slug")
        nearness = Case(
            When(sort_key__startswith=asked, then=Value(0)),
            When(holding(asked, field="sort_key"), then=Value(1)),
            default=Value(2),
        )
        return matching(self, typed).order_by(nearness, "sort_key", "slug")


class DirectoryEntry(models.Model):
    """Derived from the signature and its organisation by directory.actions; `rebuild_directory` makes it anew."""

    signature = models.OneToOneField(Signature, models.CASCADE, related_name="directory_entry")
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="directory_entry")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120)
    sort_key = models.CharField(max_length=250, db_index=True)
    search_text = models.TextField()
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="directory_entries")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField()
    published_at = models.DateTimeField(db_index=True)

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de l’annuaire"
        verbose_name_plural = "lignes de l’annuaire"
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.name
