"""The directory's row: every file, the printed list and the page's table read their columns here.

It holds what the signatory's page shows to all, and nobody's name: a person's yes can be taken back, a copy of
a file cannot."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from qpv_charter.toolkit.exports import Column, Type, column, columns_of
from qpv_charter.toolkit.links import absolute
from signatories.directory.models import DirectoryEntry
from signatories.organisations.models import Organisation
from signatories.signatures.dates import Precision
from signatories.territories.models import Commune, Qpv

NEIGHBOURHOOD, COMMUNE = "quartier", "commune"  # what a point is the centre of
MANY = "Séparés par «\u202f|\u202f» dans le CSV et le classeur."


@dataclass(frozen=True, kw_only=True)
class Row:
    """A signatory, as files give it."""

    id: UUID = column(
        "id",
        "Identifiant",
        Type.UUID,
        "Ne change jamais, même si l’association change de nom ou signe une nouvelle version de la charte.",
        example=UUID("7d3c1f0e-5b0a-4c35-9f4e-2a8f6f0b9c11"),
        always=True,
    )
    name: str = column(
        "nom",
        "Nom",
        Type.TEXT,
        "Le nom usuel de l’association ou du collectif.",
        example="Les Amis du mail",
        always=True,
    )
    acronym: str = column("sigle", "Sigle", Type.TEXT, "Son sigle, si elle en a un.", example="ADM")
    kind: str = column(
        "forme",
        "Forme",
        Type.TEXT,
        "Association, collectif sans existence légale, réseau ou fédération, établissement ou section.",
        example=Organisation.Kind.ASSOCIATION.label,
        always=True,
    )
    commune: str = column(
        "commune",
        "Commune",
        Type.TEXT,
        "La commune de son siège, ou celle qu’elle a écrite.",
        example="Saint-Denis",
    )
    commune_code: str = column(
        "code_commune",
        "Code de la commune",
        Type.TEXT,
        "Le code Insee de la commune\u202f; vide si elle n’est pas dans la liste officielle.",
        example="93066",
    )
    department: str = column(
        "departement", "Département", Type.TEXT, "Le département ou la collectivité.", example="Seine-Saint-Denis"
    )
    department_code: str = column(
        "code_departement", "Code du département", Type.TEXT, "Son code Insee.", example="93"
    )
    region: str = column("region", "Région", Type.TEXT, "La région.", example="Île-de-France")
    region_code: str = column("code_region", "Code de la région", Type.TEXT, "Son code Insee.", example="11")
    qpvs: tuple[str, ...] = column(
        "quartiers",
        "Quartiers",
        Type.LIST,
        f"Les quartiers prioritaires où elle agit. {MANY}",
        example=("Franc-Moisin", "Floréal"),
    )
    qpv_codes: tuple[str, ...] = column(
        "codes_quartiers",
        "Codes des quartiers",
        Type.LIST,
        f"Leurs codes officiels, dans le même ordre. {MANY}",
        example=("QN09331M", "QN09332M"),
    )
    outside_qpv: bool = column(
        "hors_quartier",
        "Hors quartier",
        Type.YES_NO,
        "Si elle agit aussi hors des quartiers prioritaires.",
        example=True,
        always=True,
    )
    networks: tuple[str, ...] = column(
        "reseaux",
        "Réseaux",
        Type.LIST,
        f"Les réseaux auxquels elle dit appartenir. La signature d’un réseau n’engage pas ses membres. {MANY}",
        example=("Fédération des exemples",),
    )
    themes: tuple[str, ...] = column(
        "themes", "Thèmes", Type.LIST, f"Ce dont elle s’occupe. {MANY}", example=("Santé", "Sport")
    )
    description: str = column(
        "presentation",
        "Présentation",
        Type.TEXT,
        "Ce qu’elle dit d’elle-même\u202f; peut tenir sur plusieurs lignes.",
        example="Nous tenons un café associatif.",
    )
    website: str = column("site", "Site", Type.URL, "Son site.", example="https://amis.example.org")
    email: str = column(
        "email", "E-mail", Type.EMAIL, "L’adresse qu’elle a choisi de publier.", example="bonjour@example.org"
    )
    phone: str = column(
        "telephone", "Téléphone", Type.TEXT, "Le numéro qu’elle a choisi de publier.", example="01 23 45 67 89"
    )
    signed_on: date | None = column(
        "signee_le",
        "Signée le",
        Type.DATE,
        "La date de la signature\u202f; vide si le papier n’en dit que le mois, ou rien.",
        example=date(2026, 3, 12),
    )
    published_on: date = column(
        "publiee_le",
        "Publiée le",
        Type.DATE,
        "Le jour où la signature est entrée dans la liste des signataires.",
        example=date(2026, 3, 14),
        always=True,
    )
    charter: str = column(
        "texte_signe",
        "Texte signé",
        Type.TEXT,
        "La version de la charte qui a été signée.",
        example="2020",
        always=True,
    )
    charters: tuple[str, ...] = column(
        "textes_signes",
        "Textes signés",
        Type.LIST,
        f"Toutes les versions de la charte qui ont été signées, la dernière d’abord. {MANY}",
        example=("2027", "2020"),
    )
    page: str = column(
        "page",
        "Page",
        Type.URL,
        "Sa page sur ce site.",
        example="https://charte.example.org/signataires/les-amis-du-mail/",
        always=True,
    )
    proof: str = column(
        "verification",
        "Vérification",
        Type.URL,
        "La page qui dit si la signature est en vigueur.",
        example="https://charte.example.org/verifier/K7QM2XRD/",
        always=True,
    )
    longitude: float | None = column(
        "longitude",
        "Longitude",
        Type.NUMBER,
        "Celle du centre du premier quartier dont il est connu, sinon de sa commune (WGS 84, degrés).",
        example=2.37021,
    )
    latitude: float | None = column(
        "latitude", "Latitude", Type.NUMBER, "Celle du même point (WGS 84, degrés).", example=48.93621
    )
    point: str = column(
        "point",
        "Point",
        Type.TEXT,
        "Ce dont ce point est le centre\u202f: «\u202fquartier\u202f» ou «\u202fcommune\u202f». "
        "Il place un repère sur une carte, il ne dit pas où est l’association.",
        example=NEIGHBOURHOOD,
    )


COLUMNS = columns_of(Row)


def picked(*keys: str) -> tuple[Column, ...]:
    """Some columns, by their keys, in the order asked. Raises KeyError."""
    by_key = {each.key: each for each in COLUMNS}
    return tuple(by_key[key] for key in keys)


def complete(entries: QuerySet[DirectoryEntry]) -> QuerySet[DirectoryEntry]:
    """Entries with all that a row is made of, the charter's long text left out."""
    related = ("organisation", "commune", "department", "region", "signature__charter_version")
    return (
        entries.select_related(*related)
        .defer("search_text", "signature__charter_version__source")
        .prefetch_related("organisation__networks", "organisation__themes")
    )


