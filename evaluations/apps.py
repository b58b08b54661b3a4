from django.apps import AppConfig

from qpv_charter.toolkit.slices import wire


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "Évaluation"

    def ready(self) -> None:
        wire(self.name)
