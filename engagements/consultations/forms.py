"""What one says of a call: three fields suffice, the rest is folded."""

from typing import Any
from uuid import UUID

from django import forms

from engagements.consultations.actions.calls import CallFacts
from engagements.consultations.models import Call, CallKind
from engagements.consultations.models.calls import LONGEST_CALL, LONGEST_DEPOSIT, LONGEST_LINK
from engagements.scope.forms import Neighbourhoods
from engagements.scope.places import Place, place_of
from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.fields import Day, Line, Ticked, Web
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.organisations.actors import Contact
from signatories.organisations.models import Theme
from signatories.people.actors import Actor
from signatories.territories.fields import CommuneField, QpvCodesField
from signatories.territories.models import Department, Qpv

OPINIONS = [("", "On ne sait pas"), ("oui", "Oui"), ("non", "Non")]
MOST_SEEN = 40  # look-alikes that a form carries


def day_field(label: str, *, required: bool = False, help_text: str = "") -> Day:
    asked = {"required": "Donnez la date limite."}
    return Day(label=label, required=required, help_text=help_text, error_messages=asked)


class CallForm(RevisedForm):
    """A call. `place` is where, once the form is valid; `seen`, the look-alikes that who writes was shown."""

    name = Line(
        label="Nom de l’appel",
        max_length=LONGEST_CALL,
        missing="Donnez le nom de l’appel.",
        help_text="Comme l’écrit qui le lance. Exemple\u202f: Quartiers d’été 2027.",
    )
    link = Web(
        label="Lien vers la page de l’appel",
        max_length=LONGEST_LINK,
        error_messages={"required": "Copiez l’adresse de la page de l’appel."},
    )
    last_on = day_field("Date limite", required=True)
    department = forms.ModelChoiceField(
        label="Département",
        queryset=Department.objects.none(),
        required=False,
        empty_label="Choisissez un département",
    )
    commune = CommuneField(label="Seulement une commune\u202f?", required=False, help_text="Son nom.")
    qpvs = Neighbourhoods(Qpv.objects.none(), label="Seulement certains quartiers\u202f?", required=False)
    codes = QpvCodesField(label="Codes des quartiers", required=False, help_text="Exemple\u202f: QN09331M.")
    kind = forms.ChoiceField(label="Type", choices=CallKind.choices, required=False, initial=CallKind.PROJECTS)
    launched_by = Line(label="Qui le lance\u202f?", max_length=LONGEST_CALL, required=False)
    themes = Ticked(Theme.objects.all(), label="Thèmes", required=False)
    pre_file_on = day_field("Pré-dossier à remettre avant le")
    committee_on = day_field("Comité le")
    answer_on = day_field("Réponse le")
    deposit = Line(
        label="Où dépose-t-on le dossier\u202f?",
        max_length=LONGEST_DEPOSIT,
        required=False,
        help_text="Un site, un service, une adresse.",
    )
    local_opinion = forms.ChoiceField(
        label="Faut-il d’abord un avis local\u202f?",
        choices=OPINIONS,
        required=False,
        help_text="Celui de la mairie, du chef de projet ou de la déléguée du préfet.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    place: Place
    look_alikes: tuple[Call, ...] = ()

    def __init__(self, *args: Any, actor: Actor, call: Call | None = None, **options: Any) -> None:
        super().__init__(*args, **{"initial": _initial(call), **options})
        self.actor, self.call = actor, call
        departments = _departments(actor, call)
        self.usual = departments[0] if departments else None
        field: Any = self.fields["department"]
        field.queryset = Department.objects.filter(pk__in=[one.pk for one in departments] or _every())
        field.initial = call.department if call else self.usual
        self._offer_neighbourhoods()
        self.fields["last_on"].required = call is None or call.expected_on is None

    @property
    def where(self) -> list[forms.BoundField]:
        names = ("department", "commune", "qpvs", "codes")
        return [self[name] for name in names if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        """What is folded: of use where it is known."""
        names = ("kind", "launched_by", "themes", "pre_file_on", "committee_on", "answer_on", "deposit")
        return [*self.where, *(self[name] for name in names), self["local_opinion"]]

    @property
    def opens(self) -> bool:
        """Whether something folded is filled in, or refused."""
        return self.call is not None or any(field.errors for field in self.more) or self.usual is None

    @property
    def knowing(self) -> list[UUID]:
        """The look-alikes that were shown with this form."""
        typed = str(self.cleaned_data.get("seen", "")).split(",")[:MOST_SEEN]
        return [key for each in typed if (key := _uuid(each))]

    def show_look_alikes(self, calls: list[Call], reason: str) -> None:
        """The form as it was typed; sent again, it is another call."""
        seen = [*self.knowing, *(call.pk for call in calls)]
        self._hold(seen=",".join(map(str, seen)))
        self.look_alikes = tuple(calls)
        self.add_error(None, reason)

    def facts(self) -> CallFacts:
        said = self.cleaned_data
        same = ("name", "link", "last_on", "launched_by", "pre_file_on", "committee_on", "answer_on", "deposit")
        return CallFacts(
            place=self.place,
            kind=said["kind"] or CallKind.PROJECTS,
            themes=tuple(said["themes"]),
            local_opinion={"oui": True, "non": False}.get(said["local_opinion"]),
            **{name: said[name] for name in same},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        qpvs = {*cleaned.get("qpvs", []), *cleaned.get("codes", [])}
        department = cleaned.get("department") or self.usual
        try:
            self.place = place_of(
                qpvs=sorted(qpvs, key=str), commune=cleaned.get("commune"), department=department
            )
        except ActionRefused as refused:
            self.add_error("department", refused.reason)
        return cleaned

    def _offer_neighbourhoods(self) -> None:
        """Those of the association, and those that the call names; the team types codes."""
        mine = self.actor.organisation.qpvs.values("pk") if isinstance(self.actor, Contact) else []
        named = self.call.qpvs.values("pk") if self.call else []
        offered = Qpv.objects.filter(pk__in=mine) | Qpv.objects.filter(pk__in=named)
        field: Any = self.fields["qpvs"]
        field.queryset = offered.prefetch_related("communes").select_related("department")
        if not field.queryset:
            del self.fields["qpvs"]
        if isinstance(self.actor, Contact):
            del self.fields["codes"]


def _initial(call: Call | None) -> dict[str, Any]:
    if call is None:
        return {}
    same = (
        "name",
        "link",
        "last_on",
        "kind",
        "launched_by",
        "pre_file_on",
        "committee_on",
        "answer_on",
        "deposit",
    )
    opinion = {None: "", True: "oui", False: "non"}[call.local_opinion]
    return {
        **{name: getattr(call, name) for name in same},
        "department": call.department,
        "commune": call.commune.label if call.commune else "",
        "qpvs": list(call.qpvs.all()),
        "themes": list(call.themes.all()),
        "local_opinion": opinion,
        "revision": call.revision,
    }


def _departments(actor: Actor, call: Call | None) -> list[Department]:
    """Where who writes may say that a call is: the usual one first."""
    if isinstance(actor, Contact):
        organisation = actor.organisation
        seat = [organisation.commune.department] if organisation.commune else []
        found = [*seat, *(qpv.department for qpv in organisation.qpvs.select_related("department"))]
    else:
        found = list(Department.objects.filter(pk__in=actor.departments))
    return list(dict.fromkeys([*([call.department] if call else []), *found]))


def _every() -> list[str]:
    return list(Department.objects.values_list("pk", flat=True))


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed.strip())
    except ValueError:
        return None
