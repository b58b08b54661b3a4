from django.apps import AppConfig

from qpv_charter.toolkit.slices import wire


class SignatoriesConfig(AppConfig):
    name = "signatories"
    verbose_name = "Signataires"

    def ready(self) -> None:
        wire(self.name)
