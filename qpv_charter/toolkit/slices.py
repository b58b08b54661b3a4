"""What an app wires by itself when Django starts, from the file names that every slice shares."""

import pkgutil
from importlib import import_module
from importlib.util import find_spec

WIRED = ("contributions", "receivers", "tasks")


def wire(app: str) -> None:
    """Import the modules above of an app and of each of its slices: to be called in `AppConfig.ready()`.

    A contribution is not shown, a receiver hears nothing, and a periodic task never starts, until its module is
    imported."""
    for package in (app, *(f"{app}.{name}" for name in slices(app))):
        for module in WIRED:
            if find_spec(f"{package}.{module}"):
                import_module(f"{package}.{module}")


def slices(app: str) -> list[str]:
    """The slices of an app: its packages, but for Django's own."""
    found = pkgutil.iter_modules(import_module(app).__path__)
    return sorted(m.name for m in found if m.ispkg and m.name not in {"migrations", "management"})
