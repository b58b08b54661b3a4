"""What one writes to ask when, and to answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone

from engagements.participation.actions.answering import MOST_NOTED, Noted, Said
from engagements.participation.actions.asking import Words
from engagements.participation.actions.deciding import Outcome
from engagements.participation.models import (
    ACCESS,
    CHILDCARE,
    LONGEST_LANGUAGE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WHERE,
    LONGEST_WHY,
    MOST_PEOPLE,
    TRANSPORT,
    Answer,
    Gathering,
    GatheringTime,
    Rhythm,
    Says,
    State,
)
from engagements.participation.times import MOST_TIMES, SUGGESTED, When, read_when, suggested
from engagements.scope.forms import PlaceForm
from engagements.voices.actions import LONGEST_PHONE, Speaker
from engagements.voices.models import LONGEST_CALLED, Kind, NotedHow
from qpv_charter.toolkit.fields import Day, Email, Hour, Line, Name, Text
from qpv_charter.toolkit.guard import Guarded
from qpv_charter.toolkit.revisions import RevisedForm

NO_NAME = "Vous n’êtes pas obligé de dire votre nom."


@dataclass(frozen=True)
class Row:
    """A date of the form: its two fields, and its number."""

    number: int
    day: BoundField
    at: BoundField

    @property
    def fields(self) -> tuple[BoundField, BoundField]:
        return self.day, self.at


class WordsForm(forms.Form):
    """What is said of a gathering, but for its dates."""

    title = Name(
        label="De quoi allez-vous parler\u202f?",
        max_length=LONGEST_TITLE,
        help_text="Exemple\u202f: un café des parents, préparer la fête du quartier.",
        missing="Dites en quelques mots de quoi vous allez parler.",
    )
    where = Line(
        label="Où\u202f?",
        max_length=LONGEST_WHERE,
        required=False,
        help_text="Un lieu que tout le monde trouve. Vous pourrez le préciser plus tard.",
    )
    text = Text(label="Quelques mots de plus", max_length=LONGEST_TEXT, rows=3, required=False)
    is_public = forms.BooleanField(
        label="La montrer à tout le monde",
        required=False,
        initial=True,
        help_text="Sinon, seules les personnes à qui vous donnez son adresse ou son affiche la voient.",
    )

    def words(self) -> Words:
        named = {name: self.cleaned_data[name] for name in ("title", "text", "where")}
        return Words(**named)


class CorrectForm(RevisedForm, WordsForm):
    """The same, for a gathering that is there."""

    @classmethod
    def of(cls, gathering: Gathering, data: Any = None) -> "CorrectForm":
        read = ("title", "where", "text", "is_public", "revision")
        return cls(data, initial={"text": gathering.text} | {name: getattr(gathering, name) for name in read})


class ProposeForm(WordsForm, PlaceForm):
    """A gathering in one screen: what, where, and up to twelve dates, the first five suggested."""

    rhythm = forms.ChoiceField(
        label="Cette rencontre revient-elle\u202f?",
        choices=Rhythm.choices,
        required=False,
        help_text="Chaque fois que vous direz ce qu’elle a donné, la suivante se proposera à la même heure.",
    )
    field_order = ("title", "reach", "qpvs", "where", "text", "rhythm", "is_public")

    def __init__(self, *args: Any, one_date: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        hints = [] if one_date else suggested(timezone.localdate())
        for number in range(MOST_TIMES):
            hint = hints[number] if number < len(hints) else None
            self.fields[f"day_{number}"] = Day(label="Jour", required=False, initial=hint.day if hint else None)
            self.fields[f"at_{number}"] = Hour(label="Heure", required=False, initial=hint.at if hint else None)
        self.shown = 1 if one_date else SUGGESTED

    @property
    def others(self) -> Iterator[BoundField]:
        """The fields that are no dates."""
        return (field for field in self.visible_fields() if not field.name.startswith(("day_", "at_")))

    @property
    def first_rows(self) -> list[Row]:
        return [self._row(number) for number in range(self.shown)]

    @property
    def more_rows(self) -> list[Row]:
        return [self._row(number) for number in range(self.shown, MOST_TIMES)]

    @property
    def more_is_used(self) -> bool:
        """Whether something stands, or is wrong, in the rows that one opens."""
        return any(field.errors or field.value() for row in self.more_rows for field in row.fields)

    def times(self) -> list[When]:
        return [When(day, at) for _, day, at in self._typed() if day and at]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number, day, at in self._typed():
            if bool(day) != bool(at) and not self.errors.keys() & {f"day_{number}", f"at_{number}"}:
                missing, sentence = ("at", "À quelle heure\u202f?") if day else ("day", "Quel jour\u202f?")
                self.add_error(f"{missing}_{number}", sentence)
            elif day and at and hasattr(self, "place"):
                self._try(number, When(day, at))
        if not self.errors and not self.times():
            self.add_error("day_0", "Proposez au moins une date.")
        return cleaned

    def _try(self, number: int, when: When) -> None:
        try:
            read_when(when, zone=self.place.department.timezone)
        except ValueError as error:
            self.add_error(f"day_{number}", str(error))

    def _typed(self) -> list[tuple[int, date | None, time | None]]:
        cleaned = self.cleaned_data
        return [(n, cleaned.get(f"day_{n}"), cleaned.get(f"at_{n}")) for n in range(MOST_TIMES)]

    def _row(self, number: int) -> Row:
        return Row(number + 1, self[f"day_{number}"], self[f"at_{number}"])


class SaysForm(forms.Form):
    """When somebody can, one question a date; what would make it possible; who they are, if they like."""

    needs = forms.MultipleChoiceField(
        label="De quoi auriez-vous besoin\u202f?",
        choices=[
            ("childcare", CHILDCARE.capitalize()),
            ("access", ACCESS.capitalize()),
            ("transport", TRANSPORT.capitalize()),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    interpreting = Name(
        label="Un interprète\u202f: dans quelle langue\u202f?", max_length=LONGEST_LANGUAGE, required=False
    )
    kind = forms.ChoiceField(
        label="Vous êtes", choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.RESIDENT
    )
    called = Name(label="Votre prénom", max_length=LONGEST_CALLED, required=False, help_text=NO_NAME)
    email = Email(
        label="Votre e-mail",
        required=False,
        help_text="Pour savoir quelle date est choisie. Il n’est montré qu’à l’association.",
    )
    phone = Line(label="Ou votre téléphone", max_length=LONGEST_PHONE, required=False)

    who: tuple[str, ...] = ("kind", "called", "email", "phone")

    def __init__(self, *args: Any, times: Sequence[GatheringTime], **options: Any) -> None:
        super().__init__(*args, **options)
        self.times = list(times)
        for when in self.times:
            self.fields[f"time_{when.pk}"] = forms.ChoiceField(
                label=when.said.capitalize(),
                choices=Says.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Oui, s’il le faut, ou non\u202f?"},
            )

    @property
    def questions(self) -> list[BoundField]:
        return [self[f"time_{when.pk}"] for when in self.times]

    @property
    def needed(self) -> list[BoundField]:
        return [self["needs"], self["interpreting"]]

    @property
    def asked_of(self) -> list[BoundField]:
        return [self[name] for name in self.who]

    def said(self) -> Said:
        cleaned = self.cleaned_data
        times = {when.pk: cleaned[f"time_{when.pk}"] for when in self.times}
        return Said(times=times, interpreting=cleaned["interpreting"], **dict.fromkeys(cleaned["needs"], True))

    def speaker(self) -> Speaker:
        return Speaker(**{name: self.cleaned_data[name] for name in self.who})

    @classmethod
    def initial_of(cls, given: Answer) -> dict[str, Any]:
        """What an answer says, to be said again."""
        voice, contact = given.voice, given.voice.reached
        who = {"kind": voice.kind, "called": voice.called}
        reach = {"email": contact.email, "phone": contact.phone} if contact else {}
        says = {f"time_{each.time_id}": each.says for each in given.said.all()}
        ticked = [name for name in ("childcare", "access", "transport") if getattr(given, name)]
        return {"needs": ticked, "interpreting": given.interpreting} | who | reach | says


class OursForm(SaysForm):
    """The same for an association, by a contact: who answers is known."""

    who = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in SaysForm.who:
            del self.fields[name]


class AnswerForm(Guarded, SaysForm):
    """The same, sent by anybody."""


class NotedForm(SaysForm):
    """What one person said, noted by another: a date that was not spoken of is left aside."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.use_required_attribute = False
        for question in self.questions:
            question.field.required = False
        self.fields["called"].label, self.fields["called"].help_text = "Prénom", ""
        self.fields["email"].label, self.fields["email"].help_text = "E-mail", ""
        self.fields["phone"].label = "Téléphone"
        self.fields["kind"].label = "Qui"

    @property
    def is_used(self) -> bool:
        """Whether anything was noted here, but who it may be by default."""
        typed = [f"time_{when.pk}" for when in self.times] + ["called", "email", "phone", "interpreting", "needs"]
        return any(self.data.get(self.add_prefix(name)) for name in typed)

    def said(self) -> Said:
        said = super().said()
        return Said(**(vars(said) | {"times": {pk: word for pk, word in said.times.items() if word}}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"time_{when.pk}") for when in self.times):
            self.add_error(None, "Dites pour quelle date cette personne peut venir.")
        return cleaned


