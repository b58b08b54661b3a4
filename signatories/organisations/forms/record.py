"""One small form for each part of an association's record. Each checks; the actions write."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.identifiers import read_rna, read_siren, read_siret
from qpv_charter.toolkit.text import fold
from signatories.organisations.actions.record import siren_agreeing
from signatories.organisations.forms.fields import Line, Lines, PartForm, Ticked, Web
from signatories.organisations.logos import redrawn
from signatories.organisations.models import Network, Organisation, Theme
from signatories.territories.models import Commune
from signatories.territories.queries import communes_like

MOST_COMMUNES = 8  # what a phone shows without scrolling far


class IdentityForm(PartForm):
    name = Line(
        label="Nom de l’association",
        max_length=200,
        help_text="Celui que tout le monde utilise.",
        error_messages={"required": "Écrivez le nom de votre association, comme on l’appelle d’habitude."},
    )
    acronym = Line(label="Sigle", max_length=40, required=False)
    kind = forms.ChoiceField(label="Vous êtes", choices=Organisation.Kind.choices, widget=forms.RadioSelect)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {"name": organisation.name, "acronym": organisation.acronym, "kind": organisation.kind}


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
        names = ("rna", "siren", "siret", "alsace_moselle_register")
        return {name: getattr(organisation, name) or "" for name in names}

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


class AddressForm(PartForm):
    """The commune is typed by name or postal code, then chosen if several answer; none is ever refused."""

    commune = Line(
        label="Commune du siège",
        max_length=120,
        help_text="Son nom ou son code postal.",
        error_messages={"required": "Écrivez le nom de votre commune, ou son code postal."},
    )
    commune_code = forms.ChoiceField(label="Quelle commune\u202f?", required=False, widget=forms.RadioSelect)
    address = Lines(
        label="Adresse", required=False, max_length=300, widget=forms.Textarea({"rows": 3, "autocomplete": "off"})
    )
    ABSENT = "absente"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        typed = self.data.get("commune", "") if self.is_bound else ""
        self.candidates = [choice.commune for choice in communes_like(typed, limit=MOST_COMMUNES)]
        choices = [(commune.code, commune.label) for commune in self.candidates]
        field = self.fields["commune_code"]
        field.choices = [*choices, (self.ABSENT, "Ma commune n’est pas dans la liste")]  # type: ignore[attr-defined]  # a ChoiceField
        if not self.is_bound or self._commune():
            field.widget = forms.HiddenInput()

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {"commune": organisation.commune_label, "address": organisation.address}

    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "commune": cleaned["place"],
            "commune_typed": cleaned["commune"],
            "address": cleaned["address"],
        }

    def _commune(self) -> Commune | None:
        """The commune chosen, else the only one that what was typed can mean."""
        chosen = [commune for commune in self.candidates if commune.code == self.data.get("commune_code")]
        typed = fold(self.data.get("commune", ""))
        named = [c for c in self.candidates if typed in {fold(c.label), c.search_text}]
        meant = chosen or named or self.candidates
        return meant[0] if len(meant) == 1 else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["place"] = self._commune()
        if cleaned.get("commune") and not cleaned["place"] and cleaned.get("commune_code") != self.ABSENT:
            self.add_error("commune_code", "Choisissez votre commune, ou dites qu’elle n’est pas dans la liste.")
        return cleaned


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

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        return {"networks": organisation.networks.all()}


class DescriptionForm(PartForm):
    """What the public reads."""

    description = Lines(
        label="Présentation",
        required=False,
        max_length=1500,
        help_text="Ce que vous faites, avec qui, en quelques phrases. 1\u202f500 caractères au plus.",
        widget=forms.Textarea({"rows": 8}),
    )
    website = Web(label="Site", required=False, max_length=300)
    public_email = forms.EmailField(
        label="Adresse e-mail publique",
        required=False,
        max_length=254,
        help_text="Elle sera lue par tout le monde. Une adresse de l’association plutôt que la vôtre.",
    )
    public_phone = Line(label="Téléphone public", required=False, max_length=30)

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        names = ("description", "website", "public_email", "public_phone")
        return {name: getattr(organisation, name) for name in names}


class LogoForm(PartForm):
    logo = forms.FileField(
        label="Fichier",
        help_text="PNG, JPEG ou WebP, 5\u202fMo au plus. Nous le redessinons en 512 points de côté.",
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:  # noqa: ARG004  # every part's form has it
        return {}

    def facts(self) -> dict[str, Any]:
        return {"picture": self.cleaned_data["logo"]}

    def clean_logo(self) -> ContentFile[bytes]:
        upload: UploadedFile[Any] = self.cleaned_data["logo"]
        try:
            return redrawn(upload, size=upload.size or 0)
        except ValueError as error:
            raise ValidationError(str(error)) from error
