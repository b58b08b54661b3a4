"""What one says to report a text, to decide of one, to ask for another look."""

from typing import Any

from django import forms

from engagements.flags.models import LONGEST_WHY, LONGEST_WORDS, Reason, State
from engagements.flags.places import Kind
from qpv_charter.toolkit.fields import Email, Line
from qpv_charter.toolkit.guard import Guarded

KEEP, HIDE = "keep", "hide"


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(
        label="Qu’est-ce qui ne va pas dans ce texte\u202f?",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une des réponses."},
    )


class ReportForm(Guarded, ReasonForm):
    """For anyone."""

    field_order = ["reason", "words", "email"]
    words = Line(
        label="En quelques mots",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="Seule l’équipe d’animation le lit.",
    )
    email = Email(
        label="Votre adresse e-mail",
        required=False,
        help_text="Si vous voulez savoir ce qui a été décidé. L’association ne le voit pas.",
    )


class HideForm(forms.Form):
    why = Line(
        label="Pourquoi retirer ce texte\u202f?",
        max_length=LONGEST_WHY,
        help_text="L’association lira votre réponse, et pourra demander qu’une autre personne relise ce texte.",
        missing="Dites pourquoi.",
    )


class DecisionForm(forms.Form):
    """To keep or to hide; a reason for what is hidden, and for what answers an association."""

    choice = forms.ChoiceField(
        label="Que décidez-vous\u202f?",
        choices=[(KEEP, "Le montrer à tout le monde"), (HIDE, "Le retirer")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une des réponses."},
    )
    why = Line(
        label="Pourquoi\u202f?",
        max_length=LONGEST_WHY,
        required=False,
        help_text="L’association lira votre réponse. Pour un texte gardé sans discussion, rien à écrire.",
    )

    def __init__(self, *args: Any, state: str, of: Kind[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        if of.is_among_associations:
            self.fields["choice"].choices = [(KEEP, "Le laisser tel qu’il est"), (HIDE, "Le retirer")]  # type: ignore[attr-defined]  # a ChoiceField
        if state == State.HIDDEN:
            self.fields["choice"].choices = [(KEEP, "Le montrer de nouveau")]  # type: ignore[attr-defined]  # a ChoiceField
            del self.fields["why"]

    @property
    def keeps(self) -> bool:
        return bool(self.cleaned_data["choice"] == KEEP)


class AppealForm(forms.Form):
    words = Line(
        label="Pourquoi ce texte a-t-il sa place ici\u202f?",
        max_length=LONGEST_WORDS,
        missing="Dites-le en quelques mots.",
    )
