"""Screen 2: the neighbourhoods, proposed and never assumed."""

from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Line, Name
from signatories.territories.models import Commune, Qpv
from signatories.territories.places import qpvs_of_codes
from signatories.territories.queries import qpvs_like

MOST_TICKED = 60
SEARCH = "chercher"
KNOWN = ("qpvs", "whole", "outside", "qpv_typed")
NOTHING = "Cochez au moins une réponse\u202f; «\u202fJe ne sais pas\u202f» en est une."
BOTH = (
    "Vous avez dit où vous agissez, et «\u202fJe ne sais pas\u202f»\u202f: gardez l’un ou l’autre. "
    "Décochez «\u202fJe ne sais pas\u202f» si vos autres réponses sont justes."
)


class NeighbourhoodsForm(forms.Form):
    """Choices: those of the commune, those found by a search, and those already ticked."""

    qpvs = forms.MultipleChoiceField(
        label="Quartiers prioritaires", required=False, widget=forms.CheckboxSelectMultiple
    )
    whole = forms.BooleanField(label="Dans toute la commune", required=False)
    outside = forms.BooleanField(label="Aussi, ou seulement, hors des quartiers prioritaires", required=False)
    unknown = forms.BooleanField(
        label="Je ne sais pas",
        required=False,
        help_text="Alors rien d’autre à cocher\u202f: l’équipe d’animation cherchera avec vous.",
    )
    search = Line(
        label="Un quartier d’une autre commune",
        max_length=100,
        required=False,
        help_text="Le nom du quartier ou de la commune.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    qpv_typed = Name(
        label="Un quartier absent de la liste",
        max_length=200,
        required=False,
        help_text="Écrivez-le comme vous l’appelez. L’équipe d’animation le retrouvera.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, proposed: list[Qpv], commune: Commune | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if commune is None:  # the official list has no such place: nothing says where it ends
            del self.fields["whole"]
        else:
            self.fields["whole"].label = f"Dans toute la commune\u202f: {commune.name}"
        self.proposed = proposed
        self.searched = self.data.get("search", "")[:100] if self.is_bound else ""
        self.found = qpvs_like(self.searched)
        ticked = self._ticked()
        known = {qpv.code for qpv in proposed}
        others = {qpv.code: qpv for qpv in [*qpvs_of_codes(ticked), *self.found] if qpv.code not in known}
        field = self.fields["qpvs"]
        field.choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField has choices
            *((qpv.code, qpv.name) for qpv in proposed),
            *((qpv.code, qpv.label) for qpv in others.values()),
        ]
        field.error_messages["invalid_choice"] = "Un des quartiers cochés n’existe pas\u202f: cochez de nouveau."

    @property
    def has_choices(self) -> bool:
        return bool(self.fields["qpvs"].choices)  # type: ignore[attr-defined]  # a MultipleChoiceField has choices

    @property
    def wants_search(self) -> bool:
        """Whether the button pressed was the search's, with something to look for."""
        return SEARCH in self.data and bool(self.searched.strip())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors or self.wants_search:
            return cleaned
        known = any(cleaned.get(field) for field in KNOWN)
        if not known and not cleaned["unknown"]:
            self.add_error("qpvs" if self.has_choices else "unknown", NOTHING)
        if known and cleaned["unknown"]:
            self.add_error("unknown", BOTH)
        return cleaned

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "qpvs": cleaned["qpvs"],
            "whole": cleaned.get("whole", False),
            "outside": cleaned["outside"],
            "unknown": cleaned["unknown"],
            "qpv_typed": cleaned["qpv_typed"],
        }

    def _ticked(self) -> list[str]:
        if not self.is_bound:
            return list(self.initial.get("qpvs", []))
        data = self.data
        ticked = data.getlist("qpvs") if hasattr(data, "getlist") else data.get("qpvs", [])
        return [code for code in ticked if "\x00" not in code][:MOST_TICKED]
