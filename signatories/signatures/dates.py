"""A date of signing as it is known: a paper of 2020 may say its month alone, or nothing."""

from datetime import date

from django.db import models

from qpv_charter.toolkit.templatetags.toolkit import day, month


class Precision(models.TextChoices):
    DAY = "day", "au jour près"
    MONTH = "month", "au mois près"
    UNKNOWN = "unknown", "inconnue"


class Dated:
    """How a model with `signed_on` and `signed_precision` says its date."""

    signed_on: date | None
    signed_precision: str

    @property
    def is_dated(self) -> bool:
        return self.signed_precision != Precision.UNKNOWN

    @property
    def signed_label(self) -> str:
        """What stands before `signed_date`."""
        return {Precision.DAY: "Signée le", Precision.MONTH: "Signée en"}.get(
            Precision(self.signed_precision), "Date de signature"
        )

    @property
    def signed_date(self) -> str:
        """ "12 mars 2026", "mars 2026", or "inconnue"."""
        said = {Precision.DAY: day, Precision.MONTH: month}.get(Precision(self.signed_precision))
        return said(self.signed_on) if said else "inconnue"

    @property
    def signed_when(self) -> str:
        """ "le 12 mars 2026", "en mars 2026", or "à une date inconnue"."""
        before = {Precision.DAY: "le ", Precision.MONTH: "en "}.get(Precision(self.signed_precision))
        return f"{before}{self.signed_date}" if before else "à une date inconnue"

    @property
    def signed_since(self) -> str:
        """ "depuis le 12 mars 2026", "depuis mars 2026", or nothing."""
        before = {Precision.DAY: "depuis le ", Precision.MONTH: "depuis "}.get(Precision(self.signed_precision))
        return f"{before}{self.signed_date}" if before else ""

    @property
    def signed_code(self) -> str:
        """As the register seals it: "2026-03-12", "2026-03", or nothing (ISO 8601)."""
        written = self.signed_on.isoformat() if self.signed_on and self.is_dated else ""
        return written[:7] if self.signed_precision == Precision.MONTH else written
