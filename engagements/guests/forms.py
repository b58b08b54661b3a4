"""Who is invited, and until when."""

from django import forms

from qpv_charter.toolkit.fields import Day, Name


class GuestForm(forms.Form):
    called = Name(
        label="Qui invitez-vous\u202f?",
        help_text="Exemple\u202f: le conseil citoyen, la déléguée du préfet, le centre de ressources.",
        missing="Dites qui vous invitez.",
    )
    until = Day(
        label="Jusqu’à quel jour\u202f?",
        help_text="Un an au plus\u202f: ensuite, le lien ne s’ouvre plus.",
        error_messages={"required": "Dites jusqu’à quel jour."},
    )
