"""From which day to which."""

from django import forms

from qpv_charter.toolkit.fields import Day


class ClosureForm(forms.Form):
    starts_on = Day(label="Fermés du", error_messages={"required": "Dites à partir de quel jour."})
    ends_on = Day(
        label="Au",
        help_text="Ce jour-là compris.",
        error_messages={"required": "Dites jusqu’à quel jour."},
    )