class HowForm(forms.Form):
    how = forms.ChoiceField(
        label="Comment l’avez-vous su\u202f?",
        choices=NotedHow.choices,
        initial=NotedHow.PAPER,
        widget=forms.RadioSelect,
    )


class Pile:
    """Twelve answers at once, from a pile of paper: those where nothing was noted are left aside."""

    def __init__(self, data: Any = None, *, times: Sequence[GatheringTime]) -> None:
        self.how = HowForm(data)
        self.rows = [NotedForm(data, times=times, prefix=f"p{number}") for number in range(MOST_NOTED)]
        self.sent = data is not None

    @property
    def used(self) -> list[NotedForm]:
        return [row for row in self.rows if self.sent and row.is_used]

    @property
    def wrong(self) -> list[int]:
        """The numbers of those that are to be put right."""
        return [number for number, row in enumerate(self.rows, start=1) if row in self.used and row.errors]

    @property
    def is_empty(self) -> bool:
        return self.sent and not self.used

    def is_valid(self) -> bool:
        return self.how.is_valid() and bool(self.used) and all(row.is_valid() for row in self.used)

    def noted(self) -> list[Noted]:
        how = self.how.cleaned_data["how"]
        return [Noted(replace(row.speaker(), noted_how=how), row.said()) for row in self.used]


