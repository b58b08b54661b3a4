"""Who is invited, and until when."""

from typing import Any

from django import forms

from engagements.invited.letting_in import Lasts
from qpv_charter.toolkit.fields import Day, Name


class InvitedForm(forms.Form):
    called = Name(
        label="Qui invitez-vous\u202f?",
        help_text="Exemple\u202f: le conseil citoyen, la déléguée du préfet, le centre de ressources.",
        missing="Dites qui vous invitez.",
    )
    until = Day(label="Jusqu’à quel jour\u202f?", error_messages={"required": "Dites jusqu’à quel jour."})

    def __init__(self, *args: Any, lasts: Lasts, **options: Any) -> None:
        super().__init__(*args, **options)
        at_most = f"{lasts.words[0].upper()}{lasts.words[1:]} au plus"
        self.fields["until"].help_text = f"{at_most}\u202f: ensuite, le lien ne s’ouvre plus."
