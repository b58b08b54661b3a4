"""Screens 4 and 5, and the small forms around them."""

import re

from django import forms
from django.core.exceptions import ValidationError

from qpv_charter.toolkit.forms import CodeInput
from signatories.signing.keys import CODE_DIGITS

_NOT_DIGIT = re.compile(r"\D", re.ASCII)


class CharterForm(forms.Form):
    """« Nous signons » bears on the very text shown: its digest comes back with the form."""

    agree = forms.BooleanField(
        label="Nous signons cette charte",
        error_messages={"required": "Pour signer, cochez «\u202fNous signons cette charte\u202f»."},
    )
    publish_name = forms.BooleanField(
        label="Publier mon nom à côté de celui de l’association",
        required=False,
        help_text="Avec votre rôle. Sinon, seul le nom de l’association est public.",
    )
    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Votre code",
        max_length=40,
        widget=CodeInput(digits=CODE_DIGITS),
        help_text="Six chiffres.",
        error_messages={"required": "Tapez le code que vous avez reçu."},
    )

    def clean_code(self) -> str:
        digits = _NOT_DIGIT.sub("", self.cleaned_data["code"])
        if len(digits) != CODE_DIGITS:
            raise ValidationError("Le code compte six chiffres. Regardez de nouveau le message.")
        return digits


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="Votre adresse e-mail",
        max_length=254,
        help_text="Celle que vous avez indiquée en commençant.",
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Écrivez l’adresse que vous aviez indiquée.",
            "invalid": "Cette adresse n’est pas complète. Exemple\u202f: contact@mon-association.fr.",
        },
    )
