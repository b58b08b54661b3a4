from importlib import import_module

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    name = "qpv_charter.toolkit"
    verbose_name = "Outils"

    def ready(self) -> None:
        import_module("qpv_charter.toolkit.tasks")  # its models exist from now on; a task must be known to start
