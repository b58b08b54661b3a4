"""`manage.py reset_second_factor ADDRESS`: for the last national animator, whom nobody else can help."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qpv_charter.toolkit.actions import ActionRefused
from signatories.people.queries import person_of
from signatories.team.actions import reset_second_factor


class Command(BaseCommand):
    help = (
        "Retire la deuxième protection qu’une personne de l’équipe a perdue\u202f; une nouvelle lui sera "
        "demandée. Quand l’animation nationale compte quelqu’un d’autre, faites-le plutôt sur /animation/equipe/."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADRESSE")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        person = person_of(address)
        if person is None:
            raise CommandError(f"Personne n’a l’adresse {address}.")
        try:
            reset_second_factor(person, by=None)
        except ActionRefused as error:
            raise CommandError(error.reason) from error
        self.stdout.write(f"C’est fait\u202f: {person} en est prévenue, et l’équipe aussi.")
