"""What could go wrong with an association: a list of people to call. Nothing here decides anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from signatories.following.signs import silent
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message, MessageSubject
from signatories.people.actors import Actor
from signatories.signatures.duplicates import IN_FORCE
from signatories.signatures.models import Mandate, Signature

ORGANISATION = Organisation._meta.label_lower
REMEMBERED = timedelta(days=180)  # a refusal that nobody met again since says nothing of today


def without_contact(actor: Actor) -> QuerySet[Organisation]:
    """Those whose last contact person left, since `left_at`."""
    of_it = Membership.objects.filter(organisation=OuterRef("pk"))
    left = of_it.order_by().values("organisation").annotate(last=Max("ended_at")).values("last")
    return _standing(actor).filter(~Exists(of_it.current()), Exists(of_it)).annotate(left_at=Subquery(left))


def past_elections(actor: Actor) -> QuerySet[Mandate]:
    """Mandates in use whose next election was planned for a month that is over."""
    current = Mandate.objects.filter(ended_at=None, next_election__lt=timezone.localdate().replace(day=1))
    seen = Signature.objects.visible_to(actor).filter(status__in=IN_FORCE)
    return current.filter(signature__in=seen).select_related("signature__organisation__commune")


def unheard(actor: Actor) -> QuerySet[Any]:
    return silent(Organisation.objects.visible_to(actor)).select_related("commune")


@dataclass(frozen=True)
class Refused:
    """The last mail that each association's server refused, at an address that is still the one it gave."""

    mails: QuerySet[Message]
    whose: dict[UUID, Organisation]  # by mail


def refused_addresses(actor: Actor) -> Refused:
    """Three queries, whatever their number."""
    since = timezone.now() - REMEMBERED
    failed = Message.objects.filter(state=Message.State.FAILED, created_at__gte=since)
    left_since = Message.objects.filter(
        to=OuterRef("message__to"), state=Message.State.SENT, created_at__gt=OuterRef("message__created_at")
    )
    named = MessageSubject.objects.filter(~Exists(left_since), message__in=failed, subject_type=ORGANISATION)
    mails = list(named.order_by("message__created_at").values_list("subject_id", "message_id", "message__to"))
    organisations = _with_addresses(actor, {key for key, _, _ in mails})
    last = {
        organisations[key]: mail
        for key, mail, to in mails
        if key in organisations and to.lower() in _addresses(organisations[key])
    }
    whose = {mail: organisation for organisation, mail in last.items()}
    return Refused(Message.objects.filter(pk__in=[*whose]).defer("text", "html"), whose)


def other_failures() -> QuerySet[Message]:
    """Mails that failed and were about no association."""
    named = MessageSubject.objects.filter(message=OuterRef("pk"), subject_type=ORGANISATION)
    return Message.objects.filter(~Exists(named), state=Message.State.FAILED).defer("text", "html")


def _with_addresses(actor: Actor, keys: Iterable[str]) -> dict[str, Organisation]:
    contacts = Prefetch("memberships", Membership.objects.current().select_related("user"), to_attr="contacts_now")
    seen = _standing(actor).filter(pk__in=keys).prefetch_related(contacts)
    return {str(each.pk): each for each in seen}


def _addresses(organisation: Organisation) -> set[str]:
    contacts: list[Membership] = organisation.contacts_now  # type: ignore[attr-defined]  # named just above
    return {organisation.contact_email.lower(), *(contact.user.email.lower() for contact in contacts)}


def _standing(actor: Actor) -> QuerySet[Organisation]:
    signed = Signature.objects.standing().filter(organisation=OuterRef("pk"))
    return Organisation.objects.visible_to(actor).filter(Exists(signed)).select_related("commune")
