"""What the list of mails may be asked."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from qpv_charter.toolkit.filters import Filters, choice, search
from qpv_charter.toolkit.lists import Place
from signatories.outbox.models import Message


def sent_to(mails: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Those whose recipient's address holds what is typed. Subjects are not searched: some hold a code."""
    return mails.filter(to__icontains=typed)


@dataclass(frozen=True, kw_only=True)
class MailFilters(Filters):
    q: str = search("Adresse e-mail du destinataire", narrow=sent_to)
    state: str = choice(
        "etat",
        "État",
        [(state.value, state.label.capitalize()) for state in Message.State],
        narrow=lambda mails, state: mails.filter(state=state),
        everything="Tous les états",
    )


class Mails(Place[MailFilters]):
    asks, route = MailFilters, "outbox:list"
    counted = ("e-mail", "e-mails")
    nothing, everything = "Aucun e-mail ne répond à ces filtres", "Voir tous les e-mails"
