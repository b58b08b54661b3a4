"""What the team asks of its associations: filters that are addresses, to be kept or sent."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from qpv_charter.toolkit.filters import Filters, asked, choice, search
from qpv_charter.toolkit.identifiers import as_number
from qpv_charter.toolkit.lists import Place
from qpv_charter.toolkit.search import ARTICLES, MAX_WORDS
from qpv_charter.toolkit.text import fold
from signatories.following.contacts import with_refused_address, without_contact
from signatories.following.places import GROUPS, Group
from signatories.following.signs import SILENCE, unheard_since
from signatories.organisations.models import Membership, Network, Theme
from signatories.organisations.queries import network_of, theme_of
from signatories.signatures.models import Mandate, Status
from signatories.tags.models import Tag
from signatories.tags.queries import tag_of
from signatories.territories.models import Department
from signatories.territories.queries import department_of

Rows = QuerySet[Any]
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
NUMBERS = ("rna", "siren", "siret", "doubtful_rna", "doubtful_siren")
FOLDED = ("name_key", "commune__search_text")  # folded in the database
TYPED = ("acronym", "address", "contact_email", "public_email", "commune_typed")


def found(organisations: Rows, typed: str) -> Rows:
    """Those that hold every word, in their name, acronym, address or commune, or in the name or the address of
    somebody who looks after them or signed; or that bear the official number typed."""
    if number := as_number(typed):
        starts = [Q(**{f"{field}__startswith": number.upper()}) for field in NUMBERS]
        return organisations.filter(_any(starts))
    for word in _words(typed):
        organisations = organisations.filter(_holding(word))
    return organisations


def in_state(organisations: Rows, state: str) -> Rows:
    """By their last signature."""
    return organisations.filter(status=None if state == UNSIGNED else state)


def in_department(organisations: Rows, department: Department) -> Rows:
    return organisations.filter(commune__department=department)


def by_mandate(organisations: Rows, what: str) -> Rows:
    """By the mandate in use of a signature that stands."""
    current = Mandate.objects.filter(signature__organisation=OuterRef("pk"), ended_at=None)
    current = current.exclude(signature__status=Status.WITHDRAWN)
    if what == PAST:
        return organisations.filter(Exists(current.filter(next_election__lt=timezone.localdate().replace(day=1))))
    known = Exists(current.exclude(decided_by=""))
    return organisations.filter(known if what == KNOWN else ~known)


def by_sign(organisations: Rows, when: str) -> Rows:
    now = timezone.now()
    if when == "recent":
        return organisations.filter(heard_at__gte=now - QUARTER)
    return unheard_since(organisations, now - (SILENCE if when == "silence" else QUARTER))


def by_contact(organisations: Rows, what: str) -> Rows:
    return without_contact(organisations) if what == NOBODY else with_refused_address(organisations)


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
        narrow=lambda rows, network: rows.filter(networks=network),
        write=lambda network: network.slug,
        refusal="le réseau",
    )
    theme: Theme | None = asked(
        "theme",
        "Thème",
        read=theme_of,
        narrow=lambda rows, theme: rows.filter(themes=theme),
        write=lambda theme: theme.slug,
        refusal="le thème",
    )
    tag: Tag | None = asked(
        "etiquette",
        "Étiquette",
        read=tag_of,
        narrow=lambda rows, tag: rows.filter(taggings__tag=tag),
        write=lambda tag: tag.key,
        refusal="l’étiquette",
    )
    group: Group | None = asked(
        "groupe",
        "Groupe",
        read=group_of,
        narrow=lambda rows, group: group.narrow(rows),
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


def _words(typed: str) -> list[str]:
    """As they were typed, without articles: addresses are not folded in the database."""
    words = typed.replace("’", " ").replace("'", " ").split()[:MAX_WORDS]
    return [word for word in words if not ARTICLES.issuperset(fold(word).split())] or words


def _holding(word: str) -> Q:
    people = Membership.objects.current().filter(organisation=OuterRef("pk"))
    hers = Q(user__email__icontains=word) | _folded("user__name_key", word)
    signers = Mandate.objects.filter(_folded("signer_key", word), signature__organisation=OuterRef("pk"))
    return _any(
        [
            *(_folded(field, word) for field in FOLDED),
            *(Q(**{f"{field}__icontains": word}) for field in TYPED),
            Q(Exists(people.filter(hers))),
            Q(Exists(signers)),
        ]
    )


def _folded(field: str, word: str) -> Q:
    """None of the rows, for a word of which nothing is left once it is folded."""
    return Q(*(Q(**{f"{field}__contains": part}) for part in fold(word).split())) or Q(pk=None)


def _any(conditions: list[Q]) -> Q:
    one = Q(pk=None)
    for each in conditions:
        one |= each
    return one
