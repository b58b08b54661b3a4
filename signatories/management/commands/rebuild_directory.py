"""Make the directory anew from the published signatures (after a restore, or when an import could not)."""

from typing import Any

from django.core.management import BaseCommand

from signatories.directory.actions import rebuild


class Command(BaseCommand):
    help = "Refait l’annuaire à partir des signatures publiées."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        self.stdout.write(f"Annuaire refait\u202f: {count} signataire{'s' if count > 1 else ''}.")
