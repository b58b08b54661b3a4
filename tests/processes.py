"""Other processes on the test database: workers to run side by side, and to kill."""

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """`python -m module arguments…`, with the test settings, on the database of the running test."""
    environment = os.environ | {
        "DATABASE_URL": _database_url(),
        "DJANGO_SETTINGS_MODULE": "qpv_charter.settings.test",
    }
    return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment)  # noqa: S603 - ours


def _database_url() -> str:
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
