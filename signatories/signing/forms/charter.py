"""Screens 4 and 5, and the small forms around them."""

from django import forms

from qpv_charter.toolkit.fields import Code, Email
from qpv_charter.toolkit.guard import Guarded
from signatories.signing.keys import CODE_DIGITS


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
    code = Code(label="Votre code", digits=(CODE_DIGITS,), help_text="Six chiffres.")


class EmailForm(Guarded):
    email = Email(
        label="Votre adresse e-mail",
        help_text="Celle que vous avez indiquée en commençant.",
        missing="Écrivez l’adresse que vous aviez indiquée.",
    )
