"""The code that lets somebody find again what they said."""

from django import forms

from qpv_charter.toolkit.fields import Line


class CodeForm(forms.Form):
    code = Line(
        label="Votre code",
        max_length=40,
        help_text="Les dix lettres et chiffres que vous avez copiés. Exemple\u202f: 7K3M9-QXT2B.",
        missing="Tapez le code que vous avez copié.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
