"""Screen 3: who signs, and who decided."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from qpv_charter.toolkit.fields import Email, Month, PersonName, Role
from signatories.signatures.models import Mandate
from signatories.signing.screens import NOT_YET

MONTHS_BACK = 36
FARTHEST_MEETING = timedelta(days=366)
NOT_DECIDED = (NOT_YET, "Pas encore\u202f: nous devons en parler")


class DecisionForm(forms.Form):
    """Who decided, and since when; or when it will be spoken of."""

    decided_by = forms.ChoiceField(
        label="Qui a décidé de signer la charte\u202f?",
        widget=forms.RadioSelect,
        help_text="La personne qui signe peut être bénévole ou salariée\u202f: c’est la décision qui compte.",
        error_messages={"required": "Dites qui a décidé, ou choisissez «\u202fPas encore\u202f»."},
    )
    decided_on = Month(
        label="Quand\u202f?", back=MONTHS_BACK, unknown="Je ne sais plus", help_text="Le mois suffit."
    )
    meeting_on = forms.DateField(
        label="Date de votre prochaine réunion",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="Si vous la connaissez. Nous vous écrirons une fois, quelques jours après.",
        error_messages={"invalid": "Écrivez la date ainsi\u202f: 24/03/2027."},
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        """`kind` of organisation: who may decide is asked in its words."""
        super().__init__(*args, **options)
        decisions = [(each.value, each.label) for each in Mandate.Decision.of(kind)]
        self.fields["decided_by"].choices = [*decisions, NOT_DECIDED]  # type: ignore[attr-defined]  # a ChoiceField has choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        meeting = cleaned.get("meeting_on")
        if cleaned.get("decided_by") == NOT_YET and meeting:
            today = timezone.localdate()
            if meeting < today:
                self.add_error("meeting_on", "Cette date est passée\u202f: indiquez la prochaine.")
            elif meeting > today + FARTHEST_MEETING:
                self.add_error("meeting_on", "Cette date est à plus d’un an\u202f: vérifiez l’année.")
        return cleaned

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        waiting = cleaned["decided_by"] == NOT_YET
        meeting = cleaned["meeting_on"] if waiting else None
        month = None if waiting else cleaned["decided_on"]
        return {
            "decided_by": cleaned["decided_by"],
            "decided_on": month.isoformat() if month else "",
            "meeting_on": meeting.isoformat() if meeting else "",
        }


class PersonForm(DecisionForm):
    """The same, after one's name, role and address."""

    first_name = PersonName(
        label="Prénom",
        missing="Écrivez votre prénom.",
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = PersonName(
        label="Nom",
        missing="Écrivez votre nom.",
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    role = Role(
        label="Votre rôle",
        missing="Écrivez votre rôle, en un mot.",
        help_text="Par exemple\u202f: présidente, porte-parole, coordinatrice, bénévole.",
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    email = Email(
        label="Adresse e-mail",
        help_text="La vôtre, ou une adresse que vous partagez. Nous y enverrons un code pour confirmer.",
        missing="Écrivez une adresse e-mail que vous pouvez lire.",
    )
    field_order = ["first_name", "last_name", "role", "email", "decided_by", "decided_on", "meeting_on"]

    def answers(self) -> dict[str, Any]:
        own = ("first_name", "last_name", "role", "email")
        return {field: self.cleaned_data[field] for field in own} | super().answers()
