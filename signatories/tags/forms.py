"""A word of the team's."""

from django import forms

from qpv_charter.toolkit.fields import Name
from signatories.tags.models import LONGEST_LABEL


class LabelForm(forms.Form):
    label = Name(
        label="Un mot, ou quelques-uns",
        max_length=LONGEST_LABEL,
        help_text="Pour trier, pas pour juger\u202f: toute l’équipe d’animation le lira. Par exemple\u202f: "
        "à rappeler en mars.",
    )
