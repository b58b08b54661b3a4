"""Production-like settings on a database of its own; the site's addresses, plus an empty view to compare with."""

from qpv_charter.settings.base import *  # noqa: F403  # a settings module continues the one it starts from
from qpv_charter.settings.base import DATABASES, VAR_DIR, env
from qpv_charter.settings.database import tuned

SECRET_KEY = "benchmarks-only-" + "x" * 50
DEBUG = False
DEMO = False
ALLOWED_HOSTS = ["127.0.0.1"]
SITE_URL = "http://127.0.0.1"
ROOT_URLCONF = "tests.benchmarks.urls"
DATABASES["default"] = tuned(env.db("BENCH_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'bench.sqlite3'}"))
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
STATIC_ROOT = VAR_DIR / "bench-static"
