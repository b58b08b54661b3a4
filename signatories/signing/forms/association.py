"""Screen 1: what the association is called, where it is, what it is."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy

from qpv_charter.toolkit.fields import Name
from qpv_charter.toolkit.guard import Guarded
from qpv_charter.toolkit.identifiers import RNA
from qpv_charter.toolkit.text import clean_line
from signatories.organisations.models import Organisation
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import MOST, find, live_registry, look_up
from signatories.signatures.duplicates import published_twins
from signatories.territories.fields import CommuneForm
from signatories.territories.places import commune_named, commune_of_code

REGISTRY_BUTTONS = ("chercher", "prendre", "oublier")


class RegistryNumberField(forms.CharField):
    """A number picked in the registry, else nothing: nobody types it, so nobody is told it is wrong."""

    def clean(self, value: Any) -> str:
        number = str(value or "")
        return number if RNA.match(number) and find(number) else ""


class AssociationForm(CommuneForm):
    """A name, that the registry may know; a commune, among those that answer."""

    name = Name(
        label="Nom de l’association ou du collectif",
        missing="Écrivez le nom que tout le monde utilise.",
        help_text="Celui que tout le monde utilise. Exemple\u202f: Les Jardins partagés du Moulin.",
        widget=forms.TextInput(
            {
                "autocomplete": "organization",
                "hx-get": reverse_lazy("registry:associations"),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#associations",
                "hx-include": "[name='commune']",
                "hx-sync": "this:replace",
            }
        ),
    )
    rna = RegistryNumberField(required=False, widget=forms.HiddenInput)
    commune = Name(
        label="Commune",
        max_length=120,
        missing="Écrivez le nom de votre commune, ou son code postal.",
        help_text="Celle de votre siège ou de votre local. Le nom ou le code postal.",
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "hx-get": reverse_lazy("signing:communes"),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#communes",
                "hx-sync": "this:replace",
            }
        ),
    )
    kind = forms.ChoiceField(
        label="Vous êtes",
        choices=Organisation.Kind.choices,
        widget=forms.RadioSelect,
        initial=Organisation.Kind.ASSOCIATION,
        error_messages={"required": "Dites ce que vous êtes."},
    )
    together = forms.BooleanField(
        label="Nous signons à plusieurs associations",
        required=False,
        help_text="À la fin, vous aurez un lien à transmettre aux autres. Chacune signe pour elle-même.",
    )

    field_order = ["name", "rna", "commune", "commune_code", "kind", "together"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_registry = live_registry() is not None
        self.pressed = ""
        self.searched = ""
        self.most = MOST
        self.records: list[AssociationRecord] = []
        self.taken = find(str(self["rna"].value())[:12].replace("\x00", "")) if self["rna"].value() else None
        if self["rna"].value():
            self._stop_looking_up()

    @classmethod
    def helped(cls, data: QueryDict) -> Self | None:
        """The form again, as typed and not judged yet, when a button about the registry was pressed.

        « Chercher » shows what the registry knows, « prendre » fills name and commune, « oublier » undoes it."""
        pressed = next((button for button in REGISTRY_BUTTONS if button in data), "")
        if not pressed:
            return None
        typed = {name: clean_line(data.get(name, ""))[:1000] for name in ("name", "commune", "kind", "rna")}
        typed |= {name: data.get(name, "") for name in ("commune_code", "together", "moment")}
        taken = find(data.get("prendre", "")[:12].replace("\x00", ""))
        if taken:
            commune = commune_of_code(taken.commune_code)
            typed |= {"name": taken.readable_name, "rna": taken.rna}
            typed |= {"commune": commune.label if commune else taken.commune_name or typed["commune"]}
        if "oublier" in data:
            typed["rna"] = ""
        form = cls(initial=typed, typed=typed["commune"] if typed["commune_code"] and not taken else None)
        form.pressed = pressed
        if pressed == "oublier":
            form.fields["name"].widget.attrs["autofocus"] = True
        if pressed == "chercher":
            form.searched = typed["name"]
            commune = commune_named(typed["commune"])
            form.records = look_up(typed["name"], commune=commune)
        return form

    @classmethod
    def initial_of(cls, answers: dict[str, Any]) -> dict[str, Any]:
        commune = commune_of_code(answers["commune"])
        return answers | {"commune": commune.label if commune else answers["commune_typed"]}

    def answers(self) -> dict[str, Any]:
        """What the draft keeps; `twins` are signatories that already bear this name in this commune."""
        cleaned, commune = self.cleaned_data, self.commune_found
        return {
            "name": cleaned["name"],
            "kind": cleaned["kind"],
            "commune": commune.code if commune else "",
            "commune_typed": "" if commune else cleaned["commune"],
            "rna": cleaned["rna"],
            "together": cleaned["together"],
            "twins": [
                twin.organisation.slug for twin in published_twins(cleaned["name"], commune, rna=cleaned["rna"])
            ],
        }

    def _stop_looking_up(self) -> None:
        """Once an association is picked, correcting its name must not offer others."""
        attrs = self.fields["name"].widget.attrs
        for name in [name for name in attrs if name.startswith("hx-")]:
            del attrs[name]


class FirstAssociationForm(Guarded, AssociationForm):
    """The same for whoever comes in: nothing is kept yet, anybody may send it."""
