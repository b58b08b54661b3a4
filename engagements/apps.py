from django.apps import AppConfig

from qpv_charter.toolkit.slices import wire


class EngagementsConfig(AppConfig):
    name = "engagements"
    verbose_name = "Engagements"

    def ready(self) -> None:
        wire(self.name)
