"""What is decided; what became of it."""

from typing import Any

from django import forms

from engagements.decisions.actions import Facts, candidates
from engagements.decisions.models import LONGEST_TEXT, LONGEST_TOLD, Audience, Decision, State
from engagements.scope.forms import PlaceForm, Signatory
from engagements.voices.models import LONGEST_CALLED, Kind
from qpv_charter.toolkit.fields import Line, Month, Name
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.territories.models import Department

MONTHS = 13
DONE, DROPPED, LATER, AGAIN = State.DONE.value, State.DROPPED.value, State.CARRIED_OVER.value, State.TO_DO.value
SAYS = {
    DONE: "C’est fait",
    DROPPED: "Nous la laissons de côté, parce que…",
    LATER: "Plus tard\u202f: nous la reportons",
    AGAIN: "C’est à faire, finalement",
}


class FactsForm(RevisedForm):
    """What, who, by the end of which month."""

    text = Line(
        label="Qu’est-ce qui est décidé\u202f?",
        max_length=LONGEST_TEXT,
        missing="Écrivez ce qui est décidé, en une phrase.",
        help_text="Exemple\u202f: demander à la mairie de réparer la lumière de l’allée.",
    )
    association = Signatory(label="Quelle association s’en charge\u202f?", required=False)
    called = Name(
        label="Et qui d’autre\u202f?",
        max_length=LONGEST_CALLED,
        required=False,
        help_text="Un prénom, un service, un collectif. Effacé trois mois après le mois prévu.",
    )
    kind = forms.ChoiceField(
        label="Qui est-ce\u202f?", choices=Kind.choices, initial=Kind.RESIDENT, required=False
    )
    month = Month(label="Pour quel mois\u202f?", ahead=MONTHS, unknown="—", missing="Dites pour quel mois.")

    def __init__(
        self, *args: Any, within: Department | None, decision: Decision | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **{"initial": _initial(decision), **options})
        if within:
            self.fields["association"] = self.fields["association"].among(candidates(within))  # type: ignore[attr-defined]  # a Signatory

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        nobody = not cleaned.get("association") and not cleaned.get("called")
        if nobody and not {"association", "called"} & {*self.errors}:
            self.add_error("association", "Dites qui s’en charge\u202f: une association, ou un nom ci-dessous.")
        return cleaned

    def facts(self) -> Facts:
        said = self.cleaned_data
        who = {"organisation": said["association"], "called": said["called"]}
        return Facts(text=said["text"], month=said["month"], kind=said["kind"] or Kind.RESIDENT, **who)


class DecideForm(FactsForm, PlaceForm):
    """The same, where it is to be done, and who reads it."""

    audience = forms.ChoiceField(
        label="Qui lira cette décision\u202f?",
        choices=[(each.value, each.label.capitalize()) for each in Audience],
        initial=Audience.PLACE,
        widget=forms.RadioSelect,
    )
    field_order = ["text", "association", "called", "kind", "month", "reach", "qpvs", "audience"]


class StepForm(forms.Form):
    """What became of it."""

    says = forms.ChoiceField(label="Où en est-on\u202f?", widget=forms.RadioSelect)
    told = Line(
        label="En quelques mots",
        max_length=LONGEST_TOLD,
        required=False,
        help_text="Ce que cela a donné, ou pourquoi vous la laissez de côté.",
    )
    month = Month(label="Si vous reportez, à quel mois\u202f?", ahead=MONTHS, unknown="—")

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [DONE, DROPPED, LATER] if decision.state == State.TO_DO else [AGAIN]
        says: Any = self.fields["says"]
        says.choices = [(each, SAYS[each]) for each in offered]
        if offered == [AGAIN]:
            says.initial = AGAIN
            del self.fields["told"], self.fields["month"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = {DROPPED: ("told", "Dites pourquoi."), LATER: ("month", "Dites à quel mois.")}
        name, sentence = asked.get(cleaned.get("says", ""), ("", ""))
        if name and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, sentence)
        return cleaned


def _initial(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    kept = {name: getattr(decision, name) for name in ("text", "revision")}
    voice = decision.voice
    named = {"called": voice.called, "kind": voice.kind} if voice else {}
    return {**kept, **named, "association": decision.organisation, "month": decision.month.isoformat()}
