"""Regions, departments, communes and priority neighbourhoods, as the official files give them."""

from django.db import models
from django.db.models import Q

from qpv_charter.toolkit.identifiers import QPV_2015, QPV_2024
from qpv_charter.toolkit.search import matching
from qpv_charter.toolkit.text import fold

PARIS = "Europe/Paris"
# Legal times overseas (décret 2017-292 du 6 mars 2017), by their names in the IANA database.
OVERSEAS_TIMES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    "989": "Pacific/Pitcairn",  # Clipperton: eight hours behind UTC, all year
}


class Zone(models.TextChoices):
    METROPOLE = "metro", "France métropolitaine"
    DROM = "drom", "Départements et régions d’outre-mer"
    COM = "com", "Collectivités d’outre-mer"


class Territory(models.Model):
    """What every territory has: an official code, a name, and the folded forms it is searched and sorted by."""

    name = models.CharField("nom", max_length=200)
    search_text = models.CharField(max_length=300, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_text = self.folded()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passes on whatever Django was given

    def folded(self) -> str:
        return fold(self.name)


class Located(Territory):
    """A territory whose centre may be known: it places a dot on a map, and never decides who lives there."""

    longitude = models.DecimalField("longitude", max_digits=8, decimal_places=5, null=True, blank=True)
    latitude = models.DecimalField("latitude", max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def centre(self) -> tuple[float, float] | None:
        """Longitude and latitude (WGS 84, degrees), in the order of GeoJSON."""
        if self.longitude is None or self.latitude is None:
            return None
        return float(self.longitude), float(self.latitude)


class Region(Territory):
    code = models.CharField("code Insee", max_length=3, primary_key=True)
    zone = models.CharField("zone", max_length=5, choices=Zone)

    class Meta:
        verbose_name = "région"
        ordering = ["search_text"]


class Department(Territory):
    """A department, or an overseas collectivity: all count the same here."""

    code = models.CharField("code Insee", max_length=3, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="departments", verbose_name="région")
    zone = models.CharField("zone", max_length=5, choices=Zone)

    class Meta:
        verbose_name = "département"
        ordering = ["code"]

    @property
    def timezone(self) -> str:
        """Its time zone (IANA), where `toolkit.clock` counts the hours that are said there."""
        return OVERSEAS_TIMES.get(self.code, PARIS)


class CommuneQuerySet(models.QuerySet["Commune"]):
    def current(self) -> "CommuneQuerySet":
        """Communes one may name as an address: neither merged ones nor arrondissements."""
        return self.filter(kind=Commune.Kind.COMMUNE, parent=None)

    def parts(self) -> "CommuneQuerySet":
        """Arrondissements and merged communes: each leads to its `parent`."""
        return self.filter(parent__isnull=False)

    def search(self, typed: str) -> "CommuneQuerySet":
        """Communes whose name holds every word typed, or whose postal codes start as typed."""
        if typed.strip().isdigit():
            return self.filter(
                Q(postal_codes__startswith=typed.strip()) | Q(postal_codes__contains=f" {typed.strip()}")
            )
        return matching(self, typed)


class Commune(Located):
    """A commune, a municipal arrondissement, or one merged into another (kept to resolve old codes).

    A commune that was current when first imported and merged since keeps its kind and gains a parent."""

    class Kind(models.TextChoices):
        COMMUNE = "commune-actuelle", "commune"
        ARRONDISSEMENT = "arrondissement-municipal", "arrondissement municipal"
        DELEGATED = "commune-deleguee", "commune déléguée"
        ASSOCIATED = "commune-associee", "commune associée"

    code = models.CharField("code Insee", max_length=5)
    kind = models.CharField("type", max_length=24, choices=Kind, default=Kind.COMMUNE)
    department = models.ForeignKey(Department, models.PROTECT, related_name="communes", verbose_name="département")
    postal_codes = models.CharField("codes postaux", max_length=300, blank=True)
    population = models.PositiveIntegerField("population", null=True, blank=True)
    former_codes = models.CharField(
        "anciens codes",
        max_length=300,
        blank=True,
        help_text="Codes Insee des communes qu’elle a absorbées, et les siens avant un changement de département.",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="commune d’aujourd’hui",
        help_text="La commune dont celle-ci est un arrondissement ou qui l’a absorbée.",
    )

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering = ["search_text", "code"]
        constraints = [
            # A delegated commune keeps the code of the commune it joined when it is its seat.
            models.UniqueConstraint("code", "kind", name="commune_code_kind_unique"),
        ]
        indexes = [models.Index("search_text", name="commune_search")]

    @property
    def label(self) -> str:
        """Name and department code: communes share names ("Saint-Denis (93)")."""
        return f"{self.name} ({self.department_id})"


class QpvQuerySet(models.QuerySet["Qpv"]):
    def of_2024(self) -> "QpvQuerySet":
        """The neighbourhoods of today's list."""
        return self.filter(generation=Qpv.Generation.G2024)


class Qpv(Located):
    """A priority neighbourhood; the 2015 and 2024 lists use different codes, and no official table links them."""

    class Generation(models.IntegerChoices):
        G2015 = 2015, "liste de 2015"
        G2024 = 2024, "liste de 2024"

    code = models.CharField("code", max_length=8, primary_key=True)
    generation = models.PositiveSmallIntegerField("génération", choices=Generation)
    communes = models.ManyToManyField(Commune, related_name="qpvs", verbose_name="communes")
    department = models.ForeignKey(Department, models.PROTECT, related_name="qpvs", verbose_name="département")
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name="quartiers de 2015 qui l’ont précédé",
        help_text="Reliés à la main\u202f: aucune table officielle ne dit quel quartier succède à quel autre.",
    )

    objects = QpvQuerySet.as_manager()

    class Meta:
        verbose_name = "quartier prioritaire (QPV)"
        verbose_name_plural = "quartiers prioritaires (QPV)"
        ordering = ["department_id", "search_text", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(generation=2024, code__regex=QPV_2024.pattern)
                | Q(generation=2015, code__regex=QPV_2015.pattern),
                name="qpv_code_matches_generation",
                violation_error_message="Le code du quartier ne correspond pas à sa génération.",
            ),
        ]

    @property
    def label(self) -> str:
        """Name and communes: "Centre Ville" is the name of 28 neighbourhoods."""
        communes = ", ".join(commune.name for commune in self.communes.all())
        return f"{self.name} ({communes})" if communes else self.name
