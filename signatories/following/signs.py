"""When somebody last heard of an association."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from signatories.history.models import Event
from signatories.moderation.models import Exchange
from signatories.organisations.models import Membership, Organisation
from signatories.signatures.models import Mandate, Signature


def with_last_sign(organisations: QuerySet[Organisation]) -> QuerySet[Any]:
    """Each with `heard_at`, the last of: its signature, its mandate, a message to the team, what its people did in
    its name, their last visit, and the day when its record was created."""
    last = (Coalesce(_last(rows, moment), "created_at") for rows, moment in _signs())
    return organisations.annotate(heard_at=Greatest(*last, "created_at"))


def _signs() -> "list[tuple[QuerySet[Any], str]]":
    """Those of one association, each with the field that says when."""
    here = OuterRef("pk")
    replies = Exchange.objects.filter(kind__in=Exchange.SIGNS_OF_LIFE)
    return [
        (Signature.objects.filter(organisation=here), "confirmed_at"),
        (Mandate.objects.filter(signature__organisation=here), "created_at"),
        (replies.filter(signature__organisation=here), "at"),
        (Event.objects.filter(acts_for=here), "at"),
        (_joined_into(here), "acted_at"),
        (Membership.objects.current().filter(organisation=here), "user__last_login"),
    ]


def _joined_into(organisation: OuterRef) -> "QuerySet[Any]":
    """What was done in the name of a record is done, once it was joined, in that of the one that is kept. They are
    few, and told apart first: those that were joined to none are not asked what they did."""
    acts = Event.objects.filter(acts_for=OuterRef("pk")).order_by("-at")
    joined = Organisation.objects.filter(joined_into=organisation, joined_into__isnull=False)
    return joined.annotate(acted_at=Subquery(acts.values("at")[:1]))


def _last(rows: "QuerySet[Any]", moment: str) -> Subquery:
    return Subquery(rows.order_by(F(moment).desc(nulls_last=True)).values(moment)[:1])
