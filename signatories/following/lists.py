"""What the team asks of its associations: filters that are addresses, to be kept or sent."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from qpv_charter.toolkit.filters import Filters, asked, choice, search
from qpv_charter.toolkit.identifiers import as_number
from qpv_charter.toolkit.lists import Place
from qpv_charter.toolkit.search import ARTICLES, MAX_WORDS
from qpv_charter.toolkit.text import fold
from signatories.following.models import SILENCE, Followed, FollowedQuerySet
from signatories.following.places import GROUPS, Group
from signatories.organisations.models import Membership, Network, Organisation, Theme
from signatories.organisations.queries import network_of, theme_of
from signatories.signatures.models import Mandate, Status
from signatories.tags.models import Tag, Tagging
from signatories.tags.queries import tag_of
from signatories.territories.models import Department
from signatories.territories.queries import department_of

Rows = FollowedQuerySet
UNSIGNED = "aucune"
QUARTER = timedelta(days=90)
STATES = [
    *((status.value, status.label.split(",")[0].capitalize()) for status in Status),
    (UNSIGNED, "Sans signature"),
]
KNOWN, UNKNOWN, PAST = "connu", "inconnu", "passe"
MANDATES = [(KNOWN, "Connu"), (UNKNOWN, "Inconnu"), (PAST, "Après son élection")]
SIGNS = [("recent", "Depuis trois mois"), ("ancien", "Plus de trois mois"), ("silence", "Plus d’un an")]
NOBODY, REFUSED = "personne", "refuse"
CONTACTS = [(NOBODY, "Plus personne"), (REFUSED, "Adresse refusée")]


def found(followed: Rows, typed: str) -> Rows:
    """Those that hold every word, in their name, acronym, address or commune, or in the name or the address of
    somebody who looks after them or signed; or that bear the official number typed."""
    if number := as_number(typed):
        return followed.filter(search_text__contains=f" {number.lower()}")
    for word in _words(typed):
        followed = _holding(followed, word)
    return followed


def in_state(followed: Rows, state: str) -> Rows:
    """By their last signature; one that is published stays so while what it signed since waits to be read."""
    if state == Status.PUBLISHED:
        return followed.published()
    return followed.filter(status="" if state == UNSIGNED else state)


def in_department(followed: Rows, department: Department) -> Rows:
    return followed.filter(department=department)


def by_mandate(followed: Rows, what: str) -> Rows:
    """By the mandate in use of a signature that stands."""
    return followed.filter(is_past() if what == PAST else Q(knows_mandate=what == KNOWN))


def is_past() -> Q:
    """The election of a mandate in use was planned for a month that is over."""
    return Q(next_election__lt=timezone.localdate().replace(day=1))


def by_sign(followed: Rows, when: str) -> Rows:
    now = timezone.now()
    if when == "recent":
        return followed.filter(heard_at__gte=now - QUARTER)
    return followed.unheard_since(now - (SILENCE if when == "silence" else QUARTER))


def by_contact(followed: Rows, what: str) -> Rows:
    return followed.without_contact() if what == NOBODY else followed.with_refused_address()


def in_group(followed: Rows, group: Group) -> Rows:
    return group.narrow(followed)


def group_of(slug: str) -> Group | None:
    return next((group for group in GROUPS.gather() if group.slug == slug), None)


@dataclass(frozen=True, kw_only=True)
class AssociationFilters(Filters):
    q: str = search("Nom, sigle, personne, adresse, commune ou numéro", narrow=found)
    state: str = choice("etat", "État", STATES, narrow=in_state, everything="Tous les états")
    mandate: str = choice("mandat", "Mandat", MANDATES, narrow=by_mandate, everything="Tous les mandats")
    sign: str = choice("signe", "Dernier signe", SIGNS, narrow=by_sign, everything="Quel qu’il soit")
    contact: str = choice("contact", "Contact", CONTACTS, narrow=by_contact, everything="Joignable ou non")
    department: Department | None = asked(
        "departement",
        "Département",
        read=department_of,
        narrow=in_department,
        write=lambda department: department.code,
        refusal="le département",
    )
    network: Network | None = asked(
        "reseau",
        "Réseau",
        read=network_of,
        narrow=lambda rows, network: rows.filter(pk__in=_tied(Organisation.networks, network=network)),
        write=lambda network: network.slug,
        refusal="le réseau",
    )
    theme: Theme | None = asked(
        "theme",
        "Thème",
        read=theme_of,
        narrow=lambda rows, theme: rows.filter(pk__in=_tied(Organisation.themes, theme=theme)),
        write=lambda theme: theme.slug,
        refusal="le thème",
    )
    tag: Tag | None = asked(
        "etiquette",
        "Étiquette",
        read=tag_of,
        narrow=lambda rows, tag: rows.filter(pk__in=Tagging.objects.filter(tag=tag).values("organisation")),
        write=lambda tag: tag.key,
        refusal="l’étiquette",
    )
    group: Group | None = asked(
        "groupe",
        "Groupe",
        read=group_of,
        narrow=in_group,
        write=lambda group: group.slug,
        refusal="le groupe",
    )


class Associations(Place[AssociationFilters]):
    asks, route, size = AssociationFilters, "following:list", 25
    counted = ("association", "associations")
    nothing, everything = "Aucune association ne répond à ces filtres", "Voir toutes les associations"
    orders = {"signe": ("heard_at", "pk"), "nom": ("name_key", "pk")}


@dataclass(frozen=True)
class Audience:
    """Those that an address of the list asks for: in the words of its filters, and where they are listed."""

    words: list[str]
    href: str


def filters_of(query: str) -> AssociationFilters | None:
    """What an audience asks; None for nothing, and where a word of it means nothing any more: less asked would be
    more associations."""
    asked = QueryDict(query.removeprefix("?"))
    filters = AssociationFilters.read(asked)
    understood = AssociationFilters.typed(asked).keys() == filters.values().keys()
    return filters if filters.any and understood else None


def audience_of(query: str) -> Audience | None:
    filters = filters_of(query)
    if filters is None:
        return None
    return Audience([filters.said(name) for name in filters.values()], Associations(filters=filters).href())


def _tied(field: Any, **to: Network | Theme) -> QuerySet[Any, Any]:
    """The associations of a network or of a theme, by the ties alone."""
    ties: QuerySet[Any, Any] = field.through.objects.filter(**to).values("organisation")
    return ties


def _words(typed: str) -> list[str]:
    """As they were typed, without articles: addresses are not folded in the database."""
    words = typed.replace("’", " ").replace("'", " ").split()[:MAX_WORDS]
    return [word for word in words if not ARTICLES.issuperset(fold(word).split())] or words


def _holding(followed: Rows, word: str) -> Rows:
    """By its record, its people, or who signed: each along its own index; "one or the other" would read all."""
    record = Q(search_text__contains=word.lower()) if "@" in word else _folded("search_text", word)
    records = Followed.objects.filter(record).order_by().values("pk")
    hers = Q(user__email__icontains=word) | _folded("user__name_key", word)
    people = Membership.objects.current().filter(hers).order_by().values("organisation")
    signers = Mandate.objects.filter(_folded("signer_key", word)).order_by().values("signature__organisation")
    return followed.filter(pk__in=records.union(people, signers))


def _folded(field: str, word: str) -> Q:
    """None of the rows, for a word of which nothing is left once it is folded."""
    return Q(*(Q(**{f"{field}__contains": part}) for part in fold(word).split())) or Q(pk=None)
