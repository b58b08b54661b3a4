"""What the toolkit does with news from Django."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from qpv_charter.settings.cache import roomy

TABLE = "migrated_cache"


@pytest.mark.django_db
def test_migrating_makes_the_table_of_the_shared_cache_once(settings: Any) -> None:
    database = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": TABLE}
    settings.CACHES = settings.CACHES | {"default": roomy(database)}
    assert TABLE not in connection.introspection.table_names()

    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)

    assert TABLE in connection.introspection.table_names()
