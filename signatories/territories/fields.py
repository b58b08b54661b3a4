"""Communes and neighbourhoods in forms: searched for by what one types, then chosen, without any script."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from qpv_charter.toolkit.fields import Line, Name, Ticked
from qpv_charter.toolkit.identifiers import read_qpv_code
from qpv_charter.toolkit.text import clean_line
from signatories.territories.models import Commune, Qpv
from signatories.territories.places import (
    MOST_COMMUNES,
    choice_label,
    commune_meant,
    commune_named,
    communes_to_choose,
    department_meant,
)
from signatories.territories.queries import CommuneChoice

LONGEST_COMMUNE = 120
MOST_CODES = 50
LONGEST_KEY = 11  # digits of a commune's primary key: beyond, no database key
ABSENT = "absente"
MORE = "D’autres communes peuvent répondre\u202f: ajoutez le code postal ou le numéro du département après le nom."
NOT_FOUND = (
    "Nous ne trouvons pas cette commune. Vérifiez son nom ou essayez le code postal\u202f; "
    "sinon, cochez «\u202fMa commune n’est pas dans la liste\u202f» et continuez."
)


class CommuneForm(forms.Form):
    """A commune is typed by its name or postal code, then chosen among those that answer; none is ever refused.

    `commune_found` is the commune, None for one that is not in the official list; `show_candidates` says whether
    there is something to choose; a form whose place calls for it says otherwise what is missing (`which`)."""

    commune = Name(
        label="Commune",
        max_length=LONGEST_COMMUNE,
        help_text="Son nom ou son code postal.",
        missing="Écrivez le nom de votre commune, ou son code postal.",
    )
    commune_code = forms.CharField(label="Quelle commune\u202f?", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, typed: str | None = None, **options: Any) -> None:
        """`typed` proposes communes for a text that was not submitted yet."""
        super().__init__(*args, **options)
        if self.is_bound:
            typed = clean_line(str(self.data.get("commune", "")))[:LONGEST_COMMUNE]
        self.typed = typed or ""
        self.candidates: list[CommuneChoice] = communes_to_choose(self.typed) if self.typed else []
        self.show_candidates = bool(self.typed) and not (self.is_bound and self.commune_found is not None)
        self.fields["commune_code"].widget.choices = [
            *((choice.commune.code, choice_label(choice)) for choice in self.candidates),
            (ABSENT, "Ma commune n’est pas dans la liste"),
        ]
        if len(self.candidates) == MOST_COMMUNES:
            self.fields["commune_code"].help_text = MORE

    @property
    def commune_found(self) -> Commune | None:
        """The commune chosen in the list of what is typed now, else the only one it can mean."""
        chosen = self.data.get("commune_code")
        by_choice = next((one.commune for one in self.candidates if one.commune.code == chosen), None)
        if by_choice or chosen == ABSENT:
            return by_choice
        return commune_meant(self.typed, self.candidates)

    def which(self) -> str:
        """What to say while the commune is neither known nor said to be absent from the list."""
        if self.candidates and self.candidates[0].is_guess:
            return "Nous ne trouvons pas cette commune. Est-ce une de celles-ci\u202f?"
        if department := department_meant(self.candidates):
            return (
                f"{department.name} est un département. Choisissez votre commune, ou écrivez son nom à la place."
            )
        return "Choisissez votre commune dans la liste." if self.candidates else NOT_FOUND

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("commune") and self.commune_found is None and cleaned.get("commune_code") != ABSENT:
            self.add_error("commune_code", self.which())
            self.show_candidates = True
        return cleaned


class CommuneField(Line):
    """A commune of the official list, by its name or "Saint-Denis (93)"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_COMMUNE, **options)

    def clean(self, value: Any) -> Commune | None:
        typed: str = super().clean(value)
        if not typed:
            return None
        commune = commune_named(typed)
        if commune is None:
            raise ValidationError(_which_commune(typed))
        return commune


def _which_commune(typed: str) -> str:
    close = [choice.commune for choice in communes_to_choose(typed)]
    if close:
        names = ", ".join(commune.label for commune in close)
        return f"Plusieurs communes ressemblent à «\u202f{typed[:60]}\u202f»\u202f: choisissez entre {names}."
    return f"La liste officielle ne connaît pas «\u202f{typed[:60]}\u202f». Vérifiez son orthographe."


class QpvCodesField(Line):
    """Codes of neighbourhoods, with commas between them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MOST_CODES * 12, **options)

    def clean(self, value: Any) -> list[Qpv]:
        codes = [part for part in super().clean(value).replace(";", ",").split(",") if part.strip()]
        return [_qpv(code) for code in codes]


def _qpv(typed: str) -> Qpv:
    try:
        code = read_qpv_code(typed)
    except ValueError as error:
        raise ValidationError(str(error)) from None
    qpv = Qpv.objects.filter(pk=code).first()
    if qpv is None:
        raise ValidationError(f"Le quartier {code} n’est pas dans les listes chargées sur ce site.")
    return qpv


class Territories(Ticked):
    """Territories as checkboxes, each told from its namesakes by its label; those that `offer` shows."""

    def __init__(self, base: QuerySet[Any], **options: Any) -> None:
        super().__init__(queryset=base.none(), required=False, **options)
        self.base = base

    def offer(self, *, ticked: list[Any], found: list[Any]) -> None:
        """Show what was ticked and what was found; hide the field while it has nothing to show."""
        known = _known_keys(self.base.model, ticked)
        self.queryset = self.base.all().filter(pk__in=[*known, *(row.pk for row in found)])
        if not known and not found:
            self.widget = forms.MultipleHiddenInput()  # type: ignore[assignment]  # the stubs ask for a checkbox

    def label_from_instance(self, obj: Model) -> str:
        return obj.label if isinstance(obj, Commune | Qpv) else str(obj)


def _known_keys(model: type[Model], typed: list[Any]) -> list[Any]:
    """What can be a key of this model among what a browser sent; the rest is left to the field to refuse."""
    keys = [str(key) for key in typed]
    if model is Commune:
        return [key for key in keys if key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY]
    return [key for key in keys if key.isalnum()]
