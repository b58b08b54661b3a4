"""What one says to open a consultation, and of each project."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from engagements.consultations.actions.rooms import LineFacts
from engagements.consultations.forms import day_field
from engagements.consultations.models import Consultation, Funded, Line, Outcome, Said
from engagements.consultations.models.calls import LONGEST_CALL
from engagements.consultations.models.funders import LONGEST_WORD
from engagements.consultations.models.rooms import LONGEST_AUDIENCE, LONGEST_OUTCOME
from engagements.consultations.resting import MOST_NEEDS, offered_needs, offered_neighbourhoods
from engagements.consultations.rooms import leading, outcomes_of
from engagements.flags.forms import ReasonForm
from engagements.flags.models import LONGEST_WORDS
from engagements.needs.actions import Line as Sentence
from engagements.needs.actions import Occasion
from engagements.needs.models import LONGEST_TEXT, MOST_VOICES, Need
from engagements.scope.forms import Neighbourhoods, PlaceForm
from engagements.scope.models import Reach
from engagements.scope.queries import signatories_of
from engagements.voices.models import NotedHow
from qpv_charter.toolkit.fields import Hour, Month, Name, Text, Ticked
from qpv_charter.toolkit.fields import Line as LineField
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.organisations.models import Organisation, Theme
from signatories.people.actors import Actor
from signatories.territories.models import Qpv

MONTHS_BACK = 12


class HourForm(forms.Form):
    """The common hour, said where it is."""

    day = day_field("Le jour où toutes les lignes s’ouvrent", required=True)
    at = Hour(
        label="À quelle heure\u202f?",
        help_text="L’heure de là-bas.",
        error_messages={"required": "Donnez l’heure."},
    )
    where = LineField(
        label="Vous vous réunissez\u202f? Dites où",
        max_length=LONGEST_CALL,
        required=False,
        help_text="Vide\u202f: les lignes s’ouvrent à cette heure, sans réunion.",
    )


class OpenForm(HourForm, PlaceForm):
    """Opening a consultation, at a place where the association acts."""

    field_order = ["day", "at", "where", "reach", "qpvs"]


class InviteForm(forms.Form):
    """A signatory of the department to which a consultation is not open yet."""

    organisation = forms.ModelChoiceField(
        label="Quelle association\u202f?",
        queryset=Organisation.objects.none(),
        empty_label="Choisissez une association",
        error_messages={"required": "Choisissez une association."},
    )

    def __init__(self, *args: Any, room: Consultation, **options: Any) -> None:
        super().__init__(*args, **options)
        organisations: Any = self.fields["organisation"]
        wide = Consultation(reach=Reach.DEPARTMENT, department=room.department)
        organisations.queryset = signatories_of(wide).exclude(pk__in=room.parties.values("organisation"))


class Needs(Ticked):
    """Needs, each with where it is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.text} ({obj.place})"


class LineForm(RevisedForm):
    """A line: never the idea, never the amount."""

    said = forms.ChoiceField(
        label="Que dit votre association\u202f?",
        choices=Said.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une des réponses."},
    )
    can_lead = forms.BooleanField(label="Nous pouvons être chef de file", required=False)
    theme = forms.ModelChoiceField(
        label="Thème", queryset=Theme.objects.all(), required=False, empty_label="Sans le préciser"
    )
    audience = LineField(
        label="Pour qui\u202f?",
        max_length=LONGEST_AUDIENCE,
        required=False,
        help_text="Le public seulement, ni l’idée ni le montant. Exemple\u202f: les 12–16 ans.",
    )
    qpvs = Neighbourhoods(Qpv.objects.none(), label="Dans quels quartiers\u202f?", required=False)
    needs = Needs(
        Need.objects.none(),
        label="Sur quels besoins s’appuie ce projet\u202f?",
        required=False,
        help_text=f"{MOST_NEEDS} au plus. Chaque personne qui lit la ligne voit ceux qui lui sont ouverts.",
    )

    def __init__(
        self, *args: Any, room: Consultation, actor: Actor, line: Line | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **{"initial": _initial(line), **options})
        if room.call.is_tender:
            said: Any = self.fields["said"]
            said.choices = [(Said.SEEK.value, "nous cherchons un groupement")]
            said.initial = Said.SEEK
        self._offer("qpvs", offered_neighbourhoods(room), unless=1)
        self._offer("needs", offered_needs(room, actor, line=line), unless=0)

    def _offer(self, name: str, rows: QuerySet[Any], *, unless: int) -> None:
        """What there is to choose from, where there is a choice."""
        field: Any = self.fields[name]
        field.queryset = rows
        if len(rows) <= unless:
            del self.fields[name]

    def facts(self) -> LineFacts:
        said = self.cleaned_data
        kept = {name: said[name] for name in ("said", "can_lead", "theme", "audience")}
        return LineFacts(**kept, qpvs=tuple(said.get("qpvs", ())), needs=tuple(said.get("needs", ())))


