"""Tests: no network, no waiting, files in a folder of their own."""

import tempfile
from pathlib import Path

from qpv_charter.settings.base import *  # noqa: F403  # a settings module continues the one it starts from
from qpv_charter.settings.base import BASE_DIR, CACHES, DATABASES, STORAGES, TEMPLATES, VAR_DIR, env
from qpv_charter.settings.database import tuned

SECRET_KEY = "tests-only-" + "x" * 50
SHORT_CODE_KEYS = ["tests-only-" + "y" * 50]
DEBUG = False
DEMO = True  # the demonstration pages are tested like the others; a test turns it off
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = "http://testserver"
DATABASES["default"] = tuned(env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'tests.sqlite3'}"))
# A file, not memory: threads share it as they would in production (in memory, 30 of 40 failed).
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "tests.sqlite3"}
if "postgresql" in DATABASES["default"]["ENGINE"]:
    # Tests need not wait for the disk: an eighth of the server's time.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
FASTEST_FORM = 0.0  # tests type fast
VERSION_BELIEVED = 0  # a test that empties the cache means it
CACHES["default"] = CACHES["versions"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
_FILES = Path(tempfile.mkdtemp(prefix="qpv-charter-tests-"))
MEDIA_ROOT = _FILES / "media"
STATIC_ROOT = _FILES / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns when it is missing, and a warning is an error here
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "qpv_charter.toolkit.files.WholeFiles",
        "OPTIONS": {"location": _FILES / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# An undefined variable in a template is a mistake: it shows, and the tests look for it.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "⟦undefined %s⟧"
TEMPLATES[0]["DIRS"] += [BASE_DIR / "tests" / "templates"]
