"""Ten lines after a meeting; what became of a need."""

from collections.abc import Sequence
from typing import Any

from django import forms

from engagements.needs.actions import MOST_LINES, Line, Occasion
from engagements.needs.models import (
    LONGEST_OCCASION,
    LONGEST_STEP,
    LONGEST_TEXT,
    MOST_VOICES,
    Need,
    NeedStep,
)
from engagements.scope.forms import PlaceForm
from engagements.voices.models import NotedHow
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.fields import Day, Month, Name
from qpv_charter.toolkit.fields import Line as LineField
from qpv_charter.toolkit.guard import Guarded
from qpv_charter.toolkit.text import LONGEST_NAME
from signatories.organisations.models import Theme

MONTHS_BACK = 12
SHOWN_FIRST = 3  # lines; the others are folded


class NotesForm(PlaceForm):
    """What residents said: where, when, and a line each. A line without words is left out."""

    said_in = Month(
        label="Quand\u202f?",
        back=MONTHS_BACK,
        unknown="—",
        missing="Dites en quel mois.",
        help_text="Le mois suffit.",
    )
    how = forms.ChoiceField(
        label="Comment l’avez-vous su\u202f?",
        choices=NotedHow.choices,
        initial=NotedHow.MEETING,
        widget=forms.RadioSelect,
    )
    called = Name(
        label="À quelle occasion\u202f?",
        max_length=LONGEST_OCCASION,
        required=False,
        help_text="Exemple\u202f: café des parents.",
    )
    between = forms.BooleanField(
        label="Seulement entre associations signataires de ce territoire",
        required=False,
        help_text="Sinon, tout le monde peut le lire.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        themes = Theme.objects.all()
        for number in range(1, MOST_LINES + 1):
            self.fields |= {
                f"text_{number}": LineField(label="Ce qui a été dit", max_length=LONGEST_TEXT, required=False),
                f"how_many_{number}": forms.IntegerField(
                    label="Par combien de personnes\u202f?",
                    min_value=1,
                    max_value=MOST_VOICES,
                    required=False,
                    widget=forms.NumberInput({"inputmode": "numeric"}),
                ),
                f"theme_{number}": forms.ModelChoiceField(
                    themes, label="Thème", required=False, empty_label="Je ne sais pas"
                ),
            }

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each line."""
        names = ("text", "how_many", "theme")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, MOST_LINES + 1)]

    @property
    def first_rows(self) -> list[list[forms.BoundField]]:
        return self.rows[:SHOWN_FIRST]

    @property
    def more_rows(self) -> list[list[forms.BoundField]]:
        return self.rows[SHOWN_FIRST:]

    @property
    def opens(self) -> bool:
        """Whether one of the folded lines holds something."""
        return any(field.value() for row in self.more_rows for field in row)

    @property
    def before(self) -> list[forms.BoundField]:
        return [self[name] for name in ("reach", "qpvs", "said_in", "how", "called")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        written = [number for number in range(1, MOST_LINES + 1) if cleaned.get(f"text_{number}")]
        if not written and not any(name.startswith("text_") for name in self.errors):
            self.add_error("text_1", "Écrivez ce qui a été dit, en une phrase.")
        for number in written:
            self._check(number)
        return cleaned

    def lines(self) -> list[Line]:
        numbers = range(1, MOST_LINES + 1)
        return [self._line(number) for number in numbers if self.cleaned_data.get(f"text_{number}")]

    def occasion(self) -> Occasion:
        said = self.cleaned_data
        return Occasion(said_in=said["said_in"], how=said["how"], called=said["called"])

    def _line(self, number: int) -> Line:
        text, how_many, theme = (
            self.cleaned_data.get(f"{name}_{number}") for name in ("text", "how_many", "theme")
        )
        return Line(text=text or "", how_many=how_many or 1, theme=theme)

    def _check(self, number: int) -> None:
        """What the action refuses of a line is said on that line."""
        if f"how_many_{number}" in self.errors:
            return
        try:
            self._line(number).read()
        except ActionRefused as refused:
            self.add_error(f"text_{number}", refused.reason)


class AtHomeForm(Guarded, forms.Form):
    """« Chez moi aussi »: a button, guarded."""


class JoinForm(forms.Form):
    """The need that says the same, among those offered, the closest first."""

    to = forms.ChoiceField(
        label="Lequel dit la même chose\u202f?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez-en un."},
    )

    def __init__(self, *args: Any, offered: Sequence[Need], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {str(need.pk): need for need in offered}
        self.fields["to"].choices = [(pk, need.text) for pk, need in self.offered.items()]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def need(self) -> Need:
        return self.offered[self.cleaned_data["to"]]


class StepForm(forms.Form):
    """What became of a need."""

    kind = forms.ChoiceField(label="Que s’est-il passé\u202f?", widget=forms.RadioSelect)
    to = Name(
        label="À qui l’avez-vous dit\u202f?",
        max_length=LONGEST_NAME,
        required=False,
        help_text="La mairie, le bailleur, l’école… un service, pas le nom d’une personne.",
    )
    on = Day(label="Quel jour\u202f?", required=False)
    text = LineField(
        label="En quelques mots",
        max_length=LONGEST_STEP,
        required=False,
        help_text="Ce qu’on vous a répondu, ce qui a été fait, ou pourquoi cela n’a pas été possible.",
    )

    def __init__(self, *args: Any, is_over: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [NeedStep.Kind.REOPENED] if is_over else [k for k in NeedStep.Kind if k != NeedStep.Kind.REOPENED]
        self.fields["kind"].choices = [(kind.value, kind.label.capitalize()) for kind in kinds]  # type: ignore[attr-defined]  # a ChoiceField
        if is_over:
            self.fields["kind"].initial = NeedStep.Kind.REOPENED
            del self.fields["to"], self.fields["on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == NeedStep.Kind.TOLD:
            for name, sentence in (("to", "Dites à qui."), ("on", "Dites quel jour.")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        elif kind in {NeedStep.Kind.ANSWERED, NeedStep.Kind.SET_ASIDE} and not cleaned.get("text"):
            self.add_error("text", "Dites-le en quelques mots.")
        return cleaned
