"""What the site knows that a list may mean: places, signatories. As many queries for a line as for a thousand."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import reduce
from uuid import UUID

from django.db.models import Q, prefetch_related_objects

from qpv_charter.toolkit.exports import blocks
from qpv_charter.toolkit.text import fold, key_of
from signatories.organisations.models import Organisation
from signatories.organisations.queries import with_contacts
from signatories.signatures.duplicates import latest_of_each
from signatories.signatures.models import Signature
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.reading.likeness import Named
from signatories.taking_up.reading.places import Area, Gazetteer, Town, town_name
from signatories.territories.models import Commune, Department, Qpv

IN_ONE_QUERY = 500  # names: SQLite takes so many values
NUMBERS = ("rna", "siren", "doubtful_rna", "doubtful_siren")


def gazetteer_for(list_import: ListImport, rows: Iterable[ImportRow]) -> Gazetteer:
    """The communes that its cells and its decisions name, every neighbourhood, every department."""
    departments: dict[str, str] = {}
    for code, folded in Department.objects.values_list("code", "search_text"):
        departments |= {fold(code): code, folded: code, code.lstrip("0"): code}
    return Gazetteer(list(_towns(_names(list_import, rows))), list(_areas()), departments)


def communes_meant(texts: Iterable[str], *, near: Collection[str] = ()) -> dict[str, Commune]:
    """The commune that each text names without a doubt, of those that do: the only one of this name, or the only
    one of those in the departments `near` (2 queries)."""
    written = {text for text in texts if town_name(text)}
    places = Gazetteer(list(_towns(set(map(town_name, written)))))
    found = {text: _nearest(places.towns_named(text), near) for text in written}
    codes = {text: towns[0].code for text, towns in found.items() if len(towns) == 1}
    current = Commune.objects.current().filter(code__in=codes.values()).select_related("department")
    communes = {commune.code: commune for commune in current}
    return {text: communes[code] for text, code in codes.items() if code in communes}


def _nearest(towns: Sequence[Town], near: Collection[str]) -> Sequence[Town]:
    return [town for town in towns if town.department in near] or towns


def _names(list_import: ListImport, rows: Iterable[ImportRow]) -> set[str]:
    """Folded names that may be communes'."""
    decided = [text for key, text in list_import.decisions.items() if key.startswith("commune:")]
    if "commune" not in list_import.columns:
        return set(map(town_name, decided))
    at = list_import.columns.index("commune")
    written = [row.cells[at] for row in rows if at < len(row.cells)]
    return {name for name in map(town_name, {*written, *decided}) if name}


def _towns(names: Collection[str]) -> Iterator[Town]:
    """Communes of today by these names, or of which a part bears one."""
    found: dict[Commune, set[str]] = {}
    related = ("department", "parent__department")
    for some in blocks(sorted(names), IN_ONE_QUERY):
        for commune in Commune.objects.filter(search_text__in=some).select_related(*related):
            found.setdefault(commune.parent or commune, set()).add(commune.search_text)
    for commune, called in found.items():
        yield Town(commune.code, commune.label, commune.department_id, commune.postal_codes, frozenset(called))


def _areas() -> Iterator[Area]:
    communes: dict[tuple[str, str], set[str]] = {}
    for code, name, commune in Qpv.objects.values_list("code", "name", "communes__code").order_by("code"):
        communes.setdefault((code, name), set()).add(commune)
    for (code, name), held in communes.items():
        yield Area(code, name, frozenset(held))


def signatories_near(
    departments: Collection[str], *, named: Collection[str] = (), called: Collection[str] = ()
) -> list[Named]:
    """Associations with a standing signature, and a head office in these departments or in no known commune; and,
    wherever they are, those `named` by an identifier and those `called` by one of these names."""
    wanted = [Q(commune__department__in=departments) | Q(commune=None)]
    identifiers = sorted(filter(None, map(_identifier, named)))
    wanted += [Q(pk__in=some) for some in blocks(identifiers, IN_ONE_QUERY)]
    wanted += [Q(name_key__in=some) for some in blocks(sorted(map(key_of, called)), IN_ONE_QUERY)]
    return [*{each.key: each for where in wanted for each in _signatories(where)}.values()]


def _signatories(where: Q) -> Iterator[Named]:
    found = Organisation.objects.filter(where, signatures__in=Signature.objects.standing()).distinct()
    columns = ("pk", "name", "commune__code", "commune__department", "commune_typed", "rna", "siren")
    for pk, name, code, department, typed, *numbers in found.values_list(*columns):
        yield Named(pk, name, code or fold(typed), department or "", frozenset(filter(None, numbers)))


def _identifier(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None


def latest_of(organisations: Collection[UUID]) -> dict[UUID, Signature]:
    """The last standing signature of each, with its association, where that acts and who looks after it."""
    found: dict[UUID, Signature] = {}
    for some in blocks(sorted(organisations), IN_ONE_QUERY):
        standing = Signature.objects.standing().filter(organisation__in=some).latest_first()
        latest = latest_of_each(standing.select_related("organisation__commune"))
        prefetch_related_objects([each.organisation for each in latest], with_contacts(), "qpvs")
        found |= {each.organisation_id: each for each in latest}
    return found


def name_and_place(organisation: Organisation) -> str:
    """As one is told of an association that a line looks like."""
    return ", ".join(filter(None, [f"«\u202f{organisation.name}\u202f»", organisation.commune_label]))


def borne_already(numbers: Collection[str]) -> frozenset[str]:
    """The numbers, among these, that a standing signatory bears."""
    found: set[str] = set()
    for some in blocks(sorted(numbers), IN_ONE_QUERY // len(NUMBERS)):
        theirs = reduce(Q.__or__, (Q(**{f"{field}__in": some}) for field in NUMBERS))
        standing = Organisation.objects.filter(theirs, signatures__in=Signature.objects.standing())
        found.update(number for row in standing.values_list(*NUMBERS) for number in row if number)
    return frozenset(found) & frozenset(numbers)
