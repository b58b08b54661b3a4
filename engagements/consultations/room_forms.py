"""What one says to open a consultation, and of each project."""

from typing import Any

from django import forms

from engagements.consultations.actions.rooms import LineFacts
from engagements.consultations.forms import day_field
from engagements.consultations.models import Consultation, Line, Outcome, Said
from engagements.consultations.models.calls import LONGEST_CALL
from engagements.consultations.models.rooms import LONGEST_AUDIENCE, LONGEST_OUTCOME
from engagements.scope.forms import PlaceForm
from engagements.scope.models import Reach
from engagements.scope.queries import signatories_of
from engagements.voices.models import NotedHow
from qpv_charter.toolkit.fields import Line as LineField
from qpv_charter.toolkit.fields import Name, Text, Ticked
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.organisations.models import Organisation, Theme
from signatories.territories.models import Qpv


class HourForm(forms.Form):
    """The common hour, said where it is."""

    day = day_field("Le jour où toutes les lignes s’ouvrent", required=True)
    at = forms.TimeField(
        label="À quelle heure\u202f?",
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text="L’heure de là-bas.",
        error_messages={"invalid": "Écrivez l’heure ainsi\u202f: 18:30.", "required": "Donnez l’heure."},
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
        error_messages={"required": "Choisissez une association."},
    )

    def __init__(self, *args: Any, room: Consultation, **options: Any) -> None:
        super().__init__(*args, **options)
        organisations: Any = self.fields["organisation"]
        wide = Consultation(reach=Reach.DEPARTMENT, department=room.department)
        organisations.queryset = signatories_of(wide).exclude(pk__in=room.parties.values("organisation"))


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
    qpvs = Ticked(Qpv.objects.none(), label="Dans quels quartiers\u202f?", required=False)

    def __init__(self, *args: Any, room: Consultation, line: Line | None = None, **options: Any) -> None:
        super().__init__(*args, **{"initial": _initial(line), **options})
        if room.call.is_tender:
            said: Any = self.fields["said"]
            said.choices = [(Said.SEEK.value, "nous cherchons un groupement")]
            said.initial = Said.SEEK
        qpvs: Any = self.fields["qpvs"]
        qpvs.queryset = room.qpvs.all() if room.reach == Reach.NEIGHBOURHOODS else Qpv.objects.none()
        if len(qpvs.queryset) <= 1:
            del self.fields["qpvs"]

    def facts(self) -> LineFacts:
        said = self.cleaned_data
        kept = {name: said[name] for name in ("said", "can_lead", "theme", "audience")}
        return LineFacts(**kept, qpvs=tuple(said.get("qpvs", ())))


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
    field_order = ["organisation", "called", "how", "said", "can_lead", "theme", "audience", "qpvs"]

    def __init__(self, *args: Any, room: Consultation, **options: Any) -> None:
        super().__init__(*args, room=room, **options)
        organisations: Any = self.fields["organisation"]
        organisations.queryset = Organisation.objects.filter(pk__in=room.parties.values("organisation"))
        self.fields["said"].label = "Que dit-elle\u202f?"

    def whose(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("organisation", "called", "how")}


class OutcomeForm(forms.Form):
    """What came of a consultation."""

    outcome = forms.ChoiceField(
        label="Qu’avez-vous convenu\u202f?", choices=Outcome.choices, widget=forms.RadioSelect
    )
    lead = forms.ModelChoiceField(
        label="Pour une réponse commune, qui est chef de file\u202f?", queryset=Line.objects.none(), required=False
    )
    told = Text(label="En quelques mots", max_length=LONGEST_OUTCOME, rows=3, required=False)
    dissent = Text(
        label="Un désaccord à garder à côté",
        max_length=LONGEST_OUTCOME,
        rows=3,
        required=False,
        help_text="Qui le porte, et pourquoi. Il reste écrit.",
    )

    def __init__(self, *args: Any, room: Consultation, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"told": room.told, "dissent": room.dissent}, **options})
        lines = Line.objects.standing().filter(consultation=room, organisation__isnull=False)
        lead: Any = self.fields["lead"]
        lead.queryset = lines.filter(partners__accepted_at__isnull=False).distinct()


def _initial(line: Line | None) -> dict[str, Any]:
    if line is None:
        return {}
    kept = {name: getattr(line, name) for name in ("said", "can_lead", "theme", "audience", "revision")}
    return {**kept, "qpvs": list(line.qpvs.all())}
