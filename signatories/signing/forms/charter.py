"""Screens 4 and 5, and the small forms around them."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Code, Email
from qpv_charter.toolkit.guard import Guarded
from signatories.organisations.words import Words
from signatories.signing.keys import CODE_DIGITS


class CharterForm(forms.Form):
    """« Nous signons » bears on the very text shown: its digest comes back with the form."""

    agree = forms.BooleanField(
        label="Nous signons cette charte",
        error_messages={"required": "Pour signer, cochez «\u202fNous signons cette charte\u202f»."},
    )
    publish_name = forms.BooleanField(
        label="Publier mon nom",
        required=False,
    )
    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: Words, **options: Any) -> None:
        super().__init__(*args, **options)
        publish = self.fields["publish_name"]
        publish.label = f"Publier mon nom à côté de celui {words.of_the}"
        publish.help_text = f"Avec votre rôle. Sinon, seul le nom {words.of_the} est public."


class CodeForm(forms.Form):
    code = Code(label="Votre code", digits=(CODE_DIGITS,), help_text="Six chiffres.")


class EmailForm(Guarded):
    email = Email(
        label="Votre adresse e-mail",
        help_text="Celle que vous avez indiquée en commençant.",
        missing="Écrivez l’adresse que vous aviez indiquée.",
    )
