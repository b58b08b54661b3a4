"""A worker to kill: its task writes a line where it is told, then lasts until it is let go."""

import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django_tasks import task

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
END = "fin"
if __name__ == "__main__":
    settings.TASKS = DATABASE  # before the first task is declared


@task()
def last(path: str) -> None:
    """Begin a line, and end it once a file says so."""
    lines = Path(path)
    with lines.open("a") as file:
        file.write("début\n")
    while not lines.with_suffix(".go").exists():
        time.sleep(0.05)
    with lines.open("a") as file:
        file.write(f"{END}\n")


if __name__ == "__main__":
    django.setup()
    call_command("db_worker", "--no-startup-delay", "--no-reload", *sys.argv[1:], verbosity=0)
