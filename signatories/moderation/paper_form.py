"""The form by which a signed paper is entered."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils import timezone

from qpv_charter.toolkit.fields import Document, Email, EmailInput, Line, Month, Name, PersonName, Role
from qpv_charter.toolkit.identifiers import read_rna, read_siren
from qpv_charter.toolkit.text import LONGEST_FULL_NAME, clean_line
from signatories.charter.models import CharterVersion
from signatories.moderation.papers import PaperFacts, PaperSaid, said_by
from signatories.organisations.models import Organisation
from signatories.signatures.actions import MandateFacts
from signatories.signatures.dates import Precision
from signatories.signatures.duplicates import published_twins
from signatories.signatures.models import Mandate, Signature
from signatories.territories.fields import QpvCodesField
from signatories.territories.places import commune_named, commune_of_code, place_label
from signatories.territories.queries import Found, places_like

COMMUNE, NEIGHBOURHOOD = "commune", "quartier"
SEARCH = "chercher"  # the button under the place
MOST_FOUND = 60  # a postal code has 46 communes
FIRST_CHARTER = date(2020, 1, 1)  # the charter dates from 2020: nothing was signed before
MONTHS_BACK = 240  # twenty years: those before the first charter are refused
PRECISIONS = {"signed_on": Precision.DAY, "signed_month": Precision.MONTH, "date_unknown": Precision.UNKNOWN}


class CopiedForm(forms.Form):
    """What the team copies from a paper, and may copy badly."""

    name = Name(label="Nom de l’association ou du collectif")
    kind = forms.ChoiceField(label="Forme", choices=Organisation.Kind.choices, widget=forms.RadioSelect)
    rna = Line(label="Numéro RNA", max_length=100, required=False, help_text="Exemple\u202f: W751234567.")
    siren = Line(label="Numéro SIREN", max_length=100, required=False, help_text="Neuf chiffres.")
    contact_email = Email(
        label="Adresse e-mail de contact",
        required=False,
        widget=EmailInput({"autocomplete": "off"}),
        help_text="Jamais publiée\u202f: nous y écrivons ce que devient la signature et, une fois publiée, "
        "comment tenir la page de l’association.",
    )
    charter_version = forms.ModelChoiceField(
        CharterVersion.objects.none(), label="Texte signé", empty_label=None, widget=forms.RadioSelect
    )
    signed_on = forms.DateField(
        label="Date écrite sur le papier",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    signed_month = Month(label="Ou son mois, si le papier n’en dit pas plus", back=MONTHS_BACK, unknown="—")
    date_unknown = forms.BooleanField(label="Le papier ne porte pas de date", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = self.fields["charter_version"]
        versions.queryset = CharterVersion.objects.public()  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_rna(self) -> str | None:
        return _number(read_rna, self.cleaned_data["rna"])

    def clean_siren(self) -> str | None:
        return _number(read_siren, self.cleaned_data["siren"])

    def clean_signed_on(self) -> date | None:
        return _since_the_first(self.cleaned_data["signed_on"])

    def clean_signed_month(self) -> date | None:
        return _since_the_first(self.cleaned_data["signed_month"])

    def clean(self) -> dict[str, Any]:
        said = [name for name in PRECISIONS if self.cleaned_data.get(name)]
        if len(said) != 1 and not {"signed_on", "signed_month"} & self.errors.keys():
            self.add_error("signed_on", "Donnez la date du papier, ou son mois, ou dites qu’il n’en porte pas.")
        return self.cleaned_data

    def dates(self) -> dict[str, Any]:
        """The date, and how precise it is, as a signature bears them."""
        data = self.cleaned_data
        precision = next(precision for name, precision in PRECISIONS.items() if data[name])
        return {"signed_on": data["signed_on"] or data["signed_month"], "signed_precision": precision}


class PaperForm(CopiedForm):
    """What a paper says. Places are looked for in one field; those that are ticked fill in commune and codes."""

    nowhere = ""  # what was searched and found nowhere
    field_order = ("name", "kind", "place", "found", "commune", "qpvs", "outside_qpv")  # then the numbers
    departments: Sequence[str] = ()  # that answer: nobody acts « in » one here
    place = Line(
        label="Chercher un lieu",
        max_length=100,
        required=False,
        help_text="Une commune, un quartier, un département ou un code postal. Ce que vous cochez s’écrit "
        "plus bas.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    found = forms.MultipleChoiceField(label="Lieux trouvés", required=False, widget=forms.CheckboxSelectMultiple)
    commune = Name(
        label="Commune",
        max_length=120,
        help_text="Son nom, et son département s’il le faut\u202f: Saint-Denis (93).",
    )
    qpvs = QpvCodesField(
        label="Quartiers prioritaires, par leur code",
        required=False,
        help_text="Des virgules entre les codes. Par exemple\u202f: QN09331M, QN09332M.",
    )
    outside_qpv = forms.BooleanField(label="Agit hors des quartiers prioritaires", required=False)
    signer_name = PersonName(label="Prénom et nom de la personne qui a signé", max_length=LONGEST_FULL_NAME)
    signer_role = Role(label="Son rôle dans l’association")
    decided_by = forms.ChoiceField(
        label="Qui a décidé de signer\u202f?", choices=Mandate.Decision.choices, widget=forms.RadioSelect
    )
    scan = Document(
        label="Scan du papier signé", help_text="Un PDF ou une photo (JPEG, PNG), 10 Mo au plus. Jamais publié."
    )
    published = forms.BooleanField(label="Publier tout de suite", required=False)
    different = forms.BooleanField(
        label="Je l’ai vérifié\u202f: ce n’est pas l’association du même nom déjà publiée", required=False
    )

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None if data is None else _with_what_was_ticked(data), *args, **kwargs)
        self.helps = False
        self.fields["found"].widget = forms.MultipleHiddenInput()
        if not self._twin_stands:
            self.fields["different"].widget = forms.HiddenInput()

    @classmethod
    def helped(cls, data: QueryDict) -> Self | None:
        """The form again, as typed and not judged yet, with the places that answer, when they were searched."""
        if SEARCH not in data:
            return None
        said = _with_what_was_ticked(data)
        typed = clean_line(said.get("place", ""))[:100]
        kept = {name: said.get(name, "").replace("\x00", "") for name in cls.base_fields if name != "scan"}
        form = cls(initial=kept | {"found": [], "place": typed})
        form._offer(places_like(typed) if typed else [], typed)
        return form

    def _offer(self, found: list[Found], typed: str) -> None:
        choices = [(_key(each), place_label(each)) for each in found if not each.department][:MOST_FOUND]
        departments = [place_label(each) for each in found if each.department]
        self.helps = True
        field = self.fields["found"]
        if choices:
            field.choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField has choices
            field.widget = forms.CheckboxSelectMultiple(choices=choices)
        elif not departments:
            self.nowhere = typed
        self.departments = departments

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self._twin_stands and not self.cleaned_data.get("different"):
            self.add_error(
                "name",
                "Une association de ce nom, dans cette commune, est déjà publiée. Ouvrez sa fiche plutôt que de "
                "l’entrer deux fois\u202f; si ce n’est pas elle, cochez la case en bas de la page.",
            )
        return self.cleaned_data

    @property
    def _twin_stands(self) -> bool:
        """Whether the name and commune typed are those of a published signatory."""
        name, commune = self.data.get("name", ""), self.data.get("commune", "")
        return published_twins(name, commune_named(commune)).exists() if name and commune else False

    def facts(self) -> PaperFacts:
        data = self.cleaned_data
        commune = commune_named(data["commune"])
        return PaperFacts(
            name=data["name"],
            kind=Organisation.Kind(data["kind"]),
            commune=commune,
            commune_typed="" if commune else data["commune"],
            qpvs=data["qpvs"],
            outside_qpv=data["outside_qpv"],
            rna=data["rna"],
            siren=data["siren"],
            contact_email=data["contact_email"],
            charter_version=data["charter_version"],
            **self.dates(),
            mandate=MandateFacts(
                signer_name=data["signer_name"],
                signer_role=data["signer_role"],
                decided_by=Mandate.Decision(data["decided_by"]),
            ),
        )


class CorrectionForm(CopiedForm):
    """The same, as it stands, to be put right; another scan if the first was not the right one."""

    scan = Document(
        label="Un autre scan du papier signé",
        required=False,
        help_text="Seulement s’il faut remplacer celui que nous avons. Un PDF ou une photo (JPEG, PNG), 10 Mo au "
        "plus.",
    )

    def clean(self) -> dict[str, Any]:
        """With `said`, a PaperSaid, once all of it can be read."""
        data = super().clean()
        return data if self.errors else data | {"said": self._said(data)}

    def _said(self, data: dict[str, Any]) -> PaperSaid:
        return PaperSaid(
            name=data["name"],
            kind=data["kind"],
            rna=data["rna"] or "",
            siren=data["siren"] or "",
            contact_email=data["contact_email"],
            charter_version=data["charter_version"],
            **self.dates(),
        )


def as_copied(signature: Signature) -> dict[str, Any]:
    """What `CorrectionForm` begins with."""
    said = said_by(signature)
    dates = {name: said.signed_on for name, precision in PRECISIONS.items() if precision == said.signed_precision}
    unknown = said.signed_precision == Precision.UNKNOWN
    return vars(said) | {"signed_on": None} | dates | {"date_unknown": unknown}


def _with_what_was_ticked(data: QueryDict) -> QueryDict:
    """The same with the places that were ticked written where they go."""
    said = data.copy()
    for kind, _, code in (ticked.partition(":") for ticked in said.getlist("found")[:MOST_FOUND]):
        if kind == COMMUNE and (commune := commune_of_code(code.replace("\x00", ""))):
            said["commune"] = commune.label
        elif kind == NEIGHBOURHOOD and code not in said.get("qpvs", ""):
            said["qpvs"] = ", ".join(filter(None, (said.get("qpvs", "").strip(" ,;"), code)))
    said.setlist("found", [])
    return said


def _key(found: Found) -> str:
    if found.qpv:
        return f"{NEIGHBOURHOOD}:{found.qpv.code}"
    return f"{COMMUNE}:{found.choice.commune.code}" if found.choice else ""


def _since_the_first(signed: date | None) -> date | None:
    if signed and not FIRST_CHARTER <= signed <= timezone.localdate():
        raise forms.ValidationError("La date est celle du papier, entre 2020 et aujourd’hui.")
    return signed


def _number(read: Any, typed: str) -> str | None:
    if not typed:
        return None
    try:
        return str(read(typed))
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None
