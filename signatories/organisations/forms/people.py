"""Inviting, joining, and what is said of a contact."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Email, EmailInput, PersonName, Role, Text
from qpv_charter.toolkit.guard import Guarded


class InviteForm(forms.Form):
    email = Email(
        label="Adresse e-mail de la personne",
        help_text="Nous lui enverrons une invitation, valable trente jours.",
        missing="Écrivez l’adresse de la personne que vous invitez.",
        widget=EmailInput({"autocomplete": "off"}),
    )


class RoleForm(forms.Form):
    role = Role(label="Rôle", required=False)


class NameForm(forms.Form):
    """Who accepts an invitation."""

    first_name = PersonName(label="Prénom", widget=forms.TextInput({"autocomplete": "given-name"}))
    last_name = PersonName(label="Nom", widget=forms.TextInput({"autocomplete": "family-name"}))
    role = Role(
        label="Rôle",
        required=False,
        help_text="Exemple\u202f: trésorière, salarié, bénévole.",
    )


class JoinForm(Guarded):
    """Asking to look after an association that is already there."""

    first_name = PersonName(label="Prénom", widget=forms.TextInput({"autocomplete": "given-name"}))
    last_name = PersonName(label="Nom", widget=forms.TextInput({"autocomplete": "family-name"}))
    role = Role(label="Rôle", help_text="Exemple\u202f: trésorière, salarié, bénévole.")
    email = Email(
        label="Votre adresse e-mail",
        help_text="La réponse y arrivera. Elle n’est montrée qu’à qui répond à votre demande.",
    )
    corrections = Text(
        label="Quelque chose à corriger sur cette page\u202f?",
        required=False,
        max_length=2000,
        rows=4,
    )


class RecognisedForm(JoinForm):
    """The same for who signed on paper, before this site: what we know of them is confirmed, or corrected."""

    RIGHT, WRONG = "right", "wrong"
    known = forms.ChoiceField(
        label="Ce que nous savons est-il juste\u202f?",
        choices=[(RIGHT, "Oui, tout est juste"), (WRONG, "Non, il y a quelque chose à corriger")],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si c’est juste, ou ce qu’il faut corriger."},
    )
    field_order = ["known", "corrections", "first_name", "last_name", "role", "email"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["corrections"].label = "Ce qu’il faut corriger"
        self.fields["corrections"].help_text = "Par exemple un nom qui a changé, une adresse, un quartier."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        known = cleaned.pop("known", "")
        if known == self.WRONG and not cleaned.get("corrections"):
            self.add_error("corrections", "Écrivez en quelques mots ce qu’il faut corriger.")
        if known == self.RIGHT:
            cleaned["corrections"] = ""
        return cleaned
