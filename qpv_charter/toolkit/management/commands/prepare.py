"""`manage.py prepare`: what must be done after each update, before serving."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from qpv_charter.toolkit import periodic


class Command(BaseCommand):
    help = "Bring the database and the static files up to date with the code. Safe to run again."

    def handle(self, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        for work in periodic.works_after_update():
            work()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("Database and static files are up to date.")
