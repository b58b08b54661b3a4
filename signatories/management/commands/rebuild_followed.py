"""Make the team's list of associations anew (after a restore, or when an import could not)."""

from typing import Any

from django.core.management import BaseCommand

from signatories.following.actions import rebuild


class Command(BaseCommand):
    help = "Refait la liste des associations de l’espace de l’équipe."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        self.stdout.write(f"Liste refaite\u202f: {count} association{'s' if count > 1 else ''}.")
