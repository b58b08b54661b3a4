"""The lines of a session's sheet, once they can be read, and those that look like another association."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html

from qpv_charter.toolkit.text import fold, key_of
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.signatures.duplicates import look_alikes
from signatories.taking_up.models import ImportRow
from signatories.taking_up.reading.likeness import Index, Named
from signatories.territories.models import Commune


@dataclass(frozen=True)
class Written:
    """A line that says something, once it can be read."""

    number: int
    said: Mapping[str, Any]
    commune: Commune | None

    @property
    def place(self) -> str:
        return self.commune.label if self.commune else str(self.said["commune"])

    @property
    def kind(self) -> Organisation.Kind:
        return Organisation.Kind(self.said["forme"] or Organisation.Kind.ASSOCIATION)

    @property
    def named(self) -> Named:
        code, department = (self.commune.code, self.commune.department_id) if self.commune else ("", "")
        return Named(self.number, self.said["nom"], code or fold(self.said["commune"]), department)

    @property
    def organisation(self) -> Organisation:
        """What would be created, to be compared; never saved."""
        name = self.said["nom"]
        return Organisation(name=name, name_key=key_of(name), kind=self.kind, commune=self.commune)


class AlikeForm(forms.Form):
    """Of each line that looks like an association that signed, or like a line above: is it another one?"""

    def __init__(self, *args: Any, lines: Sequence[Written], actor: TeamMember, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, why in _alike(lines, actor):
            self.fields[f"choix_{number}"] = forms.ChoiceField(
                label=f"Ligne {number}",
                help_text=why,
                choices=[
                    (ImportRow.Choice.ENTER.value, "L’entrer\u202f: c’est une autre association"),
                    (ImportRow.Choice.LEAVE.value, "La laisser de côté\u202f: c’est la même"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Dites si c’est la même association."},
            )

    def left(self, line: Written) -> bool:
        return bool(self.cleaned_data.get(f"choix_{line.number}") == ImportRow.Choice.LEAVE)


def _alike(lines: Sequence[Written], actor: TeamMember) -> Iterator[tuple[int, str]]:
    """Which lines ask, and why (1 query)."""
    made = {line.number: line.organisation for line in lines}
    known = look_alikes(made.values(), among=Organisation.objects.visible_to(actor))
    before = Index()
    for line in lines:
        named = line.named
        twin = before.same(named) or next(iter(before.close(named)), None)
        before.add(named)
        if others := known[made[line.number].pk]:
            yield line.number, _looks_like(line, others[0].name, "qui a déjà signé la charte")
        elif twin:
            yield line.number, _looks_like(line, twin.name, f"ligne {twin.key} de cette feuille")


def _looks_like(line: Written, name: str, which: str) -> str:
    return format_html("«\u202f{}\u202f» ressemble à «\u202f{}\u202f», {}.", line.said["nom"], name, which)
