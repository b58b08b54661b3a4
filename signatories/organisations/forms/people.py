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


class HandOverForm(forms.Form):
    """Who comes in one's place, and until when one stays."""

    email = Email(
        label="Adresse e-mail de la personne qui prend la suite",
        help_text="Nous lui enverrons une invitation, valable trente jours.",
        missing="Écrivez l’adresse de la personne qui prend la suite.",
        widget=EmailInput({"autocomplete": "off"}),
    )
    stays = forms.TypedChoiceField(
        label="Et vous\u202f?",
        choices=[("oui", "Je reste jusqu’à son arrivée"), ("non", "Je pars tout de suite")],
        coerce=lambda answer: answer == "oui",
        initial="oui",
        widget=forms.RadioSelect,
    )
    leaves_nobody = forms.BooleanField(
        label="Si je pars tout de suite, il n’y aura plus aucune personne contact jusqu’à son arrivée\u202f: "
        "je le sais",
        required=False,
    )

    def __init__(self, *args: Any, is_last: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_last:
            del self.fields["leaves_nobody"]


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
