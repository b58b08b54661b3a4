"""A list too long for one file, as smaller ones: a region at a time, then a department at a time."""

from dataclasses import dataclass, replace

from django.db.models import Count

from qpv_charter.toolkit.text import fold
from signatories.directory.finding.filters import Filters
from signatories.directory.finding.queries import answering
from signatories.territories.models import Department, Region


@dataclass(frozen=True)
class Part:
    label: str
    filters: Filters
    count: int


@dataclass(frozen=True)
class Parts:
    """`elsewhere` counts those that no part holds: their commune is not in the official list."""

    parts: list[Part]
    elsewhere: int


def of(filters: Filters) -> Parts | None:
    """The parts of an answer; None where it asks for a place that is not cut any smaller (2 queries)."""
    if filters.department or filters.commune or filters.qpv:
        return None
    counts = _counts(filters, "department" if filters.region else "region")
    elsewhere = counts.pop(None, 0)
    if filters.region:
        places = Department.objects.in_bulk(counts).values()
        parts = [
            Part(f"{place} ({place.code})", replace(filters, department=place), counts[place.pk])
            for place in places
        ]
    else:
        regions = Region.objects.in_bulk(counts).values()
        parts = [Part(region.name, replace(filters, region=region), counts[region.pk]) for region in regions]
    return Parts(sorted(parts, key=lambda part: fold(part.label)), elsewhere)


def _counts(filters: Filters, place: str) -> dict[str | None, int]:
    """How many of an answer are in each place, by its code."""
    counted = answering(filters).order_by(place).values_list(place).annotate(Count("pk"))
    return dict(counted)
