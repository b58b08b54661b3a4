"""What somebody says of a list: the file, its columns, its values, its lines."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from qpv_charter.toolkit.fields import Line, Table, Text
from signatories.charter.models import CharterVersion
from signatories.taking_up.actions.working import LONGEST_REASON
from signatories.taking_up.differences import BY_SLUG
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.reading.columns import BY_KEY, FIELDS, NONE, Column
from signatories.taking_up.session_sheets import Entered

OTHER, LEFT = "autre", "rien"
KEPT, TAKEN = "garder", "prendre"
LONGEST_VALUE = 300  # characters read in the place of a value


class ReceiveForm(forms.Form):
    file = Table(
        label="Le fichier",
        missing="Choisissez le fichier de la liste.",
        help_text="Un classeur Excel (.xlsx) ou un fichier CSV, 10\u202fMo au plus. Rien n’est écrit tant que "
        "vous n’avez pas tout vu.",
    )
    charter_version = forms.ModelChoiceField(
        CharterVersion.objects.none(),
        label="Le texte que ces associations ont signé",
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        versions = self.fields["charter_version"]
        versions.queryset = CharterVersion.objects.public()  # type: ignore[attr-defined]  # a ModelChoiceField


class ColumnsForm(forms.Form):
    """What each column holds, as it was guessed."""

    def __init__(self, *args: Any, columns: Sequence[Column], **options: Any) -> None:
        super().__init__(*args, **options)
        self.columns = columns
        for column in columns:
            self.fields[f"colonne-{column.at}"] = forms.ChoiceField(
                label=column.heading or f"Colonne {column.at + 1}, sans titre",
                help_text=" · ".join(example[:60] for example in column.examples) or "Cette colonne est vide.",
                choices=[(LEFT, "Ne pas reprendre"), *((field.key, field.label) for field in FIELDS)],
                initial=column.field or LEFT,
            )

    def said(self) -> list[str]:
        chosen = (self.cleaned_data[f"colonne-{column.at}"] for column in self.columns)
        return [NONE if key == LEFT else key for key in chosen]


class SheetForm(forms.Form):
    """Another sheet of the same workbook."""

    sheet = forms.ChoiceField(label="Feuille du classeur")

    def __init__(self, *args: Any, list_import: ListImport, **options: Any) -> None:
        super().__init__(*args, **({"initial": {"sheet": list_import.sheet}} | options))
        titles = [(title, title) for title in list_import.sheets]
        self.fields["sheet"].choices = titles  # type: ignore[attr-defined]  # a ChoiceField


class ValuesForm(forms.Form):
    """What to read in the place of values; each is left for later until somebody chooses."""

    def __init__(self, *args: Any, questions: Sequence[Mapping[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = {_name(question["key"]): question for question in questions}
        for name, question in self.questions.items():
            choices = [(str(at), words) for at, (_, words) in enumerate(question["options"])]
            self.fields[name] = forms.ChoiceField(
                label=f"{BY_KEY[question['field']].label}\u202f: «\u202f{question['value']}\u202f», "
                f"{_lines(question['lines'])}",
                help_text=question["why"],
                choices=[*choices, (OTHER, "Lire ce que j’écris ci-dessous")],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{name}-texte"] = Line(
                label="À lire à la place", max_length=LONGEST_VALUE, required=False
            )

    def clean(self) -> dict[str, Any]:
        for name in self.questions:
            typed = self.cleaned_data.get(f"{name}-texte")
            if self.cleaned_data.get(name) == OTHER and not typed and f"{name}-texte" not in self.errors:
                self.add_error(f"{name}-texte", "Écrivez ce qu’il faut lire, ou choisissez une autre réponse.")
        return self.cleaned_data

    def decisions(self) -> dict[str, str]:
        """What to read, by the key of each question that was answered."""
        return {
            question["key"]: self._text(name, question)
            for name, question in self.questions.items()
            if self.cleaned_data[name] or self.cleaned_data[f"{name}-texte"]
        }

    def _text(self, name: str, question: Mapping[str, Any]) -> str:
        chosen = self.cleaned_data[name]
        if chosen in {"", OTHER}:
            return str(self.cleaned_data[f"{name}-texte"])
        return str(question["options"][int(chosen)][0])


class LinesForm(forms.Form):
    """Whether each line that is still unclear is entered; and, of those that say otherwise than is known, what is
    taken, part by part."""

    def __init__(self, *args: Any, rows: Iterable[ImportRow], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = list(rows)
        self.rows = {f"ligne-{row.number}": row for row in rows if row.state == ImportRow.State.UNCLEAR}
        self.differing = [row for row in rows if row.state == ImportRow.State.DIFFERS]
        for name, row in self.rows.items():
            self.fields[name] = _one_of(row, _choices(row), help_text=row.why)
        for row in self.differing:
            for each in row.differences:
                both = f"Garder\u202f: {each['now'] or 'rien'}", f"Prendre\u202f: {each['then']}"
                choices = [*zip((KEPT, TAKEN), both, strict=True)]
                field = _one_of(row, choices, part=BY_SLUG[each["slug"]].title)
                self.fields[f"ligne-{row.number}-{each['slug']}"] = field

    def choices(self) -> dict[int, ImportRow.Choice]:
        return {
            row.number: ImportRow.Choice(self.cleaned_data[name])
            for name, row in self.rows.items()
            if self.cleaned_data[name]
        }

    def answers(self) -> dict[int, dict[str, bool]]:
        """Of each line that says otherwise, the parts that were answered, and whether each is taken."""
        found: dict[int, dict[str, bool]] = {}
        for row in self.differing:
            for each in row.differences:
                if said := self.cleaned_data[f"ligne-{row.number}-{each['slug']}"]:
                    found.setdefault(row.number, {})[each["slug"]] = said == TAKEN
        return found


class UndoSheetForm(forms.Form):
    """Which sheet, where the session has several."""

    sheet = forms.ChoiceField(label="Quelle feuille\u202f?", widget=forms.RadioSelect)
    reason = Text(label="Pourquoi annuler cette feuille\u202f?", max_length=LONGEST_REASON, rows=3)

    def __init__(self, *args: Any, sheets: Sequence[Entered], **options: Any) -> None:
        super().__init__(*args, **options)
        self._sheets = {sheet.key: sheet for sheet in sheets}
        labels = [(sheet.key, f"Feuille {number}\u202f: {sheet}") for number, sheet in enumerate(sheets, 1)]
        self.fields["sheet"].choices = labels  # type: ignore[attr-defined]  # a ChoiceField
        if len(sheets) == 1:
            del self.fields["sheet"]

    @property
    def scan(self) -> str:
        """Of the sheet that was chosen."""
        chosen = self.cleaned_data.get("sheet")
        return self._sheets[chosen or next(iter(self._sheets))].scan


class UndoForm(forms.Form):
    reason = Text(label="Pourquoi annuler cette reprise\u202f?", max_length=LONGEST_REASON, rows=3)


def _name(key: str) -> str:
    """A field's name that stays the same when other questions go."""
    return f"valeur-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _choices(row: ImportRow) -> list[tuple[str, str]]:
    same = [(ImportRow.Choice.SAME.value, "C’est elle\u202f: voir ce que cette ligne dit de plus")]
    return [
        (ImportRow.Choice.ENTER.value, "L’intégrer\u202f: c’est une autre association"),
        *(same if row.standing_id else []),
        (ImportRow.Choice.LEAVE.value, "La laisser de côté"),
    ]


def _one_of(
    row: ImportRow, choices: list[tuple[str, str]], *, part: str = "", help_text: str = ""
) -> forms.ChoiceField:
    label = f"Ligne {row.number}\u202f: {row.name}{f' · {part}' if part else f', {_place(row)}'}"
    return forms.ChoiceField(
        label=label, choices=choices, help_text=help_text, widget=forms.RadioSelect, required=False
    )


def _lines(number: int) -> str:
    return f"{number} ligne{'s' if number > 1 else ''}"


def _place(row: ImportRow) -> str:
    return row.facts.get("commune_label") or row.facts.get("commune_typed") or "commune inconnue"
