"""`manage.py create_database`: the first step of a site; safe to run again."""

from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg.sql import SQL, Identifier

ENCODED = SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0")


class Command(BaseCommand):
    help = "Create the database that DATABASE_URL names, when PostgreSQL does not have it yet."
    requires_system_checks = []  # some ask the database

    def handle(self, **options: Any) -> None:
        if connection.vendor != "postgresql":
            self.stdout.write("SQLite makes its file by itself.")
            return
        name = connection.settings_dict["NAME"]
        try:
            made = _create(name)
        except psycopg.errors.InsufficientPrivilege as error:
            raise CommandError(
                f"This role may not create the database {name}. As the superuser of PostgreSQL: "
                f"createdb --owner=ROLE --encoding=UTF8 --template=template0 {name}"
            ) from error
        except psycopg.OperationalError as error:
            raise CommandError(f"PostgreSQL lets nobody in at DATABASE_URL: {error}") from error
        self.stdout.write(f"The database {name} {'is made' if made else 'was there already'}.")


def _create(name: str) -> bool:
    """Whether it had to be made. Asked of the database that every server has, outside any transaction."""
    server = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as session:
        if session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        session.execute(ENCODED.format(Identifier(name)))
    return True
