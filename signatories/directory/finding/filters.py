"""What one may ask of the directory. The parameters are those of the public contract: printed QR codes and other
people's scripts rely on them."""

from dataclasses import dataclass

from qpv_charter.toolkit import filters
from qpv_charter.toolkit.filters import Narrow, asked, search
from signatories.directory.models import DirectoryEntryQuerySet
from signatories.organisations.models import Network, Theme
from signatories.organisations.queries import network_of, theme_of
from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.territories.queries import commune_of_today, department_of

Thing = Region | Department | Commune | Qpv | Network | Theme


def _region(value: str) -> Region | None:
    return Region.objects.filter(code=value.upper().zfill(2)).first()


def _commune(value: str) -> Commune | None:
    return commune_of_today(value.upper())


def _qpv(value: str) -> Qpv | None:
    """By a code of either list; one of 2015 means its successor when it has only one."""
    qpv = Qpv.objects.prefetch_related("successors").filter(code=value.upper()).first()
    successors = list(qpv.successors.all()) if qpv else []
    return successors[0] if len(successors) == 1 else qpv


def _at(column: str) -> Narrow:
    """Signatories whose head office is there."""
    return lambda entries, place: entries.filter(**{column: place})


def value_of(thing: Thing) -> str:
    """What an address calls a thing."""
    return thing.slug if isinstance(thing, Network | Theme) else thing.code


@dataclass(frozen=True, kw_only=True)
class Filters(filters.Filters):
    """What the directory is asked for; an empty value asks for nothing."""

    q: str = search("Nom, ville, quartier, réseau ou thème", narrow=DirectoryEntryQuerySet.search)
    region: Region | None = asked(
        "region",
        "Région",
        read=_region,
        narrow=_at("region"),
        refusal="la région",
        everything="Toutes les régions",
        write=value_of,
    )
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        narrow=_at("department"),
        refusal="le département",
        everything="Tous les départements",
        write=value_of,
    )
    commune: Commune | None = asked(
        "commune",
        "Commune",
        read=_commune,
        narrow=_at("commune"),
        refusal="la commune",
        everything="Toutes les communes",
        write=value_of,
    )
    qpv: Qpv | None = asked(
        "qpv",
        "Quartier prioritaire",
        read=_qpv,
        narrow=DirectoryEntryQuerySet.tied_to,
        refusal="le quartier",
        everything="Tous les quartiers",
        write=value_of,
    )
    network: Network | None = asked(
        "reseau",
        "Réseau",
        read=network_of,
        narrow=DirectoryEntryQuerySet.tied_to,
        refusal="le réseau",
        everything="Tous les réseaux",
        write=value_of,
    )
    theme: Theme | None = asked(
        "theme",
        "Thème",
        read=theme_of,
        narrow=DirectoryEntryQuerySet.tied_to,
        refusal="le thème",
        everything="Tous les thèmes",
        write=value_of,
    )


# What one chooses from, in the contract's order.
CHOSEN = {name: each.param for name, each in Filters.declared().items() if not each.param.searches}
