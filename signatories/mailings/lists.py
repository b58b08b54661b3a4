"""What the lists of messages and of their recipients may be asked."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from qpv_charter.toolkit.filters import Filters, asked, choice, search
from qpv_charter.toolkit.lists import Place
from signatories.mailings.models import Mailing, Outcome


def capitalised(choices: Any) -> list[tuple[str, str]]:
    return [(each.value, str(each.label).capitalize()) for each in choices]


def with_words(mailings: QuerySet[Any], typed: str) -> QuerySet[Any]:
    return mailings.filter(subject__icontains=typed)


def uuid_of(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True)
class MailingFilters(Filters):
    q: str = search("Mots de l’objet", narrow=with_words)
    state: str = choice(
        "etat",
        "État",
        capitalised(Mailing.State),
        narrow=lambda mailings, state: mailings.filter(state=state),
        everything="Tous les états",
    )


class Mailings(Place[MailingFilters]):
    asks, route, size = MailingFilters, "mailings:list", 25
    counted = ("message", "messages")
    nothing, everything = "Aucun message ne répond à ces filtres", "Voir tous les messages"


@dataclass(frozen=True, kw_only=True)
class RecipientFilters(Filters):
    q: str = search("Adresse, ou nom d’une association", narrow=lambda rows, typed: rows.naming(typed))
    outcome: str = choice(
        "etat",
        "État",
        capitalised(Outcome),
        narrow=lambda rows, outcome: rows.filter(outcome=outcome),
        everything="Tous les états",
    )
    mailing: UUID | None = asked(
        "message",
        "Message",
        read=uuid_of,
        narrow=lambda rows, key: rows.filter(mailing=key),
        say=lambda _: "un seul message",
        refusal="le message",
    )


class Recipients(Place[RecipientFilters]):
    asks, route, size = RecipientFilters, "mailings:recipients", 50
    counted = ("adresse", "adresses")
    nothing, everything = "Aucune adresse ne répond à ces filtres", "Voir toutes les adresses"
