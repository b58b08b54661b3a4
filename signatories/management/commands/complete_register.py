"""Seal what the rows of earlier signatures left out of the register."""

from typing import Any

from django.core.management.base import BaseCommand

from signatories.signatures.corrections import complete


class Command(BaseCommand):
    help = "Complète au registre les signatures d’avant\u202f: une ligne chacune, sans rien réécrire."

    def handle(self, *args: Any, **options: Any) -> None:  # Django's signature
        self.stdout.write(f"Lignes ajoutées au registre\u202f: {complete()}.")