def row_of(entry: DirectoryEntry) -> Row:
    """The row of an entry that was fetched `complete`."""
    organisation, qpvs = entry.organisation, list(entry.organisation.qpvs.all())
    longitude, latitude, point = _centre(qpvs, entry.commune)
    typed = (organisation.qpv_typed,) if organisation.qpv_typed else ()
    return Row(
        id=organisation.pk,
        name=entry.name,
        acronym=organisation.acronym,
        kind=organisation.get_kind_display(),
        commune=entry.commune.name if entry.commune else organisation.commune_typed,
        commune_code=entry.commune.code if entry.commune else "",
        department=entry.department.name if entry.department else "",
        department_code=entry.department_id or "",
        region=entry.region.name if entry.region else "",
        region_code=entry.region_id or "",
        qpvs=tuple(qpv.name for qpv in qpvs) or typed,
        qpv_codes=tuple(qpv.code for qpv in qpvs),
        outside_qpv=organisation.outside_qpv,
        networks=tuple(network.name for network in organisation.networks.all()),
        themes=tuple(theme.label for theme in organisation.themes.all()),
        description=organisation.description,
        website=organisation.website,
        email=organisation.public_email,
        phone=organisation.public_phone,
        signed_on=entry.signed_on if entry.signed_precision == Precision.DAY else None,
        published_on=timezone.localdate(entry.published_at),
        charter=entry.signature.charter_version.version,
        charters=tuple(entry.texts.split(", ")) if entry.texts else (),
        page=absolute(reverse("directory:detail", args=[entry.slug])),
        proof=absolute(reverse("signatures:verify", args=[entry.signature.code])),
        longitude=longitude,
        latitude=latitude,
        point=point,
    )


def _centre(qpvs: list[Qpv], commune: Commune | None) -> tuple[float | None, float | None, str]:
    """Longitude and latitude of the first known centre, and what it is the centre of; (None, None, "") else."""
    centre = next((qpv.centre for qpv in qpvs if qpv.centre), None)
    if centre:
        return *centre, NEIGHBOURHOOD
    return (*commune.centre, COMMUNE) if commune and commune.centre else (None, None, "")
