"""Put addresses kept in another spelling into the one form of their mailbox; `migrate` did it once."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from signatories.people.respelling import respell


class Command(BaseCommand):
    help = "Écrit chaque adresse e-mail sous la forme unique de sa boîte, et nomme celles qui restent en double."

    def handle(self, *args: Any, **options: Any) -> None:
        doubles = respell(apps)
        for double in doubles:
            self.stdout.write(f"Laissée telle quelle, une autre ligne a déjà cette boîte\u202f: {double}")
        if not doubles:
            self.stdout.write("Chaque boîte a une seule forme.")
