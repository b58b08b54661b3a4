from django import forms

from evaluations.reports.actions import LONGEST_WORDS
from qpv_charter.toolkit.fields import Text


class FreezeForm(forms.Form):
    words = Text(
        label="Ce que la fédération retient de l’année",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="Ces mots ouvrent le rapport. N’y nommez personne sans son accord"
        "\u202f: ils ne pourront plus être retirés.",
    )
