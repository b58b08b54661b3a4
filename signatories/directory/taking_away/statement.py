"""What goes with every copy of the directory: what it is, when, how many, under which licence."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.exports import as_text
from qpv_charter.toolkit.links import absolute
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import how_many
from signatories.directory.rows import COLUMNS

TITLE = "Signataires de la charte de coopération inter-associative"
LICENCE = "Licence Ouverte 2.0 (Etalab)"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
SCHEMA = "/donnees/schema.json"
SPDX = "etalab-2.0"
ATTRIBUTION = "Charte de coopération inter-associative"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """`on` is the day of the copy: the same list makes the same file all day long."""

    filters: Filters
    on: date
    count: int

    @property
    def scope(self) -> str:
        return scope_of(self.filters)

    @property
    def printed_scope(self) -> str:
        """Without the words that were searched: a stranger's do not stand on a list of ours, and searches that
        find the same signatories make the same file."""
        searched = ["une recherche"] if self.filters.q else []
        places = self.filters.without("q")
        return ", ".join([*searched, *([scope_of(places)] if places.any else [])])

    @property
    def credit(self) -> str:
        """The line that the licence asks re-users to print."""
        return f"{ATTRIBUTION}, liste du {day(self.on)}, {LICENCE}"

    def filename(self, extension: str) -> str:
        """A French name that sorts by date: "Signataires de la charte, Gironde (33), 2026-03-12.csv"."""
        places = (self.filters.qpv, self.filters.commune, self.filters.department, self.filters.region)
        place = next((f", {place}" for place in places if place), "")
        return f"Signataires de la charte{place}, {self.on}.{extension}".replace("/", "-")

    def facts(self) -> dict[str, object]:
        """For the head of a JSON file."""
        return {
            "title": TITLE,
            "scope": self.scope,
            "date": self.on.isoformat(),
            "count": self.count,
            "licence": SPDX,
            "licence_url": LICENCE_URL,
            "attribution": self.credit,
            "source": absolute(reverse("directory:list") + self.filters.as_query()),
            "schema": absolute(SCHEMA),
        }

    def lines(self) -> list[tuple[str, ...]]:
        """For people who open a workbook, the meaning of each column included."""
        return [
            (TITLE,),
            ("Contenu", self.scope),
            ("Date", day(self.on)),
            ("Signataires", str(self.count)),
            ("Licence", LICENCE, LICENCE_URL),
            ("À citer", self.credit),
            ("Source", absolute(reverse("directory:list") + self.filters.as_query())),
            ("",),
            ("Colonne", "Ce qu’elle contient", "Exemple"),
            *((each.label, each.description, as_text(each.example)) for each in COLUMNS),
        ]


def statement(filters: Filters) -> Statement:
    """Of today's answer (1 query)."""
    return Statement(filters=filters, on=timezone.localdate(), count=how_many(filters))


def scope_of(filters: Filters) -> str:
    """What is asked, in words: "tous les signataires", "département Gironde (33), thème Santé"."""
    named = (
        ("quartier", filters.qpv),
        ("commune de", filters.commune and filters.commune.label),
        ("département", filters.department and f"{filters.department} ({filters.department.code})"),
        ("région", filters.region),
        ("réseau", filters.network),
        ("thème", filters.theme),
        ("recherche", f"«\u202f{filters.q}\u202f»" if filters.q else ""),
    )
    return ", ".join(f"{kind} {value}" for kind, value in named if value) or "tous les signataires"