class MoveForm(forms.Form):
    day = Day(label="Jour")
    at = Hour(label="Heure")

    def when(self) -> When:
        return When(self.cleaned_data["day"], self.cleaned_data["at"])


class CancelForm(forms.Form):
    why = Line(
        label="Pourquoi\u202f?",
        max_length=LONGEST_WHY,
        help_text="Les personnes qui comptaient venir le liront.",
        missing="Dites pourquoi en quelques mots.",
    )


class OutcomeForm(forms.Form):
    """Who came, and what came of it."""

    residents = forms.IntegerField(label="Habitantes et habitants", min_value=0, max_value=MOST_PEOPLE)
    volunteers = forms.IntegerField(label="Bénévoles", min_value=0, max_value=MOST_PEOPLE, initial=0)
    employees = forms.IntegerField(
        label="Salariées et salariés d’associations", min_value=0, max_value=MOST_PEOPLE, initial=0
    )
    public_bodies = forms.IntegerField(
        label="Personnes des services publics", min_value=0, max_value=MOST_PEOPLE, initial=0
    )
    childcare_given = forms.BooleanField(label="Il y avait une garde d’enfants", required=False)
    interpreting_given = forms.BooleanField(label="Il y avait un interprète", required=False)
    outcome = Text(
        label="Ce que cela a donné",
        max_length=LONGEST_TEXT,
        rows=4,
        required=False,
        help_text="Quelques mots pour qui n’était pas là. Sans nommer personne.",
    )

    @classmethod
    def of(cls, gathering: Gathering, data: Any = None) -> "OutcomeForm":
        said = gathering.state == State.HELD
        return cls(data, initial={name: getattr(gathering, name) for name in cls.base_fields} if said else None)

    def said(self) -> Outcome:
        return Outcome(**self.cleaned_data)
