"""The lines of a session's sheet, once they can be read, and those that look like another association."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html

from qpv_charter.toolkit.text import fold, key_of
from signatories.charter.models import CharterVersion
from signatories.organisations.models import Organisation
from signatories.people.actors import TeamMember
from signatories.signatures.duplicates import look_alikes
from signatories.signatures.models import Signature
from signatories.taking_up.known import name_and_place
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


@dataclass(frozen=True)
class Alike:
    """A line that asks: `why`, the associations that it may be and that did not sign this text yet (`known`), and
    what `left` says of leaving it aside."""

    number: int
    why: str
    left: str
    known: Sequence[Organisation] = ()

    @property
    def choices(self) -> list[tuple[str, str]]:
        keeps = "elle signe ce texte, sa fiche reste comme elle est"
        return [
            *((str(each.pk), f"C’est {name_and_place(each)}\u202f: {keeps}") for each in self.known),
            (ImportRow.Choice.ENTER.value, "L’entrer\u202f: c’est une autre association"),
            (ImportRow.Choice.LEAVE.value, f"La laisser de côté{self.left}"),
        ]


class AlikeForm(forms.Form):
    """Of each line that looks like associations that signed, or like a line above: is it one of them?"""

    def __init__(
        self, *args: Any, lines: Sequence[Written], version: CharterVersion, actor: TeamMember, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.known: dict[str, Organisation] = {}
        for each in _alike(lines, version, actor):
            self.known |= {str(organisation.pk): organisation for organisation in each.known}
            self.fields[f"choix_{each.number}"] = forms.ChoiceField(
                label=f"Ligne {each.number}",
                help_text=each.why,
                choices=each.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Dites si c’est la même association."},
            )

    def clean(self) -> dict[str, Any]:
        """An association signs once, whatever the lines of the sheet that say its name."""
        taken: dict[str, str] = {}
        for field, chosen in [*self.cleaned_data.items()]:
            if chosen in taken:
                self.add_error(field, f"La {taken[chosen].lower()} dit déjà que c’est elle.")
            elif chosen in self.known:
                taken[chosen] = str(self.fields[field].label)
        return self.cleaned_data

    def left(self, line: Written) -> bool:
        return self._chosen(line) == ImportRow.Choice.LEAVE

    def known_as(self, line: Written) -> Organisation | None:
        """The association that somebody says it is."""
        return self.known.get(self._chosen(line))

    def _chosen(self, line: Written) -> str:
        return str(self.cleaned_data.get(f"choix_{line.number}", ""))


def _alike(lines: Sequence[Written], version: CharterVersion, actor: TeamMember) -> Iterator[Alike]:
    """Which lines ask (4 queries)."""
    made = {line.number: line.organisation for line in lines}
    found = look_alikes(made.values(), among=Organisation.objects.visible_to(actor))
    others = {number: sorted(found[one.pk], key=_named_as(one)) for number, one in made.items()}
    signed = _who_signed(version, [each for some in others.values() for each in some])
    before = Index()
    for line in lines:
        named = line.named
        twin = before.same(named) or next(iter(before.close(named)), None)
        before.add(named)
        if known := others[line.number]:
            yield _like_signatories(line, known, signed)
        elif twin:
            why = _looks_like(line, f"«\u202f{twin.name}\u202f», ligne {twin.key} de cette feuille")
            yield Alike(line.number, why, "\u202f: c’est la même")


def _named_as(one: Organisation) -> Callable[[Organisation], tuple[bool, str, str]]:
    """Those of the very same name first."""
    return lambda other: (other.name_key != one.name_key, other.name_key, other.commune_label)


def _who_signed(version: CharterVersion, organisations: Iterable[Organisation]) -> frozenset[UUID]:
    """Those, among these, that signed this text, whoever read it yet (1 query)."""
    theirs = Signature.objects.standing().of_text(version).filter(organisation__in=list(organisations))
    return frozenset(theirs.values_list("organisation", flat=True))


def _like_signatories(line: Written, others: Iterable[Organisation], signed: Collection[UUID]) -> Alike:
    said = [f"{name_and_place(each)}, qui a {_what(each, signed)}" for each in others]
    known = [each for each in others if each.pk not in signed]
    left = "" if len(known) == len(said) else "\u202f: elle a déjà signé ce texte"
    return Alike(line.number, _looks_like(line, "\u202f; à ".join(said)), left, known)


def _what(organisation: Organisation, signed: Collection[UUID]) -> str:
    return "déjà signé ce texte" if organisation.pk in signed else "signé un autre texte de la charte"


def _looks_like(line: Written, others: str) -> str:
    return format_html("«\u202f{}\u202f» ressemble à {}.", line.said["nom"], others)
