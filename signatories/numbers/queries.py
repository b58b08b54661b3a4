"""How many signatories there are, by what they are: of those that one animates, of all for the comité. Each number
is counted when it is asked for, and nothing is in the order of its size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from qpv_charter.toolkit.numbers import Number, number_of
from qpv_charter.toolkit.templatetags.toolkit import month
from signatories.following.lists import QUARTER, is_past
from signatories.following.models import SILENCE, Followed, FollowedQuerySet
from signatories.following.queries import how_many_in, how_many_of
from signatories.organisations.models import Network, Theme
from signatories.people.actors import Actor
from signatories.signatures.models import Signature
from signatories.territories.models import Department

NO_DATE, NO_PLACE = "Date inconnue", "Commune inconnue"
Counted = list[tuple[str, int]]


@dataclass(frozen=True)
class Table:
    """One question, its lines in their own order. `note` says how to read them."""

    key: str
    title: str
    what: str
    numbers: list[Number]
    note: str = ""


@dataclass(frozen=True)
class Numbers:
    signatories: int
    signatures: int
    tables: list[Table]


def numbers(actor: Actor) -> Numbers:
    """Everything that the page, its file and its sheet say (8 queries)."""
    seen = seen_by(actor)
    months = [*_by_month(actor)]
    found = _counts(seen)
    every = found["every"]
    tables = [
        Table("mois", "Signatures, par mois", "Mois", _numbers(months), BY_MONTH),
        Table("departement", "Par département du siège", "Département", _numbers(_by_department(seen), every)),
        Table("reseau", "Par réseau", "Réseau", _numbers(_by(seen, Network, "network"), every), SEVERAL),
        Table("theme", "Par thème", "Thème", _numbers(_by(seen, Theme, "theme"), every), SEVERAL),
        Table("mandat", "Selon le mandat", "Mandat", _numbers(_by_mandate(found), every), MANDATE),
        Table("silence", "Selon le dernier signe", "Dernier signe", _numbers(_by_sign(found), every), SIGN),
    ]
    return Numbers(every, sum(count for _, count in months), [table for table in tables if table.numbers])


BY_MONTH = (
    "Une association qui a signé un texte, puis un autre, compte une fois pour chacun. Les mois sans signature ne "
    "sont pas écrits."
)
SEVERAL = "Une association peut compter plusieurs fois, ou aucune."
MANDATE = "Un mandat est connu quand on sait qui a décidé. Après son élection, il est compté dans les deux lignes."
SIGN = "Un silence n’est pas un reproche\u202f: c’est quelqu’un à appeler."


def seen_by(actor: Actor) -> FollowedQuerySet:
    """The signatories that the actor may count."""
    return Followed.objects.published().filter(_counted(actor, "department")).order_by()


def _counted(actor: Actor, department: str) -> Q:
    """The rows that the actor may count; `department` is the way from a row to that of its head office."""
    return Q() if actor.reads_for_the_committee else actor.animated(department)


def _counts(seen: FollowedQuerySet) -> dict[str, int]:
    """Those of each kind, and all of them (1 query)."""
    now = timezone.now()
    kinds = {
        "known": Q(knows_mandate=True),
        "past": is_past(),
        "quarter": Q(heard_at__lt=now - QUARTER),
        "year": Q(heard_at__lt=now - SILENCE),
    }
    return seen.aggregate(every=Count("pk"), **{name: Count("pk", filter=kind) for name, kind in kinds.items()})


def _numbers(counted: Iterable[tuple[str, int]], whole: int | None = None) -> list[Number]:
    """Bars are parts of a whole or, without one, of the longest."""
    found = list(counted)
    longest = max((count for _, count in found), default=0) if whole is None else whole
    return [number_of(name, count, whole=longest) for name, count in found]


def _by_month(actor: Actor) -> Iterator[tuple[str, int]]:
    """The first month first; those of which no month is known last (1 query)."""
    hers = _counted(actor, "organisation__commune__department")
    given = Signature.objects.published().filter(hers).order_by()
    months = given.annotate(month=TruncMonth("signed_on")).values_list("month")
    counted: dict[date | None, int] = dict(months.annotate(Count("pk")))
    unknown = counted.pop(None, 0)
    yield from ((month(each), counted[each]) for each in sorted(each for each in counted if each))
    if unknown:
        yield NO_DATE, unknown


def _by_department(seen: FollowedQuerySet) -> Iterator[tuple[str, int]]:
    """In the order of names (2 queries)."""
    counted = how_many_in(seen)
    unknown = counted.pop(None, 0)
    for each in sorted(Department.objects.filter(pk__in=counted), key=str):
        yield str(each), counted[each.pk]
    if unknown:
        yield NO_PLACE, unknown


def _by(seen: FollowedQuerySet, model: type[Network] | type[Theme], what: str) -> Counted:
    """In the order of the model, its own (2 queries)."""
    counted = how_many_of(what, seen)
    return [(str(each), counted[each.pk]) for each in model._default_manager.filter(pk__in=counted)]


def _by_mandate(found: dict[str, int]) -> Counted:
    """By the mandate in use of a signature that stands."""
    return [
        ("Connu", found["known"]),
        ("Après son élection", found["past"]),
        ("Inconnu", found["every"] - found["known"]),
    ]


def _by_sign(found: dict[str, int]) -> Counted:
    return [
        ("Moins de trois mois", found["every"] - found["quarter"]),
        ("De trois mois à un an", found["quarter"] - found["year"]),
        ("Plus d’un an", found["year"]),
    ]


def where(actor: Actor) -> str:
    """Which departments the numbers are of, by name; nothing for all of them (1 query at most)."""
    if actor.is_national or actor.reads_for_the_committee:
        return ""
    return ", ".join(sorted(map(str, Department.objects.filter(pk__in=actor.departments))))
