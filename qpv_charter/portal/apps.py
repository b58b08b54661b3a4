from django.apps import AppConfig

from qpv_charter.toolkit.slices import wire


class PortalConfig(AppConfig):
    name = "qpv_charter.portal"
    verbose_name = "Portail"

    def ready(self) -> None:
        wire(self.name)
