"""Inviting, joining, and what is said of a contact."""

from django import forms

from signatories.organisations.forms.fields import Line, Lines


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="Adresse e-mail de la personne",
        max_length=254,
        help_text="Nous lui enverrons une invitation, valable trente jours.",
        error_messages={"required": "Écrivez l’adresse de la personne que vous invitez."},
    )


class RoleForm(forms.Form):
    role = Line(label="Rôle dans l’association", max_length=120, required=False)


class NameForm(forms.Form):
    """Who accepts an invitation."""

    first_name = Line(label="Prénom", max_length=100, widget=forms.TextInput({"autocomplete": "given-name"}))
    last_name = Line(label="Nom", max_length=100, widget=forms.TextInput({"autocomplete": "family-name"}))
    role = Line(
        label="Rôle dans l’association",
        max_length=120,
        required=False,
        help_text="Exemple\u202f: trésorière, salarié, bénévole.",
    )


class JoinForm(forms.Form):
    """Asking to look after an association that is already there."""

    first_name = Line(label="Prénom", max_length=100, widget=forms.TextInput({"autocomplete": "given-name"}))
    last_name = Line(label="Nom", max_length=100, widget=forms.TextInput({"autocomplete": "family-name"}))
    role = Line(
        label="Rôle dans l’association", max_length=120, help_text="Exemple\u202f: trésorière, salarié, bénévole."
    )
    email = forms.EmailField(
        label="Votre adresse e-mail",
        max_length=254,
        help_text="La réponse y arrivera. Elle n’est montrée qu’à qui répond à votre demande.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    corrections = Lines(
        label="Quelque chose à corriger sur la page de l’association\u202f?",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
