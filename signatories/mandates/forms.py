"""Renewing a mandate, and proving it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.formats import date_format

from qpv_charter.toolkit.text import clean_line
from signatories.mandates.extracts import checked
from signatories.people.models import User
from signatories.signatures.actions import MandateFacts
from signatories.signatures.models import Mandate

PAST_MONTHS = 36
FUTURE_MONTHS = 60


def months(first: date, *, count: int, step: int) -> list[tuple[str, str]]:
    """Months to choose from, as (2026-09-01, "septembre 2026"), going forward or back from the first."""
    shown = [("", "Je ne sais pas")]
    for offset in range(0, count * step, step):
        year, month = divmod(first.year * 12 + first.month - 1 + offset, 12)
        day = date(year, month + 1, 1)
        shown.append((day.isoformat(), date_format(day, "F Y")))
    return shown


class MandateForm(forms.Form):
    signer_name = forms.CharField(
        label="Personne qui porte la signature",
        max_length=210,
        help_text="Prénom et nom. Une nouvelle personne après une élection, par exemple.",
    )
    signer_role = forms.CharField(
        label="Son rôle dans l’association", max_length=120, help_text="Exemple\u202f: coprésidente."
    )
    decided_by = forms.ChoiceField(
        label="Qui a décidé\u202f?", choices=Mandate.Decision.choices, widget=forms.RadioSelect
    )
    decided_on = forms.ChoiceField(label="Quel mois\u202f?", required=False)
    next_election = forms.ChoiceField(
        label="Prochaine élection du conseil ou du bureau",
        required=False,
        help_text="Elle reste visible dans votre espace, pour penser alors à noter ce qui change.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["decided_on"].choices = months(today, count=PAST_MONTHS, step=-1)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["next_election"].choices = months(today, count=FUTURE_MONTHS, step=1)  # type: ignore[attr-defined]  # a ChoiceField

    def clean_signer_name(self) -> str:
        return self._line("signer_name", "Écrivez le prénom et le nom de cette personne.")

    def clean_signer_role(self) -> str:
        return self._line("signer_role", "Écrivez son rôle dans l’association.")

    def _line(self, name: str, missing: str) -> str:
        cleaned = clean_line(self.cleaned_data[name])
        if not cleaned:
            raise ValidationError(missing)
        return cleaned

    def facts(self, *, by: User) -> MandateFacts:
        """What the action is given; the account is linked when the person renews for herself."""
        cleaned = self.cleaned_data
        same = cleaned["signer_name"].casefold() == by.full_name.casefold()
        return MandateFacts(
            signer=by if same else None,
            signer_name=cleaned["signer_name"],
            signer_role=cleaned["signer_role"],
            decided_by=Mandate.Decision(cleaned["decided_by"]),
            decided_on=_month(cleaned["decided_on"]),
            next_election=_month(cleaned["next_election"]),
        )


def _month(chosen: str) -> date | None:
    return date.fromisoformat(chosen) if chosen else None


class ExtractForm(forms.Form):
    extract = forms.FileField(
        label="Extrait de la décision (PDF)",
        help_text="La page du compte rendu suffit. 5\u202fMo au plus. "
        "Lu seulement par votre association et par l’équipe d’animation.",
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={"required": "Choisissez un fichier PDF.", "empty": "Ce fichier est vide."},
    )

    def clean_extract(self) -> ContentFile[bytes]:
        try:
            return checked(self.cleaned_data["extract"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
