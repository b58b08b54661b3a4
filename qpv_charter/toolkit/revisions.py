"""Texts that two people, or two tabs, may write at once: whoever saves over what they have not read sees both.

    class Note(Revised): text = models.TextField()
    save_over(Note.objects.all(), pk, read=form.cleaned_data["revision"], text="…")

A RevisedForm carries the revision that was read; `both_shown_on(form)` shows both texts when a save comes late."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.db import models, transaction

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.fields import Text

R = TypeVar("R", bound="Revised")
LATE = (
    "Quelqu’un d’autre, ou vous dans une autre fenêtre, a enregistré ce texte pendant que vous écriviez. "
    "Rien n’est perdu\u202f: voici les deux."
)


class Stale(ActionRefused):
    """A save upon a text that changed since it was read. `mine` and `theirs` hold what differs, by field."""

    def __init__(self, *, mine: Mapping[str, Any], theirs: Mapping[str, Any], revision: int) -> None:
        super().__init__(LATE)
        self.mine, self.theirs, self.revision = mine, theirs, revision


class Revised(models.Model):
    """Counts how many times its texts were saved."""

    revision = models.PositiveIntegerField("révision", default=0, editable=False)

    class Meta:
        abstract = True

    def turn_over(self, texts: Mapping[str, Any], *, read: int | None) -> None:
        """Begin the next revision of a locked row, where `texts` are to be written by who read revision `read`
        (None for who writes whatever was there). Raises Stale when others were written since."""
        theirs = {name: getattr(self, name) for name, mine in texts.items() if getattr(self, name) != mine}
        if theirs and read not in {None, self.revision}:
            raise Stale(mine={name: texts[name] for name in theirs}, theirs=theirs, revision=self.revision)
        self.revision += 1


@transaction.atomic
def save_over(rows: models.QuerySet[R], pk: Any, *, read: int, **texts: Any) -> R:
    """Save texts in the row that was read at this revision; the row, at its next one. Raises Stale."""
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
    row.turn_over(texts, read=read)
    for name, text in texts.items():
        setattr(row, name, text)
    row.save(update_fields=[*texts, "revision"])
    return row


@dataclass(frozen=True)
class Both:
    """One field as somebody else saved it, and as it is still in the form."""

    label: str
    mine: str
    theirs: str


class RevisedForm(forms.Form):
    """Carries the revision that was read, in `initial` as in what comes back."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    stale: Stale | None = None

    def show_both(self, stale: Stale) -> None:
        """The form as it was typed, beside what was saved meanwhile; sent again, it replaces that."""
        self._hold(revision=stale.revision)
        self.stale = stale
        self.add_error(None, stale.reason)

    @property
    def both(self) -> list[Both]:
        if self.stale is None:
            return []
        stale = self.stale
        return [
            Both(str(self.fields[name].label or ""), str(mine), str(stale.theirs[name]))
            for name, mine in stale.mine.items()
        ]

    def put_together(self) -> None:
        """One text after the other, theirs first, to be read again before it is saved. `initial` holds theirs."""
        joined = {}
        for name, field in self.fields.items():
            mine, theirs = str(self.data.get(self.add_prefix(name), "")).strip(), str(self.initial.get(name, ""))
            if isinstance(field, Text) and theirs and theirs not in mine:
                joined[name] = f"{theirs}\n\n{mine}"
        self._hold(**joined, revision=self.initial.get("revision", ""))

    def _hold(self, **values: Any) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, or a test's dict
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data


@contextmanager
def both_shown_on(form: forms.BaseForm) -> Iterator[None]:
    """A `with` block that goes no further when a save comes late: its form shows both texts."""
    try:
        yield
    except Stale as stale:
        if not isinstance(form, RevisedForm):
            raise
        form.show_both(stale)
