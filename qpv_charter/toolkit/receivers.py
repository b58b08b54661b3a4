"""News from Django."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.dispatch import receiver

# Told of once for each app: that of content types, which no project of Django is without, stands for all.
ONCE = apps.get_app_config("contenttypes")


@receiver(post_migrate, sender=ONCE)
def shared_cache_has_its_table(using: str, **_: Any) -> None:
    """`migrate` alone makes a database whole, whatever table CACHE_URL names."""
    call_command("createcachetable", database=using, verbosity=0)
