"""Writes facts in bulk: what is new is created, what differs is changed, the rest is left alone.

Nothing is ever deleted here: associations point at territories, and old codes must still lead somewhere.
The history is not told of it (it keeps decisions of people): an import's trace is its report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model

from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.territories.named import CommuneNames
from signatories.territories.queries import commune_index
from signatories.territories.readers import CommuneFact, DepartmentFact, Fact, LineError, QpvFact, RegionFact
from signatories.territories.readers.rows import qpv_department, qpv_generation

Key = tuple[str, ...]
Rows = dict[Key, dict[str, Any]]
BATCH = 5000


@dataclass
class Tally:
    """How many territories a file created, changed and confirmed, and the lines that could not be placed."""

    tell: Callable[[int], None]
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[LineError] = field(default_factory=list)

    def recount(self, moved: int) -> None:
        """Of those found unchanged, some changed all the same: not in their columns, in what they are tied to."""
        self.changed += moved
        self.unchanged -= moved

    def leave_out(self, fact: Fact, reason: str) -> None:
        self.errors.append(LineError(fact.line, reason))


def store(facts: Iterable[Fact], *, tell: Callable[[int], None]) -> Tally:
    """Write the facts of one file, inside the caller's transaction; `tell` hears how many are written."""
    tally = Tally(tell)
    kept = list(_once(facts, tally))
    _store_regions([fact for fact in kept if isinstance(fact, RegionFact)], tally)
    _store_departments([fact for fact in kept if isinstance(fact, DepartmentFact)], tally)
    _store_communes([fact for fact in kept if isinstance(fact, CommuneFact)], tally)
    _store_qpvs([fact for fact in kept if isinstance(fact, QpvFact)], tally)
    return tally


def _once(facts: Iterable[Fact], tally: Tally) -> Iterable[Fact]:
    """Each territory once; a second line that says otherwise is left out and told."""
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        first = seen.setdefault((type(fact), fact.code, getattr(fact, "kind", "")), fact)
        if first is fact:
            yield fact
        elif replace(fact, line=first.line) != first:
            tally.leave_out(fact, f"{fact.code} est déjà donné autrement plus haut ({first.line})")


def _store_regions(facts: list[RegionFact], tally: Tally) -> None:
    _upsert(Region, {(fact.code,): {"name": fact.name, "zone": fact.zone} for fact in facts}, tally)


def _store_departments(facts: list[DepartmentFact], tally: Tally) -> None:
    known = set(Region.objects.values_list("code", flat=True))
    rows: Rows = {}
    for fact in facts:
        if fact.region in known:
            rows[fact.code,] = {"name": fact.name, "region_id": fact.region, "zone": fact.zone}
        else:
            tally.leave_out(fact, f"la région {fact.region} n’est pas connue\u202f: importez aussi les régions")
    _upsert(Department, rows, tally)


def _store_communes(facts: list[CommuneFact], tally: Tally) -> None:
    if not facts:
        return
    known = set(Department.objects.values_list("code", flat=True))
    placed = []
    for fact in facts:
        if fact.department in known:
            placed.append(fact)
        else:
            tally.leave_out(
                fact, f"le département {fact.department} n’est pas connu\u202f: importez aussi les départements"
            )
    wholes = [fact for fact in placed if not fact.parent]
    written = _upsert(Commune, {(fact.code, fact.kind): _commune(fact) for fact in wholes}, tally)
    tally.recount(len(_revive(wholes) - written))
    _store_parts([fact for fact in placed if fact.parent], tally)
    _follow_mergers(placed, tally)


def _commune(fact: CommuneFact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "department_id": fact.department,
        "postal_codes": fact.postal_codes,
        "population": fact.population,
        "former_codes": fact.former_codes,
        "longitude": fact.longitude,
        "latitude": fact.latitude,
    }


def _store_parts(facts: list[CommuneFact], tally: Tally) -> None:
    """Arrondissements and merged communes, each tied to the commune of today."""
    wholes = _wholes()
    rows: Rows = {}
    for fact in facts:
        if fact.parent in wholes:
            rows[fact.code, fact.kind] = _commune(fact) | {"parent_id": wholes[fact.parent]}
        else:
            tally.leave_out(fact, f"la commune {fact.parent}, dont elle dépend, n’est pas connue")
    _upsert(Commune, rows, tally)


def _wholes() -> dict[str, int]:
    return dict(Commune.objects.filter(kind=Commune.Kind.COMMUNE).values_list("code", "pk"))


def _revive(wholes: list[CommuneFact]) -> set[Key]:
    """A merged commune that the file gives as one of today's stands alone again; returns the keys of these."""
    given = {fact.code for fact in wholes}
    merged = Commune.objects.filter(kind=Commune.Kind.COMMUNE, parent__isnull=False)
    revived = {(code, kind): pk for pk, code, kind in merged.values_list("pk", "code", "kind") if code in given}
    Commune.objects.filter(pk__in=revived.values()).update(parent=None)
    return set(revived)


