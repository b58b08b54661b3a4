"""The list as a table, for a spreadsheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from qpv_charter.toolkit.exports import Type, as_text, column, columns_of
from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.following.lists import AssociationFilters
from signatories.following.models import Followed, FollowedQuerySet
from signatories.organisations.queries import Correspondent, correspondents_seen, with_contacts
from signatories.signatures.models import Status
from signatories.tags.queries import with_tags

CHUNK = 500  # associations in memory at a time


@dataclass(frozen=True, kw_only=True)
class Row:
    id: UUID = column(
        "id",
        "Identifiant",
        Type.UUID,
        "Ne change jamais\u202f: ce fichier, repris, retrouve ses associations par lui.",
        example=UUID("7d3c1f0e-5b0a-4c35-9f4e-2a8f6f0b9c11"),
        always=True,
    )
    name: str = column("nom", "Nom", Type.TEXT, "Le nom usuel.", example="Les Amis du mail", always=True)
    acronym: str = column("sigle", "Sigle", Type.TEXT, "Le sigle.", example="ADM")
    commune: str = column("commune", "Commune", Type.TEXT, "La commune du siège.", example="Saint-Denis (93)")
    state: str = column("etat", "État", Type.TEXT, "Celui de sa dernière signature.", example="publiée")
    rna: str = column("rna", "RNA", Type.TEXT, "Le numéro RNA.", example="W751234567")
    siren: str = column("siren", "SIREN", Type.TEXT, "Le numéro SIREN.", example="123456782")
    tags: tuple[str, ...] = column(
        "etiquettes", "Étiquettes", Type.LIST, "Celles que l’équipe lui a mises.", example=("à rappeler",)
    )
    people: tuple[str, ...] = column(
        "contacts", "Personnes contact", Type.LIST, "Celles d’aujourd’hui.", example=("Aminata Diallo",)
    )
    emails: tuple[str, ...] = column(
        "courriels",
        "Adresses e-mail",
        Type.LIST,
        "Celles de ses personnes contact ou, à défaut, celle du papier.",
        example=("aminata@example.org",),
    )
    heard_on: date = column(
        "dernier_signe", "Dernier signe", Type.DATE, "Le jour du dernier signe.", example=date(2027, 3, 12)
    )


def rows(found: FollowedQuerySet) -> Iterator[Row]:
    """The associations that answer, in the order of the list (3 queries for each chunk)."""
    whole = found.prefetch_related(with_contacts("organisation__"), with_tags("organisation__"))
    for each in whole.iterator(chunk_size=CHUNK):
        yield _row(each, each.organisation, correspondents_seen(each.organisation))


def _row(followed: Followed, organisation: Any, reached: Iterable[Correspondent]) -> Row:
    return Row(
        id=organisation.pk,
        name=organisation.name,
        acronym=organisation.acronym,
        commune=organisation.commune_label,
        state=Status(followed.status).label if followed.status else "",
        rna=organisation.rna or "",
        siren=organisation.siren or "",
        tags=tuple(each.tag.label for each in organisation.taggings_seen),
        people=tuple(each.person.full_name for each in reached if each.person),
        emails=tuple(each.address for each in reached),
        heard_on=timezone.localdate(followed.heard_at),
    )


COLUMNS = columns_of(Row)


def about(filters: AssociationFilters, *, count: int) -> list[tuple[str, ...]]:
    """For whoever opens the workbook: what it holds, and the meaning of each column."""
    asked = [filters.said(name) for name in filters.values()]
    return [
        ("Associations que suit l’équipe d’animation",),
        ("Contenu", ", ".join(asked) or "toutes les associations"),
        ("Date", day(timezone.localdate())),
        ("Associations", str(count)),
        ("À savoir", "Ce classeur nomme des personnes\u202f: il reste dans l’équipe."),
        ("",),
        ("Colonne", "Ce qu’elle contient", "Exemple"),
        *((each.label, each.description, as_text(each.example)) for each in COLUMNS),
    ]
