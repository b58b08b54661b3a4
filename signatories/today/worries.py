"""What could go wrong with an association: a list of people to call. Nothing here decides anything."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from signatories.following.lists import is_past
from signatories.following.models import Followed, Refusal
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


def refused_addresses(actor: Actor) -> QuerySet[Any]:
    """Each with the moment of its last mail that was given up (`refused_at`)."""
    rows = Followed.objects.visible_to(actor).with_refused_address().select_related("organisation__commune")
    last = Refusal.objects.standing().filter(followed=OuterRef("pk")).order_by("-message__created_at")
    return rows.annotate(refused_at=Subquery(last.values("message__created_at")[:1]))


def other_failures() -> QuerySet[Message]:
    """Mails that failed and were about no association."""
    named = MessageSubject.objects.filter(message=OuterRef("pk"), subject_type=Organisation._meta.label_lower)
    return Message.objects.filter(~Exists(named), state=Message.State.FAILED).defer("text", "html")
