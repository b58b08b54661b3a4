"""Networks and themes that the clone ships, in fixtures/; the federation then keeps them in the admin.

Sources of networks.csv: the member list printed on the charter (2020), the working group of 2019 as the Mouvement
associatif gives it; sites and full names only where a source was read. No official number: none was found."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from signatories.history.actions import record
from signatories.organisations.models import Network, Theme
from signatories.organisations.signals import reference_kept
from signatories.people.models import User

Reference = TypeVar("Reference", Network, Theme)
FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@transaction.atomic
def load_networks(path: Path = FIXTURES / "networks.csv") -> int:
    """Add the networks that are not there yet and return how many; what the federation changed stays, and what it
    withdrew stays away."""
    return sum(
        Network.every.get_or_create(
            slug=row["slug"],
            defaults={
                "name": row["nom"],
                "acronym": row["sigle"],
                "website": row["site"],
                "in_charter_collective": row["collectif_charte"] == "oui",
                "in_2019_working_group": row["groupe_2019"] == "oui",
            },
        )[1]
        for row in _rows(path)
    )


@transaction.atomic
def load_themes(path: Path = FIXTURES / "themes.csv") -> int:
    """Add the themes that are not there yet and return how many."""
    return sum(
        Theme.objects.get_or_create(slug=row["slug"], defaults={"label": row["libelle"]})[1] for row in _rows(path)
    )


@transaction.atomic
def keep(item: Reference, *, by: User | None) -> Reference:
    """Save a network or a theme that the federation typed, and say so in the history."""
    item.save()
    record(f"{item._meta.model_name}_kept", item, by=by)
    reference_kept.send(type(item), item=item, by=by)
    return item


def _rows(path: Path) -> Iterable[dict[str, str]]:
    return csv.DictReader(path.read_text(encoding="utf-8").splitlines())
