"""Associations that no mail reaches any more: a server refused their address."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from signatories.following.models import FollowedQuerySet
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message, MessageSubject

ORGANISATION = Organisation._meta.label_lower
REMEMBERED = timedelta(days=180)  # a refusal that nobody met again since says nothing of today


def with_refused_address(followed: FollowedQuerySet) -> FollowedQuerySet:
    return followed.filter(pk__in=[*last_refusals(followed)])


def last_refusals(followed: FollowedQuerySet) -> dict[UUID, Any]:
    """Of each of these associations whose signature stands, the key of the last mail that a server refused, at an
    address that is still the one it gave and that took none since (3 queries, whatever their number)."""
    refused = [*_refused()]
    addresses = _addresses(followed, {key for key, _, _ in refused})
    return {key: mail for key, mail, to in refused if to in addresses.get(key, ())}


def _refused() -> Iterable[tuple[UUID, Any, str]]:
    """An association, a mail about it that failed, and to whom; the last one last."""
    since = timezone.now() - REMEMBERED
    failed = Message.objects.filter(state=Message.State.FAILED, created_at__gte=since)
    left_since = Message.objects.filter(
        to=OuterRef("message__to"), state=Message.State.SENT, created_at__gt=OuterRef("message__created_at")
    )
    named = MessageSubject.objects.filter(~Exists(left_since), message__in=failed, subject_type=ORGANISATION)
    mails = named.order_by("message__created_at").values_list("subject_id", "message_id", "message__to")
    return ((UUID(key), mail, to.lower()) for key, mail, to in mails)


def _addresses(followed: FollowedQuerySet, keys: Collection[UUID]) -> dict[UUID, set[str]]:
    """Those of its people, and that of its paper."""
    some = followed.filter(pk__in=keys, is_standing=True).order_by()
    found = {key: {paper.lower()} for key, paper in some.values_list("pk", "organisation__contact_email")}
    people = Membership.objects.current().filter(organisation__in=found)
    for key, address in people.values_list("organisation", "user__email"):
        found[key].add(address.lower())
    return found
