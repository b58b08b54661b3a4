"""Associations that no mail reaches: their last contact person left, or a server refused their address."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from signatories.organisations.models import Membership, Organisation
from signatories.organisations.queries import correspondents_seen, with_contacts
from signatories.outbox.models import Message, MessageSubject
from signatories.signatures.models import Signature

ORGANISATION = Organisation._meta.label_lower
REMEMBERED = timedelta(days=180)  # a refusal that nobody met again since says nothing of today


def without_contact(organisations: QuerySet[Any]) -> QuerySet[Any]:
    """Those whose last contact person left, since `left_at`, and whose signature stands."""
    of_it = Membership.objects.filter(organisation=OuterRef("pk"))
    left = of_it.order_by().values("organisation").annotate(last=Max("ended_at")).values("last")
    alone = standing(organisations).filter(~Exists(of_it.current()), Exists(of_it))
    since: QuerySet[Any] = alone.annotate(left_at=Subquery(left))
    return since


def with_refused_address(organisations: QuerySet[Any]) -> QuerySet[Any]:
    return organisations.filter(pk__in=[organisation.pk for organisation in last_refusals(organisations)])


def last_refusals(organisations: QuerySet[Any]) -> dict[Organisation, Any]:
    """The key of the last mail that each association's server refused, at an address that is still the one it gave
    and that took none since (3 queries, whatever their number)."""
    since = timezone.now() - REMEMBERED
    failed = Message.objects.filter(state=Message.State.FAILED, created_at__gte=since)
    left_since = Message.objects.filter(
        to=OuterRef("message__to"), state=Message.State.SENT, created_at__gt=OuterRef("message__created_at")
    )
    named = MessageSubject.objects.filter(~Exists(left_since), message__in=failed, subject_type=ORGANISATION)
    mails = list(named.order_by("message__created_at").values_list("subject_id", "message_id", "message__to"))
    theirs = _with_addresses(organisations, {key for key, _, _ in mails})
    return {
        theirs[key]: mail for key, mail, to in mails if key in theirs and to.lower() in _addresses(theirs[key])
    }


def standing(organisations: QuerySet[Any]) -> QuerySet[Any]:
    signed = Signature.objects.standing().filter(organisation=OuterRef("pk"))
    theirs: QuerySet[Any] = organisations.filter(Exists(signed)).select_related("commune")
    return theirs


def _with_addresses(organisations: QuerySet[Any], keys: Iterable[str]) -> dict[str, Organisation]:
    seen = standing(organisations).filter(pk__in=keys).prefetch_related(with_contacts())
    return {str(each.pk): each for each in seen}


def _addresses(organisation: Organisation) -> set[str]:
    reached = {each.address.lower() for each in correspondents_seen(organisation)}
    return reached | {organisation.contact_email.lower()}
