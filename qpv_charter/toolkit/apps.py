from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    name = "qpv_charter.toolkit"
    verbose_name = "Outils"
