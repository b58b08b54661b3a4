"""What could go wrong with an association: a list of people to call. Nothing here decides anything."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from signatories.following.contacts import ORGANISATION, last_refusals
from signatories.following.lists import is_past
from signatories.following.models import Followed
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message, MessageSubject
from signatories.people.actors import Actor


def without_contact(actor: Actor) -> QuerySet[Any]:
    return Followed.objects.visible_to(actor).without_contact().select_related("organisation__commune")


def past_elections(actor: Actor) -> QuerySet[Any]:
    """Those that the list finds: the election of a mandate in use was planned for a month that is over."""
    return Followed.objects.visible_to(actor).filter(is_past()).select_related("organisation__commune")


def unheard(actor: Actor) -> QuerySet[Any]:
    return Followed.objects.visible_to(actor).silent().select_related("organisation__commune")


@dataclass(frozen=True)
class Refused:
    """The last mail that each association's server refused, at an address that is still the one it gave."""

    mails: QuerySet[Message]
    whose: dict[UUID, Organisation]  # by mail


def refused_addresses(actor: Actor) -> Refused:
    """Four queries, whatever their number."""
    refusals = last_refusals(Followed.objects.visible_to(actor))
    organisations = Organisation.objects.select_related("commune").in_bulk([*refusals])
    whose = {mail: organisations[key] for key, mail in refusals.items()}
    return Refused(Message.objects.filter(pk__in=[*whose]).defer("text", "html"), whose)


def other_failures() -> QuerySet[Message]:
    """Mails that failed and were about no association."""
    named = MessageSubject.objects.filter(message=OuterRef("pk"), subject_type=ORGANISATION)
    return Message.objects.filter(~Exists(named), state=Message.State.FAILED).defer("text", "html")