def _follow_mergers(facts: list[CommuneFact], tally: Tally) -> None:
    """A commune that the file no longer gives, but says is merged, keeps its row and gains a parent."""
    wholes = _wholes()
    alive = {fact.code for fact in facts if not fact.parent}
    merged = {fact.code: fact.parent for fact in facts if fact.kind != Commune.Kind.ARRONDISSEMENT and fact.parent}
    merged |= {old: fact.code for fact in facts for old in (fact.former_codes or "").split()}
    for old, new in merged.items():
        if old in wholes and old != new and old not in alive and new in wholes:
            tally.changed += _end(wholes[old], wholes[new])


def _end(old: int, new: int) -> int:
    """Tie an ended commune to the one that absorbed it, and its neighbourhoods too; 1 if it was not yet."""
    ended = Commune.objects.filter(pk=old).exclude(parent_id=new).update(parent_id=new)
    for qpv in Qpv.objects.filter(communes=old):
        qpv.communes.add(new)
        qpv.communes.remove(old)
    return ended


def _store_qpvs(facts: list[QpvFact], tally: Tally) -> None:
    if not facts:
        return
    departments = set(Department.objects.values_list("code", flat=True))
    placed = set(Qpv.objects.exclude(longitude=None).values_list("code", flat=True))
    place = _communes_of(facts)
    rows: Rows = {}
    links: dict[str, set[int]] = {}
    for fact in facts:
        if qpv_department(fact.code) not in departments:
            tally.leave_out(fact, f"le département du quartier {fact.code} n’est pas connu")
            continue
        try:
            links[fact.code] = place(fact)
        except ValueError as unknown:
            tally.leave_out(fact, f"{fact.code}\u202f: {unknown}")
        else:
            rows[fact.code,] = _qpv(fact, keep_point=fact.point_is_computed and fact.code in placed)
    written = _upsert(Qpv, rows, tally)
    tally.recount(len([code for code in _link(links) if (code,) not in written]))


def _communes_of(facts: list[QpvFact]) -> Callable[[QpvFact], set[int]]:
    """The primary keys of a neighbourhood's communes, by their codes, else by their names.

    Raises ValueError, in French, for one that is not known."""
    index = commune_index()
    names = CommuneNames() if any(fact.commune_names for fact in facts) else None

    def place(fact: QpvFact) -> set[int]:
        if names and fact.commune_names:
            return names.read(fact.commune_names, department=qpv_department(fact.code))
        if unknown := [code for code in fact.communes if code not in index]:
            raise ValueError(f"commune inconnue ({', '.join(unknown)})")
        return {index[code] for code in fact.communes}

    return place


def _qpv(fact: QpvFact, *, keep_point: bool) -> dict[str, Any]:
    return {
        "name": fact.name,
        "generation": qpv_generation(fact.code),
        "department_id": qpv_department(fact.code),
        "longitude": None if keep_point else fact.longitude,
        "latitude": None if keep_point else fact.latitude,
    }


def _link(links: dict[str, set[int]]) -> set[str]:
    """Make the communes of each neighbourhood those given; returns the neighbourhoods where that changed."""
    through = Qpv.communes.through
    stored = set(through.objects.values_list("qpv_id", "commune_id"))
    wanted = {(code, commune) for code, communes in links.items() for commune in communes}
    gone = {pair for pair in stored if pair[0] in links} - wanted
    through.objects.bulk_create([through(qpv_id=code, commune_id=pk) for code, pk in sorted(wanted - stored)])
    for code, commune in gone:
        through.objects.filter(qpv_id=code, commune_id=commune).delete()
    return {code for code, _ in (wanted - stored) | gone}


def _upsert(model: type[Model], rows: Rows, tally: Tally) -> set[Key]:
    """Create or change rows by their key; a None keeps what is stored. Returns the keys written."""
    if not rows:
        return set()
    key = ("code", "kind") if model is Commune else ("code",)
    fields = tuple(next(iter(rows.values())))
    stored = {tuple(row[k] for k in key): row for row in model._default_manager.values(*key, *fields)}
    changed = []
    for at, values in rows.items():
        given = {name: value for name, value in values.items() if value is not None}
        before = stored.get(at)
        if before and all(before[name] == value for name, value in given.items()):
            tally.unchanged += 1
            continue
        tally.created += before is None
        tally.changed += before is not None
        changed.append(at)
        stored[at] = dict(zip(key, at, strict=True)) | (before or {}) | given
    _write(model, key, fields, [stored[at] for at in changed], tally)
    return set(changed)


def _write(model: type[Model], key: Key, fields: Key, rows: list[dict[str, Any]], tally: Tally) -> None:
    """One statement a batch, the same on both engines (INSERT … ON CONFLICT … DO UPDATE)."""
    for start in range(0, len(rows), BATCH):
        instances = [model(**row) for row in rows[start : start + BATCH]]
        for instance in instances:
            instance.search_text = instance.folded()  # type: ignore[attr-defined]  # every model here is a Territory
        model._default_manager.bulk_create(
            instances,
            update_conflicts=True,
            unique_fields=key,
            update_fields=[*fields, "search_text"],
        )
        tally.tell(min(start + BATCH, len(rows)))
