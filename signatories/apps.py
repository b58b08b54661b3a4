from importlib import import_module

from django.apps import AppConfig

# Slices that listen to news: each `receivers.py` connects itself when imported.
LISTENING = ["people"]


class SignatoriesConfig(AppConfig):
    name = "signatories"
    verbose_name = "Signataires"

    def ready(self) -> None:
        for slice_name in LISTENING:
            import_module(f"signatories.{slice_name}.receivers")
