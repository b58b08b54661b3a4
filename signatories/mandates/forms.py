"""Renewing a mandate, and proving it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Document, Month, PersonName, Role, sent_by
from qpv_charter.toolkit.text import LONGEST_FULL_NAME, same_person
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures.actions import MandateFacts
from signatories.signatures.models import Mandate

PAST_MONTHS = 36
FUTURE_MONTHS = 60


class MandateForm(forms.Form):
    signer_name = PersonName(
        label="Personne qui porte la signature",
        max_length=LONGEST_FULL_NAME,
        help_text="Prénom et nom. Une nouvelle personne après une élection, par exemple.",
        missing="Écrivez le prénom et le nom de cette personne.",
    )
    signer_role = Role(
        label="Son rôle",
        help_text="Exemple\u202f: coprésidente.",
        missing="Écrivez son rôle, en un mot.",
    )
    decided_by = forms.ChoiceField(label="Qui a décidé\u202f?", widget=forms.RadioSelect)
    decided_on = Month(label="Quel mois\u202f?", back=PAST_MONTHS)
    next_election = Month(
        label="Prochaine élection du conseil ou du bureau",
        ahead=FUTURE_MONTHS,
        help_text="Elle reste visible dans votre espace, pour penser alors à noter ce qui change.",
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        """A collective is asked in its own words: it elects no board."""
        super().__init__(*args, **options)
        decisions = Mandate.Decision.of(kind)
        self.fields["decided_by"].choices = [(each.value, each.label) for each in decisions]  # type: ignore[attr-defined]  # a ChoiceField has choices
        if Mandate.Decision.BOARD not in decisions:
            del self.fields["next_election"]

    def facts(self, *, contacts: Iterable[User]) -> MandateFacts:
        """What the action is given; the account linked is that of the one contact person who bears the name."""
        cleaned = self.cleaned_data
        named = [each for each in contacts if same_person(each.full_name, cleaned["signer_name"])]
        return MandateFacts(
            signer=named[0] if len(named) == 1 else None,
            signer_name=cleaned["signer_name"],
            signer_role=cleaned["signer_role"],
            decided_by=Mandate.Decision(cleaned["decided_by"]),
            decided_on=cleaned["decided_on"],
            next_election=cleaned.get("next_election"),
        )


class ExtractForm(forms.Form):
    extract = Document(
        label="Extrait de la décision (PDF ou photo)",
        help_text="La page du compte rendu suffit. 10\u202fMo au plus. "
        "Lu seulement par vos personnes contact et par l’équipe d’animation.",
        photo_as="PDF",
        missing="Choisissez un fichier, PDF ou photo.",
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        sent_by(self, organisation)
