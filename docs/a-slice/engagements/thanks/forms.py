"""What one writes to say thanks."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Line
from signatories.organisations.models import Organisation
from signatories.territories.models import Qpv


class ThanksForm(forms.Form):
    qpv = forms.ModelChoiceField(
        label="Quartier", queryset=Qpv.objects.none(), empty_label="Choisissez un quartier"
    )
    text = Line(label="Votre merci", max_length=300)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["qpv"].queryset = organisation.qpvs.all()  # type: ignore[attr-defined]  # a ModelChoiceField
