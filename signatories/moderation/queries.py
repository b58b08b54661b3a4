"""What the team's pages show, fetched at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.dateparse import parse_datetime

from signatories.history.queries import history_of
from signatories.moderation.models import Exchange
from signatories.moderation.rules import SHARED, attempts_missing, pending_appeal
from signatories.organisations.models import JoinRequest, Organisation
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import candidates, find, live_registry
from signatories.signatures.duplicates import look_alikes
from signatories.signatures.models import Mandate, RegisterEntry, Signature
from signatories.signatures.proof import proof_of


@dataclass(frozen=True)
class QueueRow:
    signature: Signature
    look_alikes: list[Organisation]
    last_exchange: str


@dataclass(frozen=True)
class RegistryMatch:
    """What the registry of associations says: the record of the RNA number given, else those it may be."""

    rna: str
    record: AssociationRecord | None
    candidates: list[AssociationRecord]

    @property
    def doubtful(self) -> bool:
        """Whether a number was given that the registry does not know."""
        return bool(self.rna and not self.record)


@dataclass(frozen=True)
class RegisterLine:
    number: int
    words: str
    at: datetime | None
    digest: str


def queue() -> QuerySet[Signature]:
    """Every signature, oldest first, with what the queue shows of it."""
    last = Exchange.objects.filter(signature=OuterRef("pk"), kind__in=SHARED).order_by("-at", "-pk")
    return (
        Signature.objects.select_related("organisation__commune", "charter_version", "session", "joint_group")
        .annotate(last_exchange=Subquery(last.values("kind")[:1]))
        .order_by("confirmed_at", "pk")
    )


def queue_rows(signatures: Iterable[Any]) -> list[QueueRow]:
    """A page of the queue, look-alikes beside each (1 query more)."""
    page = list(signatures)
    alike = look_alikes([signature.organisation for signature in page])
    words = dict(Exchange.Kind.choices)
    return [
        QueueRow(signature, alike[signature.organisation_id], words.get(signature.last_exchange or "", ""))
        for signature in page
    ]


def reviewed(pk: Any) -> QuerySet[Signature]:
    """One signature with all that its review page says."""
    return Signature.objects.filter(pk=pk).select_related(
        "organisation__commune__department", "charter_version", "session", "joint_group", "status_by"
    )


def review_page(signature: Signature) -> dict[str, Any]:
    """Everything the moderator needs, besides the signature itself (a fixed number of queries)."""
    organisation = signature.organisation
    mandates = list(signature.mandates.all())
    return {
        "mandate": next((mandate for mandate in mandates if mandate.ended_at is None), None),
        "former_mandates": [mandate for mandate in mandates if mandate.ended_at],
        "contacts": list(organisation.memberships.current().select_related("user")),
        "qpvs": list(organisation.qpvs.prefetch_related("communes")),
        "networks": list(organisation.networks.all()),
        "look_alikes": look_alikes([organisation])[organisation.pk],
        "registry_match": registry_match(organisation),
        "exchanges": list(signature.exchanges.select_related("by")),
        "history": history_of(signature, organisation),
        "register": register_of(signature),
        "proof": proof_of(signature),
        "attempts_missing": attempts_missing(signature),
        "appeal": pending_appeal(signature),
    }


def register_of(signature: Signature) -> list[RegisterLine]:
    words = dict(RegisterEntry.Kind.choices)
    return [
        RegisterLine(
            entry.number, words[entry.kind], parse_datetime(json.loads(entry.body)["time"]), entry.digest[:16]
        )
        for entry in RegisterEntry.objects.filter(signature_id=signature.pk)
    ]


def has_neighbourhoods_to_choose(organisation: Organisation) -> bool:
    """Whether its commune, just given, has neighbourhoods while those it acts in are still unknown."""
    unknown = organisation.qpv_typed or organisation.qpv_unknown
    return bool(unknown and organisation.commune and organisation.commune.qpvs.exists())


def conversation(organisation: Organisation) -> list[Exchange]:
    """What the team and an association wrote to each other, oldest first."""
    exchanges = Exchange.objects.filter(signature__organisation=organisation, kind__in=SHARED)
    return list(exchanges.select_related("by", "signature__charter_version"))


def lonely_join_requests() -> QuerySet[JoinRequest]:
    """Requests to join an association that has nobody to decide: the team does."""
    return (
        JoinRequest.objects.filter(state=JoinRequest.State.PENDING)
        .exclude(organisation__memberships__ended_at=None, organisation__memberships__isnull=False)
        .select_related("organisation__commune")
        .order_by("created_at", "pk")
    )


def extract_of(signature: Signature, pk: int) -> Mandate | None:
    return signature.mandates.filter(pk=pk).exclude(extract="").first()


def registry_match(organisation: Organisation) -> RegistryMatch | None:
    """None before any import of the registry."""
    if live_registry() is None:
        return None
    if organisation.rna:
        return RegistryMatch(organisation.rna, find(organisation.rna), [])
    return RegistryMatch("", None, candidates(organisation.name, organisation.commune))
