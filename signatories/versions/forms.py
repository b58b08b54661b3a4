"""A text that is written, adopted, signed again, or not this time."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Day, PersonName, Role, Text
from qpv_charter.toolkit.revisions import RevisedForm
from qpv_charter.toolkit.text import LONGEST_FULL_NAME
from signatories.charter.reader import LARGEST
from signatories.organisations.actors import Contact
from signatories.organisations.words import Words
from signatories.signatures.actions import MandateFacts
from signatories.signatures.models import Mandate
from signatories.signing.forms import DecisionForm
from signatories.signing.screens import NOT_YET
from signatories.versions.models import LONGEST_REASON


class SourceForm(RevisedForm):
    source = Text(
        label="Le texte",
        max_length=LARGEST,
        rows=30,
        missing="Le texte est vide\u202f: laissez au moins celui de la version en vigueur.",
        help_text="Changez les mots, gardez ce qui est entre accolades en fin de ligne\u202f: "
        "c’est ce qui dit quel engagement est lequel. En haut, changez «\u202fversion\u202f» et la date.",
    )


class ProposeForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AdoptForm(forms.Form):
    on = Day(
        label="Jour de la décision du comité de suivi",
        help_text="Exemple\u202f: 24/03/2027.",
        error_messages={"required": "Indiquez le jour où le comité de suivi a décidé."},
    )
    sure = forms.BooleanField(
        label="J’ai lu ce qui change, et le comité de suivi adopte ce texte",
        error_messages={"required": "Cochez cette case pour adopter le texte."},
    )


class DeclineForm(forms.Form):
    reason = Text(
        label="Pourquoi\u202f?",
        max_length=LONGEST_REASON,
        rows=3,
        missing="Dites pourquoi, en une phrase\u202f: l’équipe d’animation est seule à la lire.",
        help_text="Une phrase suffit. L’équipe d’animation est seule à la lire.",
    )


class SignAgainForm(DecisionForm):
    """Who decided, which is asked anew, and who bears the signature."""

    signer_name = PersonName(
        label="Qui signe\u202f?",
        max_length=LONGEST_FULL_NAME,
        help_text="Prénom et nom.",
        missing="Écrivez le prénom et le nom de la personne qui signe.",
    )
    signer_role = Role(
        label="Son rôle", help_text="Exemple\u202f: coprésidente.", missing="Écrivez son rôle, en un mot."
    )
    publish_name = forms.BooleanField(label="Publier ce nom", required=False)
    agree = forms.BooleanField(
        label="Nous signons ce nouveau texte",
        error_messages={"required": "Pour signer, cochez «\u202fNous signons ce nouveau texte\u202f»."},
    )
    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: Words, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["publish_name"].label = f"Publier ce nom à côté de celui {words.of_the}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decided_by") == NOT_YET:  # nothing is signed yet
            self.errors.pop("agree", None)
        return cleaned

    @property
    def must_wait(self) -> bool:
        return bool(self.cleaned_data["decided_by"] == NOT_YET)

    def mandate(self) -> MandateFacts:
        cleaned = self.cleaned_data
        return MandateFacts(
            signer_name=cleaned["signer_name"],
            signer_role=cleaned["signer_role"],
            decided_by=Mandate.Decision(cleaned["decided_by"]),
            decided_on=cleaned["decided_on"],
            publish_name=cleaned["publish_name"],
        )


def who_signs(actor: Contact) -> dict[str, Any]:
    """What the form begins with: who asks, in the role that she has there."""
    membership = actor.organisation.memberships.current().filter(user=actor.person).first()
    return {
        "signer_name": actor.person.full_name,
        "signer_role": membership.role if membership else "",
    }
