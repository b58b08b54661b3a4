"""Screen 1: what the association is called, where it is, what it is."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy

from qpv_charter.toolkit.identifiers import RNA
from qpv_charter.toolkit.text import clean_line
from signatories.organisations.models import Organisation
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import MOST, find, live_registry, look_up
from signatories.signatures.duplicates import published_twins
from signatories.signing.forms.fields import LineField, NameField
from signatories.territories.models import Commune
from signatories.territories.places import choice_label, commune_meant, commune_of_code, communes_to_choose
from signatories.territories.queries import CommuneChoice

ABSENT = "absente"
REGISTRY_BUTTONS = ("chercher", "prendre", "oublier")


class RegistryNumberField(forms.CharField):
    """A number picked in the registry, else nothing: nobody types it, so nobody is told it is wrong."""

    def clean(self, value: Any) -> str:
        number = str(value or "")
        return number if RNA.match(number) and find(number) else ""


class AssociationForm(forms.Form):
    """The commune is typed, then chosen among those that answer; none is ever refused."""

    name = NameField(
        label="Nom de votre association",
        max_length=200,
        missing="Écrivez le nom de votre association.",
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
    commune = LineField(
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
    commune_code = forms.CharField(label="Quelle commune\u202f?", required=False, widget=forms.RadioSelect)
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

    def __init__(self, *args: Any, typed: str | None = None, **options: Any) -> None:
        """`typed` proposes communes for a text that was not submitted yet."""
        super().__init__(*args, **options)
        if self.is_bound:
            typed = clean_line(self.data.get("commune", ""))[:120]
        self.typed = typed or ""
        self.has_registry = live_registry() is not None
        self.pressed = ""
        self.searched = ""
        self.most = MOST
        self.records: list[AssociationRecord] = []
        self.candidates: list[CommuneChoice] = communes_to_choose(typed) if typed else []
        self.show_candidates = bool(typed) and not (self.is_bound and self._meant() is not None)
        self.fields["commune_code"].widget.choices = [
            *((choice.commune.code, choice_label(choice)) for choice in self.candidates),
            (ABSENT, "Ma commune n’est pas dans la liste"),
        ]
        if self["rna"].value():
            self._stop_looking_up()

    @classmethod
    def helped(cls, data: QueryDict) -> "AssociationForm | None":
        """The form again, as typed and not judged yet, when a button about the registry was pressed.

        « Chercher » shows what the registry knows, « prendre » fills name and commune, « oublier » undoes it."""
        pressed = next((button for button in REGISTRY_BUTTONS if button in data), "")
        if not pressed:
            return None
        typed = {name: clean_line(data.get(name, ""))[:1000] for name in ("name", "commune", "kind", "rna")}
        typed |= {"commune_code": data.get("commune_code", ""), "together": data.get("together", "")}
        taken = find(data.get("prendre", "")[:12].replace("\x00", ""))
        if taken:
            commune = commune_of_code(taken.commune_code)
            typed |= {"name": taken.readable_name[:200], "rna": taken.rna}
            typed |= {"commune": commune.label if commune else taken.commune_name or typed["commune"]}
        if "oublier" in data:
            typed["rna"] = ""
        form = cls(initial=typed, typed=typed["commune"] if typed["commune_code"] and not taken else None)
        form.pressed = pressed
        if pressed == "oublier":
            form.fields["name"].widget.attrs["autofocus"] = True
        if pressed == "chercher":
            form.searched = typed["name"]
            commune = commune_meant(typed["commune"], communes_to_choose(typed["commune"]))
            form.records = look_up(typed["name"], commune=commune)
        return form

    @classmethod
    def initial_of(cls, answers: dict[str, Any]) -> dict[str, Any]:
        commune = commune_of_code(answers["commune"])
        return answers | {"commune": commune.label if commune else answers["commune_typed"]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("commune") and self._meant() is None and cleaned.get("commune_code") != ABSENT:
            self.add_error("commune_code", self._which())
            self.show_candidates = True
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What the draft keeps; `twins` are signatories that already bear this name in this commune."""
        cleaned, commune = self.cleaned_data, self._meant()
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

    def _meant(self) -> Commune | None:
        """The commune chosen in the list of what is typed now, else the only one it can mean."""
        chosen = self.data.get("commune_code")
        by_choice = next((one.commune for one in self.candidates if one.commune.code == chosen), None)
        if by_choice or chosen == ABSENT:
            return by_choice
        return commune_meant(self.typed, self.candidates)

    def _which(self) -> str:
        if not self.candidates:
            return (
                "Nous ne trouvons pas cette commune. Vérifiez son nom ou essayez le code postal\u202f; "
                "sinon, cochez «\u202fMa commune n’est pas dans la liste\u202f» et continuez."
            )
        return "Choisissez votre commune dans la liste."
