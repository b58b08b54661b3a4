"""The layouts of official files, recognised by their columns, and how a line of each becomes facts.

Sources: Code officiel géographique (Insee, files v_region, v_departement, v_commune, v_comer and
v_commune_comer); npm package @etalab/decoupage-administratif; API Découpage administratif (geo.api.gouv.fr);
lists of neighbourhoods of the ANCT."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from signatories.territories.readers import rows
from signatories.territories.readers.facts import Fact, MalformedFile
from signatories.territories.readers.sources import Record


@dataclass(frozen=True)
class Layout:
    """`rank` orders files: what others lean on comes first. Each entry of `needs` is one column, or a choice."""

    rank: int
    label: str
    needs: tuple[str, ...]
    read: Callable[[Record], Iterable[Fact]]

    def fits(self, columns: frozenset[str]) -> bool:
        return all(columns & set(choice.split("|")) for choice in self.needs)


def _nothing(record: Record) -> Iterable[Fact]:  # noqa: ARG001  # the shape of every reader
    return ()


IGNORED = 9
# In this order: the first that fits wins, so the most demanding come first.
LAYOUTS = (
    Layout(
        5,
        "quartiers prioritaires",
        (rows.QPV_CODE, rows.QPV_NAME, f"{rows.QPV_COMMUNES}|{rows.QPV_COMMUNE_NAMES}"),
        rows.qpv,
    ),
    Layout(4, "communes (Insee)", ("typecom", "com", "libelle", "comparent"), rows.insee_commune),
    Layout(4, "communes d’outre-mer (Insee)", ("comcomer", "libelle", "comer"), rows.insee_overseas_commune),
    Layout(3, "collectivités d’outre-mer (Insee)", ("comer", "libelle"), rows.insee_collectivity),
    Layout(IGNORED, "découpage inutile ici (Insee)", ("arr|can|ctcd", "libelle"), _nothing),
    Layout(2, "départements (Insee)", ("dep", "reg", "libelle"), rows.insee_department),
    Layout(1, "régions (Insee)", ("reg", "libelle"), rows.insee_region),
    Layout(4, "communes", ("code", "nom", rows.DEPARTMENT_CODE, "type|codespostaux|centre"), rows.commune),
    Layout(IGNORED, "découpage inutile ici", ("code", "nom", "departement|membres"), _nothing),
    Layout(2, "départements", ("code", "nom", "region"), rows.department),
    Layout(1, "régions", ("code", "nom", "zone"), rows.region),
)


def recognise(columns: frozenset[str]) -> Layout:
    """The layout that these columns make. Raises MalformedFile when none does."""
    for layout in LAYOUTS:
        if layout.fits(columns):
            return layout
    shown = ", ".join(sorted(column[:30] for column in columns)[:12]) or "aucune"
    raise MalformedFile(1, f"colonnes inconnues ({shown})\u202f; voir docs/data.md pour les fichiers lus")
