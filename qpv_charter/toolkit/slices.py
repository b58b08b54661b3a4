"""What an app wires by itself when Django starts, from the file names that every slice shares."""

import pkgutil
from importlib import import_module
from importlib.util import find_spec

WIRED = ("receivers", "tasks")


def wire(app: str) -> None:
    """Import the `receivers` and `tasks` of each slice of an app: to be called in `AppConfig.ready()`.

    A receiver hears nothing, and a periodic task never starts, until its module is imported."""
    for name in slices(app):
        for module in WIRED:
            if find_spec(f"{app}.{name}.{module}"):
                import_module(f"{app}.{name}.{module}")


def slices(app: str) -> list[str]:
    """The slices of an app: its packages, but for Django's own."""
    found = pkgutil.iter_modules(import_module(app).__path__)
    return sorted(m.name for m in found if m.ispkg and m.name not in {"migrations", "management"})
