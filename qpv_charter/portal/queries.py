"""What the pages across apps read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min
from django.utils import timezone

from qpv_charter.portal import places
from signatories.charter.models import CharterVersion
from signatories.directory.models import DirectoryEntry
from signatories.directory.queries import with_cards
from signatories.outbox.models import Message
from signatories.signatures.models import RegisterAnchor
from signatories.territories.models import Department

LATEST = 3
ANCHORS_SHOWN = 5
MAIL_LATE = timedelta(minutes=15)


@dataclass(frozen=True)
class Counts:
    """What the home page counts; only published signatures are."""

    signatories: int
    neighbourhoods: int
    by_department: dict[str, int]


@dataclass(frozen=True)
class WaitingMail:
    """Messages whose time has come, the first of them `since`."""

    count: int
    since: datetime | None

    @property
    def is_late(self) -> bool:
        return self.since is not None and self.since < timezone.now() - MAIL_LATE


def counts() -> Counts:
    """Three queries. A signatory whose commune is not in the official list belongs to no department."""
    return Counts(
        signatories=DirectoryEntry.objects.count(),
        neighbourhoods=places.neighbourhoods_reached().count(),
        by_department=places.signatories_by_department(),
    )


def department_names() -> dict[str, str]:
    """The official name of each department and collectivity, by code."""
    return dict(Department.objects.values_list("code", "name"))


def latest_signatories() -> list[DirectoryEntry]:
    """The last associations published, newest first, each with what its card says; three queries."""
    entries = DirectoryEntry.objects.select_related("commune", "organisation")
    return with_cards(list(entries.order_by("-published_at", "slug")[:LATEST]))


def all_signatories() -> list[UUID]:
    """The keys of all associations published, in the order they were."""
    return list(DirectoryEntry.objects.order_by("published_at", "slug").values_list("organisation_id", flat=True))


def charter_in_force() -> CharterVersion | None:
    return CharterVersion.objects.in_force()


def latest_anchors() -> list[RegisterAnchor]:
    return list(RegisterAnchor.objects.order_by("-number")[:ANCHORS_SHOWN])


def waiting_mail() -> WaitingMail:
    """Messages that should have left by now (1 query)."""
    return WaitingMail(**Message.objects.due().aggregate(count=Count("pk"), since=Min("next_try_at")))
