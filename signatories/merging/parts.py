"""The record part by part, as a person chooses between two of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from signatories.organisations.models import Organisation


class Side(StrEnum):
    KEPT = "gardee"
    JOINED = "reunie"
    BOTH = "deux"


@dataclass(frozen=True)
class Part:
    """`fields` go together; `lists` too, and may be put together (`Side.BOTH`)."""

    slug: str
    title: str
    fields: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    def says(self, organisation: Organisation) -> list[str]:
        """What a record says of it, for a person who compares two."""
        fields = [_shown(organisation, field) for field in self.fields]
        lists = [", ".join(map(str, getattr(organisation, name).all())) for name in self.lists]
        return [said for said in (*fields, *lists) if said]


PARTS = (
    Part("nom", "Nom et sigle", ("name", "acronym")),
    Part("forme", "Forme", ("kind",)),
    Part("siege", "Siège", ("commune", "commune_typed", "address")),
    Part(
        "numeros",
        "Numéros officiels",
        ("rna", "siren", "siret", "doubtful_rna", "doubtful_siren", "alsace_moselle_register"),
    ),
    Part(
        "territoire",
        "Quartiers et territoires",
        ("qpv_typed", "qpv_unknown", "outside_qpv"),
        ("qpvs", "action_communes", "action_departments", "action_regions"),
    ),
    Part("themes", "Thèmes", lists=("themes",)),
    Part("reseaux", "Réseaux", ("networks_typed",), ("networks",)),
    Part("presentation", "Présentation", ("description",)),
    Part("site", "Site", ("website",)),
    Part("courriel", "E-mail public", ("public_email",)),
    Part("telephone", "Téléphone public", ("public_phone",)),
    Part("papier", "Adresse privée, reprise du papier", ("contact_email",)),
)
# What nobody chooses: what the record is by, what is counted or derived, and a picture, which has one file.
NOT_CHOSEN = frozenset(
    {"id", "slug", "name_key", "from_registry", "created_at", "erased_at", "joined_into", "revision", "logo"}
    | {"people_checked_at"}
)


def differing(kept: Organisation, joined: Organisation) -> list[Part]:
    """Those of which the two records do not say the same."""
    return [part for part in PARTS if part.says(kept) != part.says(joined)]


def usual_side(part: Part, kept: Organisation, joined: Organisation) -> Side:
    """What is proposed: both lists, else what the kept record says, unless it says nothing."""
    if part.lists and part.says(kept) and part.says(joined):
        return Side.BOTH
    return Side.KEPT if part.says(kept) else Side.JOINED


def values_of(
    chosen: Mapping[str, Side], kept: Organisation, joined: Organisation
) -> tuple[dict[str, Any], dict[str, set[Any]]]:
    """The fields and the lists that change in the kept record; a part of which nothing was said stays as it is."""
    values: dict[str, Any] = {}
    lists: dict[str, set[Any]] = {}
    for part in PARTS:
        side = chosen.get(part.slug, Side.KEPT)
        if side == Side.JOINED:
            values |= {field: getattr(joined, field) for field in part.fields}
        if side == Side.BOTH:
            values |= {field: getattr(kept, field) or getattr(joined, field) for field in part.fields}
        if side != Side.KEPT:
            both = [joined, kept] if side == Side.BOTH else [joined]
            lists |= {name: _keys(name, both) for name in part.lists}
    return values, lists


def _keys(name: str, records: Iterable[Organisation]) -> set[Any]:
    return {key for record in records for key in getattr(record, name).values_list("pk", flat=True)}


def _shown(organisation: Organisation, field: str) -> str:
    value = getattr(organisation, field)
    if isinstance(value, bool):
        return str(Organisation._meta.get_field(field).verbose_name) if value else ""  # type: ignore[union-attr]  # ours
    shown = getattr(organisation, f"get_{field}_display", None)
    return str(shown() if shown else value or "")
