"""`manage.py load_reference`: the networks and themes that the clone ships, until the federation keeps its own."""

from typing import Any

from django.core.management.base import BaseCommand

from signatories.organisations.reference import load_networks, load_themes


class Command(BaseCommand):
    help = "Ajoute les réseaux et les thèmes livrés qui manquent\u202f; ce que la fédération a changé reste."

    def handle(self, *args: Any, **options: Any) -> None:
        networks, themes = load_networks(), load_themes()
        self.stdout.write(f"Ajoutés\u202f: réseaux {networks}, thèmes {themes}.")