class NoteForm(LineForm):
    """The line of another association, noted in the room or on the telephone."""

    organisation = forms.ModelChoiceField(
        label="Quelle association\u202f?",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Une autre, qui n’a pas signé",
    )
    called = Name(label="Si elle n’est pas dans la liste, son nom", required=False)
    how = forms.ChoiceField(label="Comment l’avez-vous su\u202f?", choices=NotedHow.choices)
    field_order = ["organisation", "called", "how", "said", "can_lead", "theme", "audience", "qpvs", "needs"]

    def __init__(self, *args: Any, room: Consultation, **options: Any) -> None:
        super().__init__(*args, room=room, **options)
        organisations: Any = self.fields["organisation"]
        organisations.queryset = Organisation.objects.filter(pk__in=room.parties.values("organisation"))
        self.fields["said"].label = "Que dit-elle\u202f?"

    def whose(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("organisation", "called", "how")}


class FundersForm(forms.Form):
    """What funders answered."""

    funded = forms.ChoiceField(
        label="Avez-vous été financés\u202f?",
        choices=[(funded.value, funded.label.capitalize()) for funded in Funded],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une des réponses."},
    )
    text = LineField(
        label="En une phrase",
        max_length=LONGEST_WORD,
        required=False,
        help_text="Ce que vous voulez en dire aux associations qui ont une ligne.",
    )


class ResidentsForm(forms.Form):
    """What residents said of a project: nobody's name."""

    text = LineField(
        label="Ce qui a été dit",
        max_length=LONGEST_TEXT,
        missing="Écrivez ce qui a été dit, en une phrase.",
        help_text="En une phrase, avec leurs mots. Aucun nom de personne.",
    )
    how_many = forms.IntegerField(
        label="Par combien de personnes\u202f?",
        min_value=1,
        max_value=MOST_VOICES,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages={"required": "Dites combien, même à peu près."},
    )
    said_in = Month(
        label="Quand\u202f?",
        back=MONTHS_BACK,
        unknown="—",
        missing="Dites en quel mois.",
        help_text="Le mois suffit.",
    )
    how = forms.ChoiceField(
        label="Comment l’avez-vous su\u202f?", choices=NotedHow.choices, initial=NotedHow.MEETING
    )

    def sentence(self) -> Sentence:
        return Sentence(text=self.cleaned_data["text"], how_many=self.cleaned_data["how_many"])

    def occasion(self) -> Occasion:
        return Occasion(said_in=self.cleaned_data["said_in"], how=self.cleaned_data["how"])


class ReportForm(ReasonForm):
    """Why a line has no place in a consultation."""

    words = LineField(
        label="En quelques mots",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="Seule la personne qui relit la ligne le lit.",
    )


class SpokenForm(forms.Form):
    """What came of a consultation, in a word; `together`, whether a common answer may be said here."""

    outcome = forms.ChoiceField(
        label="Qu’avez-vous convenu\u202f?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une des réponses."},
    )
    told = Text(label="En quelques mots", max_length=LONGEST_OUTCOME, rows=3, required=False)

    def __init__(self, *args: Any, room: Consultation, together: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        outcome: Any = self.fields["outcome"]
        offered = [each for each in outcomes_of(room.call) if together or each != Outcome.TOGETHER]
        outcome.choices = [(each.value, each.label.capitalize()) for each in offered]
        if not together:
            outcome.help_text = "Une réponse commune se dit sur la page de la concertation, avec son chef de file."


class OutcomeForm(SpokenForm):
    """The same by who is signed in, with who leads, and what is kept beside it."""

    lead = forms.ModelChoiceField(
        label="Pour une réponse commune, qui est chef de file\u202f?",
        queryset=Line.objects.none(),
        required=False,
        empty_label="Pas de réponse commune",
    )
    dissent = Text(
        label="Un désaccord à garder à côté",
        max_length=LONGEST_OUTCOME,
        rows=3,
        required=False,
        help_text="Qui le porte, et pourquoi. Il reste écrit.",
    )
    field_order = ["outcome", "lead", "told", "dissent"]

    def __init__(self, *args: Any, room: Consultation, **options: Any) -> None:
        initial = {"told": room.told, "dissent": room.dissent}
        super().__init__(*args, room=room, together=True, initial=initial, **options)
        lead: Any = self.fields["lead"]
        lead.queryset = leading(room)


def _initial(line: Line | None) -> dict[str, Any]:
    if line is None:
        return {}
    kept = {name: getattr(line, name) for name in ("said", "can_lead", "theme", "audience", "revision")}
    return {**kept, "qpvs": list(line.qpvs.all()), "needs": list(line.needs.all())}
