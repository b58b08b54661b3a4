"""The lists that the federation keeps: themes, networks."""

from django.db import models
from django.db.models import F, Q, QuerySet

from qpv_charter.toolkit.text import LONGEST_KEY, LONGEST_NAME, key_of


class Theme(models.Model):
    """A field of action, from a list that the federation keeps."""

    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField("thème", max_length=100)

    class Meta:
        verbose_name = "thème"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class ListedNetworks(models.Manager["Network"]):
    """Those that were not withdrawn: what every list, form, filter and file reads, through an association too."""

    def get_queryset(self) -> QuerySet["Network"]:
        return super().get_queryset().filter(withdrawn_at=None)


class Network(models.Model):
    """A network or national federation. Its being listed, or its own signature, never binds its members.

    One that was withdrawn is seen nowhere but where it may be put back (`every`); the associations that said they
    belong to it go on saying so, unseen."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField("nom", max_length=LONGEST_NAME)
    acronym = models.CharField("sigle", max_length=40, blank=True)
    website = models.URLField("site", blank=True)
    sort_key = models.CharField(max_length=LONGEST_KEY, editable=False)
    # Background documents 001 (25 members of the charter's collective) and 004 (26 actors in 2019).
    in_charter_collective = models.BooleanField("membre du collectif de la charte", default=False)
    in_2019_working_group = models.BooleanField("membre du groupe de travail de 2019", default=False)

    withdrawn_at = models.DateTimeField("retiré le", null=True, blank=True, editable=False)
    # The one that its associations bear in its place.
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="remplacé par",
    )

    objects = ListedNetworks()
    every = models.Manager["Network"]()

    class Meta:
        verbose_name = "réseau"
        verbose_name_plural = "réseaux"
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(withdrawn_at__isnull=False), name="network_replaced_is_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")), name="network_replaced_by_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = key_of(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passes on whatever Django was given

    @property
    def listed(self) -> "Network | None":
        """Itself; once withdrawn, the one that stands in its place, if any (1 query for each step)."""
        if self.withdrawn_at is None:
            return self
        return self.replaced_by.listed if self.replaced_by else None
