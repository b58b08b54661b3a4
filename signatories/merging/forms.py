"""What a person chooses between two records, and whether to part them again."""

from typing import Any

from django import forms

from qpv_charter.toolkit.actions import ActionRefused
from signatories.merging.parts import Part, Side, differing, usual_side
from signatories.merging.places import TWICE, Twice
from signatories.organisations.models import Organisation

NOTHING = "rien"


class PartForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""


class UnionForm(forms.Form):
    """A choice for each part of which the records do not say the same, and for each thing that both have."""

    vu = forms.IntegerField(min_value=0, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: Organisation, joined: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = differing(kept, joined)
        self.twice = TWICE.gather(kept, joined)
        for part in self.parts:
            self.fields[part.slug] = _choice(part, kept, joined)
        for each in self.twice:
            self.fields[each.slug] = _of_twice(each)

    def show_again(self, now: int, why: str) -> None:
        """The form as it was filled in, to be read again over what the records say now. Raises ActionRefused."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["vu"] = now
        self.data = data
        raise ActionRefused(why)

    @property
    def chosen(self) -> dict[str, Side]:
        return {part.slug: Side(self.cleaned_data[part.slug]) for part in self.parts}

    @property
    def counted(self) -> list[str]:
        """What the joined record has, and the kept one too, and that counts from now on."""
        return [each.slug for each in self.twice if self.cleaned_data[each.slug] == Side.JOINED]


def _choice(part: Part, kept: Organisation, joined: Organisation) -> forms.ChoiceField:
    said = {Side.KEPT: part.says(kept), Side.JOINED: part.says(joined)}
    choices = [(side.value, " · ".join(words) or NOTHING) for side, words in said.items()]
    if part.lists and all(said.values()):
        choices.append((Side.BOTH.value, "Les deux ensemble"))
    return forms.ChoiceField(
        label=part.title, choices=choices, widget=forms.RadioSelect, initial=usual_side(part, kept, joined).value
    )


def _of_twice(twice: Twice) -> forms.ChoiceField:
    choices = [(Side.KEPT.value, twice.kept), (Side.JOINED.value, twice.joined)]
    return forms.ChoiceField(
        label=f"{twice.title}\u202f: lequel compte\u202f?", choices=choices, widget=forms.RadioSelect
    )
