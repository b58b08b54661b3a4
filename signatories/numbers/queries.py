"""How many signatories there are, by what they are: of those that one animates, of all for the comité. Each number
is counted when it is asked for, and nothing is in the order of its size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from qpv_charter.toolkit.numbers import Number, number_of
from qpv_charter.toolkit.templatetags.toolkit import month
from signatories.following.lists import KNOWN, PAST, QUARTER, UNKNOWN, by_mandate
from signatories.following.signs import SILENCE, unheard_since
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.queries import how_many_by
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
    """Everything that the page, its file and its sheet say (12 queries)."""
    seen = seen_by(actor)
    given = Signature.objects.published().filter(organisation__in=seen.values("pk"))
    signed, every = given.count(), seen.count()
    tables = [
        Table("mois", "Signatures, par mois", "Mois", _numbers(_by_month(given)), BY_MONTH),
        Table("departement", "Par département du siège", "Département", _numbers(_by_department(seen), every)),
        Table("reseau", "Par réseau", "Réseau", _numbers(_by(seen, Network, "networks"), every), SEVERAL),
        Table("theme", "Par thème", "Thème", _numbers(_by(seen, Theme, "themes"), every), SEVERAL),
        Table("mandat", "Selon le mandat", "Mandat", _numbers(_by_mandate(seen), every), MANDATE),
        Table("silence", "Selon le dernier signe", "Dernier signe", _numbers(_by_sign(seen), every), SIGN),
    ]
    return Numbers(every, signed, [table for table in tables if table.numbers])


BY_MONTH = (
    "Une association qui a signé un texte, puis un autre, compte une fois pour chacun. Les mois sans signature ne "
    "sont pas écrits."
)
SEVERAL = "Une association peut compter plusieurs fois, ou aucune."
MANDATE = "Un mandat est connu quand on sait qui a décidé. Après son élection, il est compté dans les deux lignes."
SIGN = "Un silence n’est pas un reproche\u202f: c’est quelqu’un à appeler."


def seen_by(actor: Actor) -> QuerySet[Organisation]:
    """The signatories that the actor may count."""
    rows = Organisation.objects.filter(erased_at=None, pk__in=Signature.objects.published().values("organisation"))
    return rows if actor.reads_for_the_committee else rows.visible_to(actor)


def _numbers(counted: Iterable[tuple[str, int]], whole: int | None = None) -> list[Number]:
    """Bars are parts of a whole or, without one, of the longest."""
    found = list(counted)
    longest = max((count for _, count in found), default=0) if whole is None else whole
    return [number_of(name, count, whole=longest) for name, count in found]


def _by_month(given: QuerySet[Signature]) -> Iterator[tuple[str, int]]:
    """The first month first; those of which no month is known last (1 query)."""
    months = given.order_by().annotate(month=TruncMonth("signed_on")).values_list("month")
    counted: dict[date | None, int] = dict(months.annotate(Count("pk")))
    unknown = counted.pop(None, 0)
    yield from ((month(each), counted[each]) for each in sorted(each for each in counted if each))
    if unknown:
        yield NO_DATE, unknown


def _by_department(seen: QuerySet[Organisation]) -> Iterator[tuple[str, int]]:
    """In the order of names (2 queries)."""
    counted = dict(seen.order_by().values_list("commune__department").annotate(Count("pk")))
    unknown = counted.pop(None, 0)
    for each in sorted(Department.objects.filter(pk__in=counted), key=str):
        yield str(each), counted[each.pk]
    if unknown:
        yield NO_PLACE, unknown


def _by(seen: QuerySet[Organisation], model: type[Network] | type[Theme], way: str) -> Counted:
    """In the order of the model, its own (2 queries)."""
    counted = how_many_by(way, seen)
    return [(str(each), counted[each.pk]) for each in model._default_manager.filter(pk__in=counted)]


def _by_mandate(seen: QuerySet[Organisation]) -> Counted:
    """By the mandate in use of a signature that stands (3 queries)."""
    words = {KNOWN: "Connu", PAST: "Après son élection", UNKNOWN: "Inconnu"}
    return [(said, by_mandate(seen, what).count()) for what, said in words.items()]


def _by_sign(seen: QuerySet[Organisation]) -> Counted:
    """Those unheard of are told apart by what is not there, and counted; nobody's last sign is worked out (3
    queries)."""
    now = timezone.now()
    quarter, year = (unheard_since(seen, now - span).count() for span in (QUARTER, SILENCE))
    return [
        ("Moins de trois mois", seen.count() - quarter),
        ("De trois mois à un an", quarter - year),
        ("Plus d’un an", year),
    ]


def where(actor: Actor) -> str:
    """Which departments the numbers are of, by name; nothing for all of them (1 query at most)."""
    if actor.is_national or actor.reads_for_the_committee:
        return ""
    return ", ".join(sorted(map(str, Department.objects.filter(pk__in=actor.departments))))
