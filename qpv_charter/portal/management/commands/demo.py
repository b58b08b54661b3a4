"""`manage.py demo`: invented data to try the platform with. Run again, it adds what is missing."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand

# The order in which each part finds what it stands on.
PARTS = (
    "signatories.territories",
    "signatories.people",
    "signatories.team",
    "signatories.charter",
    "signatories.registry",
    "signatories.organisations",
    "signatories.signing",
    "signatories.moderation",
    "signatories.stepping_back",
    "signatories.directory",
    "signatories.merging",
    "signatories.tags",
    "signatories.mailings",
    "signatories.versions",
    "engagements.participation",
    "engagements.debates",
    "engagements.needs",
    "engagements.sayings",
    "engagements.guests",
    "engagements.consultations",
    "evaluations.self_evaluations",
    "evaluations.meetings",
    "evaluations.reports",
)


class Command(BaseCommand):
    help = "Load the demonstration: invented associations, people of every kind. Idempotent."

    def handle(self, **options: Any) -> None:
        for part in PARTS:
            if find_spec(f"{part}.demo"):
                self.stdout.write(f"Demonstration data: {part.rpartition('.')[2]}")
                import_module(f"{part}.demo").load()
