from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CharterAdminConfig(admin.AdminConfig):
    default = False
    default_site = "qpv_charter.toolkit.admin_site.CharterAdminSite"


class ToolkitConfig(AppConfig):
    default = True
    name = "qpv_charter.toolkit"
    verbose_name = "Outils"

    def ready(self) -> None:
        # Now that models exist: a check and a periodic task must be known from the start.
        # `keys` gives addresses their `<key:key>`.
        for module in ("checks", "health", "keys", "receivers", "tasks"):
            import_module(f"{self.name}.{module}")
