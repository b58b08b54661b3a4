"""Preparing a debate, writing points, inviting."""

from typing import Any

from django import forms

from engagements.debates.actions.points import Said
from engagements.debates.actions.sheets import Readers, Words
from engagements.debates.models import (
    LONGEST_CONTEXT,
    LONGEST_NOTE,
    LONGEST_POINT,
    LONGEST_TITLE,
    Part,
    Point,
    Sheet,
    Stage,
)
from engagements.debates.rules import within
from engagements.decisions.actions import candidates
from engagements.scope.forms import PlaceForm, Signatory
from engagements.voices.models import LONGEST_CALLED, Kind
from qpv_charter.toolkit.fields import Name, Text
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.territories.models import Department

QUESTIONS = {Part.AGREED: "Un point d’accord", Part.APART: "Un désaccord", Part.TRY: "Une chose à essayer"}


class ReadersForm(forms.Form):
    """Who reads a sheet, besides those who take part."""

    place_reads = forms.BooleanField(
        label="Les associations signataires de ce territoire la lisent",
        required=False,
        initial=True,
    )
    wants_public = forms.BooleanField(
        label="Tout le monde pourra la lire, une fois close",
        required=False,
        help_text="Seulement si chaque association nommée dit oui.",
    )

    def readers(self) -> Readers:
        return Readers(place=self.cleaned_data["place_reads"], anybody=self.cleaned_data["wants_public"])


class PrepareForm(ReadersForm, PlaceForm):
    """The question, what one should know, where, before or after."""

    title = Name(
        label="De quoi débattez-vous\u202f?",
        max_length=LONGEST_TITLE,
        missing="Écrivez la question dont vous allez débattre.",
        help_text="Une question. Exemple\u202f: faut-il une seule fête pour les deux quartiers\u202f?",
    )
    context = Text(
        label="Ce qu’il faut savoir avant",
        max_length=LONGEST_CONTEXT,
        rows=5,
        required=False,
        help_text="Le projet, ce qui a déjà été tenté, ce qui est en jeu.",
    )
    stage = forms.ChoiceField(
        label="Avant ou après le projet\u202f?",
        choices=Stage.choices,
        initial=Stage.BEFORE,
        widget=forms.RadioSelect,
    )
    field_order = ["title", "context", "stage", "reach", "qpvs", "place_reads", "wants_public"]

    def words(self) -> Words:
        return Words(title=self.cleaned_data["title"], context=self.cleaned_data["context"])


class PointForm(RevisedForm):
    """A point of one part; for what separates, who holds it and why."""

    text = Text(
        label="En quelques mots",
        max_length=LONGEST_POINT,
        rows=3,
        missing="Écrivez ce qui se dit, en quelques mots.",
    )
    reason = Text(
        label="Pourquoi\u202f?",
        max_length=LONGEST_POINT,
        rows=3,
        missing="Dites pourquoi\u202f: un désaccord a ses raisons.",
    )
    association = Signatory(label="Quelle association le porte\u202f?", required=False)
    called = Name(
        label="Ou qui d’autre\u202f?",
        max_length=LONGEST_CALLED,
        required=False,
        help_text="Un prénom, un service, un collectif. Effacé trois mois après le débat.",
    )
    kind = forms.ChoiceField(
        label="Qui est-ce\u202f?", choices=Kind.choices, initial=Kind.RESIDENT, required=False
    )

    def __init__(
        self, *args: Any, part: str, within: Department | None, point: Point | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **{"initial": _initial(point), **options})
        self.part = part
        self.fields["text"].label = QUESTIONS[Part(part)]
        if part != Part.APART:
            for name in ("reason", "association", "called", "kind"):
                del self.fields[name]
        elif within:
            self.fields["association"] = self.fields["association"].among(candidates(within))  # type: ignore[attr-defined]  # a Signatory

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = "association" in self.fields and not {"association", "called"} & {*self.errors}
        if asked and not cleaned.get("association") and not cleaned.get("called"):
            self.add_error("association", "Dites qui le porte\u202f: une association, ou un nom ci-dessous.")
        return cleaned

    def said(self) -> Said:
        said = self.cleaned_data
        if self.part != Part.APART:
            return Said(part=self.part, text=said["text"])
        who = {"organisation": said["association"], "called": said["called"]}
        kind = said["kind"] or Kind.RESIDENT
        return Said(part=self.part, text=said["text"], reason=said["reason"], kind=kind, **who)


class InviteForm(forms.Form):
    """A signatory that does not take part yet. `offers`: whether there is one left."""

    association = Signatory(label="Quelle association invitez-vous\u202f?", missing="Choisissez une association.")

    def __init__(self, *args: Any, sheet: Sheet, **options: Any) -> None:
        super().__init__(*args, **options)
        department = within(sheet)
        others = candidates(department).exclude(pk=sheet.led_by)
        others = others.exclude(pk__in=sheet.parties.values("organisation"))
        self.offers = others.exists()
        if department:
            self.fields["association"] = self.fields["association"].among(others)  # type: ignore[attr-defined]  # a Signatory


class NoteForm(forms.Form):
    """A correction that comes once the sheet is closed."""

    text = Text(
        label="Ce que vous voulez ajouter",
        max_length=LONGEST_NOTE,
        rows=4,
        missing="Écrivez ce que vous voulez ajouter.",
        help_text="Ce qui était écrit reste\u202f; votre note paraît à côté, avec sa date.",
    )


def _initial(point: Point | None) -> dict[str, Any]:
    if point is None:
        return {}
    voice = point.voice
    named = {"called": voice.called, "kind": voice.kind} if voice else {}
    kept = {name: getattr(point, name) for name in ("text", "reason", "revision")}
    return {**kept, **named, "association": point.organisation}
