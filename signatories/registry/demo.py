"""A small registry of invented associations, so that a fresh clone shows the look-up (fixtures/registry)."""

from django.conf import settings

from signatories.registry.actions import import_files
from signatories.registry.queries import live_registry

DEMONSTRATION = settings.BASE_DIR / "fixtures" / "registry" / "demonstration.csv"


def load() -> None:
    """Import it where no registry ever was: a real one is never replaced. Communes are found if loaded before."""
    if live_registry() is None:
        import_files([DEMONSTRATION])
