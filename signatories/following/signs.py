"""When somebody last heard of an association."""

from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from signatories.history.models import Event
from signatories.moderation.models import Exchange
from signatories.organisations.models import Membership, Organisation
from signatories.signatures.models import Mandate, Signature

SILENCE = timedelta(days=365)


def with_last_sign(organisations: QuerySet[Organisation]) -> QuerySet[Any]:
    """Each with `heard_at`, the last of: its signature, its mandate, a message to the team, what its people did in
    its name, and their last visit. Of a record that gave none of these, the day when it was created."""
    here = OuterRef("pk")
    replies = Exchange.objects.filter(kind__in=Exchange.SIGNS_OF_LIFE)
    signs = [
        _last(Signature.objects.filter(organisation=here), "confirmed_at"),
        _last(Mandate.objects.filter(signature__organisation=here), "created_at"),
        _last(replies.filter(signature__organisation=here), "at"),
        _last(Event.objects.filter(acts_for=here), "at"),
        _last(Event.objects.filter(acts_for__in=_joined_into(here)), "at"),
        _last(Membership.objects.current().filter(organisation=here), "user__last_login"),
    ]
    return organisations.annotate(heard_at=Greatest(*(Coalesce(sign, "created_at") for sign in signs)))


def silent(organisations: QuerySet[Organisation]) -> QuerySet[Any]:
    """Published ones that nobody has heard of for a year."""
    published = organisations.filter(pk__in=Signature.objects.published().values("organisation"))
    return with_last_sign(published).filter(heard_at__lt=timezone.now() - SILENCE)


def _joined_into(organisation: OuterRef) -> "QuerySet[Any, Any]":
    """What was done in the name of a record is done, once it was joined, in that of the one that is kept."""
    return Organisation.objects.filter(joined_into=OuterRef(organisation)).values("pk")


def _last(rows: "QuerySet[Any]", moment: str) -> Subquery:
    return Subquery(rows.order_by(F(moment).desc(nulls_last=True)).values(moment)[:1])
