"""One small form for each part of an association's record. Each checks; the actions write."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.fields import Email, EmailInput, Line, Name, Picture, Text, Ticked, Web, sent_by
from qpv_charter.toolkit.identifiers import read_rna, read_siren, read_siret
from qpv_charter.toolkit.revisions import RevisedForm
from signatories.organisations.actions.record import siren_agreeing
from signatories.organisations.forms.part import PartForm
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.queries import proposed_or_said
from signatories.territories.fields import CommuneForm


class IdentityForm(PartForm):
    name = Name(
        label="Nom",
        help_text="Celui que tout le monde utilise.",
        missing="Écrivez le nom, comme on le dit d’habitude.",
    )
    acronym = Name(label="Sigle", max_length=40, required=False)
    kind = forms.ChoiceField(label="Vous êtes", choices=Organisation.Kind.choices, widget=forms.RadioSelect)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return proposed_or_said(organisation, "name", "acronym", "kind")


class NumbersForm(PartForm):
    """Official numbers, all optional; each error says which number, why, and shows an example."""

    rna = Line(
        label="Numéro RNA",
        required=False,
        max_length=100,
        help_text="Sur le récépissé de la préfecture. Exemple\u202f: W751234567.",
    )
    siren = Line(
        label="Numéro SIREN",
        required=False,
        max_length=100,
        help_text="Neuf chiffres. Exemple\u202f: 732\u202f829\u202f320.",
    )
    siret = Line(
        label="Numéro SIRET",
        required=False,
        max_length=100,
        help_text="Le SIREN puis cinq chiffres. Exemple\u202f: 732\u202f829\u202f320\u202f00074.",
    )
    alsace_moselle_register = Line(
        label="Registre des associations (Alsace et Moselle)",
        required=False,
        max_length=120,
        help_text="Tribunal, volume et folio. Exemple\u202f: Strasbourg, volume 92, folio 145.",
    )

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        sure = {name: getattr(organisation, name) or "" for name in ("siret", "alsace_moselle_register")}
        return sure | {
            "rna": organisation.rna or organisation.doubtful_rna or "",
            "siren": organisation.siren or organisation.doubtful_siren or "",
        }

    def clean_rna(self) -> str:
        return self._read("rna", read_rna)

    def clean_siren(self) -> str:
        return self._read("siren", read_siren)

    def clean_siret(self) -> str:
        return self._read("siret", read_siret)

    def _read(self, name: str, read: Callable[[str], str]) -> str:
        typed = self.cleaned_data[name]
        try:
            return read(typed) if typed else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            siren_agreeing(cleaned.get("siren"), cleaned.get("siret"))
        except ActionRefused as refusal:
            self.add_error("siret", refusal.reason)
        return cleaned


class AddressForm(CommuneForm, PartForm):
    """The head office: its commune, and where to write to."""

    address = Text(
        label="Adresse", required=False, max_length=300, widget=forms.Textarea({"rows": 3, "autocomplete": "off"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["commune"].label = "Commune du siège"
        if not self.show_candidates:
            self.fields["commune_code"].widget = forms.HiddenInput()

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        said = proposed_or_said(organisation, "commune", "commune_typed")
        commune = said["commune"].label if said["commune"] else said["commune_typed"]
        return {"commune": commune, "address": organisation.address}

    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "commune": self.commune_found,
            "commune_typed": cleaned["commune"],
            "address": cleaned["address"],
        }

    def which(self) -> str:
        return "Choisissez votre commune, ou dites qu’elle n’est pas dans la liste."


class ThemesForm(PartForm):
    themes = Ticked(
        label="Vos thèmes",
        queryset=Theme.objects.all(),
        required=False,
        help_text="Autant que vous voulez.",
    )

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {"themes": organisation.themes.all()}


class NetworksForm(PartForm):
    networks = Ticked(
        label="Vos réseaux",
        queryset=Network.objects.all(),
        required=False,
        help_text="La signature d’un réseau n’engage pas ses membres, et la vôtre n’engage pas votre réseau.",
    )
    networks_typed = Name(
        label="Un autre réseau",
        max_length=200,
        required=False,
        help_text="Son nom. L’équipe d’animation le lit, pour l’ajouter à la liste.",
    )

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {"networks": organisation.networks.all(), "networks_typed": organisation.networks_typed}


class DescriptionForm(RevisedForm, PartForm):
    """What the public reads."""

    description = Text(
        label="Présentation",
        required=False,
        max_length=1500,
        help_text="Ce que vous faites, avec qui, en quelques phrases. 1\u202f500 caractères au plus.",
        rows=8,
    )
    website = Web(label="Site", required=False, max_length=300)
    public_email = Email(
        label="Adresse e-mail publique",
        required=False,
        widget=EmailInput({"autocomplete": "off"}),
        help_text="Elle sera lue par tout le monde. Une adresse partagée plutôt que la vôtre.",
    )
    public_phone = Line(label="Téléphone public", required=False, max_length=30)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        names = ("revision", "description", "website", "public_email", "public_phone")
        return {name: getattr(organisation, name) for name in names}

    def facts(self) -> dict[str, Any]:
        written = dict(self.cleaned_data)
        return written | {"read": written.pop("revision")}


class LogoForm(PartForm):
    logo = Picture(
        label="Fichier",
        help_text="PNG, JPEG ou WebP, 5\u202fMo au plus. Nous le ramenons à 512 pixels de côté.",
        missing="Choisissez un fichier.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sent_by(self, self.organisation)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:  # noqa: ARG004  # every part's form has it
        return {}

    def facts(self) -> dict[str, Any]:
        return {"picture": self.cleaned_data["logo"]}
