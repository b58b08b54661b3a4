"""What the team's lists may be asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet

from qpv_charter.toolkit.filters import Filters, choice, search
from qpv_charter.toolkit.lists import Place
from qpv_charter.toolkit.search import matching
from signatories.moderation.models import same_number, unanswered_questions, unread_replies
from signatories.signatures.models import Status
from signatories.signatures.models.signatures import SignatureQuerySet

AWAITING, ALL = "a-relire", "toutes"
TOGETHER = "ensemble"  # the reading from which several are published
ANSWERED, UNANSWERED, TWINS = "reponses", "sans-reponse", "meme-numero"
STATES = [
    (AWAITING, "À relire"),
    (ANSWERED, "Avec un message à lire"),
    (UNANSWERED, "Sans réponse à l’équipe"),
    (TWINS, "Avec le numéro d’une autre"),
    *((status.value, status.label.split(",")[0].capitalize()) for status in Status),
    (ALL, "Tous les états"),
]


def named(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Those whose association's name holds the words typed."""
    return matching(rows, typed, field="organisation__name_key")


NARROWED: dict[str, Callable[[SignatureQuerySet], SignatureQuerySet]] = {
    AWAITING: SignatureQuerySet.awaiting_review,
    ANSWERED: lambda signatures: signatures.filter(pk__in=unread_replies().values("signature")),
    UNANSWERED: lambda signatures: signatures.filter(pk__in=unanswered_questions().values("signature")),
    TWINS: same_number,
}


def in_state(signatures: SignatureQuerySet, state: str) -> SignatureQuerySet:
    """Those in a state; "a-relire" for all that wait for a review. What was written is kept to those that the list
    holds."""
    if narrow := NARROWED.get(state):
        return narrow(signatures)
    return signatures if state == ALL else signatures.apart().filter(status=state)


@dataclass(frozen=True, kw_only=True)
class QueueFilters(Filters):
    state: str = choice("etat", "État", STATES, narrow=in_state, usual=AWAITING)
    q: str = search("Nom de l’association", narrow=named)


class Queue(Place[QueueFilters]):
    asks, route, size = QueueFilters, "moderation:queue", 25
    counted = ("signature", "signatures")
    nothing, everything = "Aucune signature ne répond à ces filtres", "Revenir aux signatures à relire"
    readings: ClassVar[dict[str, str]] = {
        "une": "Les relire une par une",
        TOGETHER: "En publier plusieurs à la fois",
    }


@dataclass(frozen=True, kw_only=True)
class JoinFilters(Filters):
    q: str = search("Nom de l’association", narrow=named)


class Joins(Place[JoinFilters]):
    asks, route, size = JoinFilters, "moderation:joins", 25
    counted = ("demande", "demandes")
    nothing, everything = "Aucune demande ne répond à cette recherche", "Voir toutes les demandes"


@dataclass(frozen=True, kw_only=True)
class ChangeFilters(Filters):
    q: str = search("Nom de l’association", narrow=named)


class Changes(Place[ChangeFilters]):
    asks, route, size = ChangeFilters, "moderation:changes", 25
    counted = ("changement", "changements")
    nothing, everything = "Aucun changement ne répond à cette recherche", "Voir tous les changements"
