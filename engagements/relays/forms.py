"""Who reads, where, and when one may come and talk."""

from typing import Any

from django import forms

from engagements.relays.actions import Readers
from engagements.relays.models import LONGEST_TALK, Relay
from engagements.scope.forms import Neighbourhoods
from qpv_charter.toolkit.fields import Line
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.territories.models import Qpv

TALK = "Vous préférez parler\u202f? Où et quand venir"


class TalkForm(forms.Form):
    talk = Line(
        label=TALK,
        max_length=LONGEST_TALK,
        required=False,
        help_text="Exemple\u202f: mardi de 14 h à 16 h, au local, 3 allée des Tilleuls, ou 01 23 45 67 89.",
    )


class AcceptForm(TalkForm):
    """An association's yes: among its neighbourhoods and the people who look after it."""

    qpvs = Neighbourhoods(Qpv.objects.none(), label="Dans quels quartiers\u202f?")
    first = forms.ModelChoiceField(
        User.objects.none(), label="Qui lit d’abord\u202f?", empty_label="Choisissez une personne"
    )
    second = forms.ModelChoiceField(
        User.objects.none(), label="Qui lit quand elle est absente\u202f?", empty_label="Choisissez une personne"
    )
    field_order = ("qpvs", "first", "second", "talk")

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        taken = Relay.objects.current().filter(organisation=organisation).values("qpv")
        offered = organisation.qpvs.exclude(pk__in=taken).prefetch_related("communes")
        people = User.objects.filter(pk__in=organisation.memberships.current().values("user")).order_by("pk")
        self.fields["qpvs"].queryset = offered  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        for name in ("first", "second"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField
        self.is_possible = offered.exists() and people.count() > 1

    def readers(self) -> Readers:
        said = self.cleaned_data
        return Readers(first=said["first"], second=said["second"], talk=said["talk"])
