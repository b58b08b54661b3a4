"""What an association asks, and what the team says when it does it."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Text
from signatories.stepping_back.actions import LONGEST
from signatories.stepping_back.models import StepBack

Kind = StepBack.Kind


class AskForm(forms.Form):
    """A pause is offered to who is published: nobody else is seen."""

    kind = forms.TypedChoiceField(
        label="Que souhaitez-vous\u202f?",
        choices=[
            (Kind.PAUSE, "Une pause\u202f: nous reviendrons"),
            (Kind.WITHDRAWAL, "Retirer notre signature"),
        ],
        coerce=Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une pause, ou le retrait."},
    )
    reason = Text(
        label="Pourquoi, si vous voulez le dire",
        help_text="L’équipe d’animation le lira, et vos autres personnes contact. Rien n’est publié.",
        required=False,
        max_length=LONGEST,
        rows=4,
    )

    def __init__(self, *args: Any, is_published: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_published:
            field = self.fields["kind"]
            field.choices = [field.choices[-1]]  # type: ignore[attr-defined]  # a choice field's
            field.initial = Kind.WITHDRAWAL


class SettleForm(forms.Form):
    text = Text(
        label="Un mot pour l’association",
        help_text="Il part avec le message qui la prévient. Par exemple\u202f: merci, et à bientôt.",
        required=False,
        max_length=LONGEST,
        rows=4,
    )
