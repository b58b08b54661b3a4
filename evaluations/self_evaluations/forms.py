"""What a look-back asks beside its questions."""

from collections.abc import Sequence
from typing import Any

from django import forms

from evaluations.questionnaires.forms import AnswerForm
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.facts import Fact
from evaluations.self_evaluations.models import LookBack, Said
from qpv_charter.toolkit.fields import Line, Text
from qpv_charter.toolkit.revisions import Both, RevisedForm
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.people.models import Role, User

FIELDS = ("choice", "ticked", "number", "text", "quotable", "why")


class ScreenForm(AnswerForm):
    """One question: the lines of the year that are kept, then the answer."""

    def __init__(
        self, *args: Any, question: Question, said: Said | None = None, facts: Sequence[Fact] = (), **options: Any
    ) -> None:
        initial = initial_of(said) | {"facts": [fact.name for fact in facts if fact.kept]}
        super().__init__(*args, question=question, initial=initial, **options)
        if facts:
            self.fields = {"facts": _lines(facts)} | self.fields
        if initial.get("choice"):
            let_pass(self, "choice")

    @property
    def kept(self) -> list[str] | None:
        """The lines kept; None where none were shown."""
        return self.cleaned_data["facts"] if "facts" in self.fields else None

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name != "facts"}

    @property
    def both(self) -> list[Both]:
        """Boxes by their words."""
        if self.stale is None:
            return []
        mine, theirs = self.stale.mine, self.stale.theirs
        return [
            Both(str(self.fields[name].label), self._read(mine[name]), self._read(theirs[name])) for name in mine
        ]

    def _read(self, said: object) -> str:
        if isinstance(said, list):
            return ", ".join(each.text for each in self.question.read if each.code in said)
        return "" if said is None else str(said)


def let_pass(form: forms.Form, name: str) -> None:
    """A radio button that was pressed never comes up again by itself: one more takes the answer back."""
    field: Any = form.fields[name]  # a ChoiceField
    field.choices = [*field.choices, ("", "Finalement, nous passons")]


def initial_of(said: Said | None) -> dict[str, Any]:
    """What was saved, as a form reads it; revision 0 where nothing was."""
    if said is None:
        return {"revision": 0}
    read = {name: getattr(said, name) for name in FIELDS if hasattr(said, name)}
    return read | {"choice": said.choice.code if said.choice else "", "revision": said.revision}


def _lines(facts: Sequence[Fact]) -> forms.Field:
    return forms.MultipleChoiceField(
        label="Ce que la plateforme a gardé de votre année",
        required=False,
        help_text="Gardez ce qui compte, décochez ce que vous préférez laisser.",
        choices=[(fact.name, f"{fact.text} ({day(fact.at)})") for fact in facts],
        widget=forms.CheckboxSelectMultiple,
    )


class EndForm(RevisedForm):
    """The next meeting, and the year to come; every field may be left empty."""

    asks_nothing = True

    coming = forms.ChoiceField(
        label="Au prochain rendez-vous",
        required=False,
        choices=LookBack.Coming.choices,
        widget=forms.RadioSelect,
    )
    agenda = Line(label="Un point à mettre à l’ordre du jour", required=False, max_length=300)
    proud_of = Text(label="Notre fierté cette année", required=False, max_length=600, rows=4)
    helped_by = forms.ChoiceField(
        label="Ce qui nous aiderait le plus",
        required=False,
        choices=LookBack.Help.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("coming", "helped_by"):
            if self.initial.get(name):
                let_pass(self, name)

    def texts(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name != "revision"}


class CallForm(forms.Form):
    number = Line(label="À quel numéro\u202f?", max_length=30, missing="Écrivez le numéro où vous rappeler.")
    when = Line(
        label="Quel jour, à quelle heure\u202f?",
        required=False,
        max_length=120,
        help_text="Exemple\u202f: le mardi après 18 heures.",
    )


class HeardForm(forms.Form):
    """Who heard what an association said, and how."""

    how = forms.ChoiceField(
        label="Comment",
        choices=[(how.value, how.label.capitalize()) for how in (LookBack.How.PHONE, LookBack.How.PAPER)],
        widget=forms.RadioSelect,
    )
    heard_by = forms.ModelChoiceField(label="Recueilli par", queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        team = User.objects.team(Role.Kind.NATIONAL, Role.Kind.TERRITORIAL).order_by(
            "last_name", "first_name", "pk"
        )
        self.fields["heard_by"].queryset = team  # type: ignore[attr-defined]  # a ModelChoiceField
