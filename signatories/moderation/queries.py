"""What the team's pages show, fetched at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from signatories.history.queries import history_of, revisions_of
from signatories.moderation.models import Exchange, under_appeal
from signatories.moderation.places import COMPARED
from signatories.moderation.rules import may_decide
from signatories.organisations.actors import Contact
from signatories.organisations.models import JoinRequest, Organisation
from signatories.people.actors import Actor
from signatories.registry.models import AssociationRecord
from signatories.registry.queries import candidates, find, live_registry
from signatories.signatures.duplicates import look_alikes
from signatories.signatures.models import Mandate, RegisterEntry, Signature, Status
from signatories.signatures.models.signatures import SignatureQuerySet
from signatories.signatures.proof import proof_of
from signatories.signatures.scans import readable_by

ATTEMPTS_BEFORE_PAUSE = 3


@dataclass(frozen=True)
class LookAlike:
    """Another association, and where who asks reads it: its signatures, or the page that anybody reads; and where
    she compares the two."""

    organisation: Organisation
    href: str
    compared_at: list[str]


@dataclass(frozen=True)
class QueueRow:
    signature: Signature
    look_alikes: list[LookAlike]
    last_exchange: str


@dataclass(frozen=True)
class ReadyRow:
    """A line from which a signature is published with others: what it rests on, and what was read of it.

    `ready`: it waits for a review that the actor may make, and nothing asks to look at it alone."""

    row: QueueRow
    mandate: Mandate | None
    may_publish: bool
    revision: int

    @property
    def ready(self) -> bool:
        return (
            self.may_publish and not self.row.look_alikes and self.row.signature.organisation.commune is not None
        )


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


def with_attempts(signatures: SignatureQuerySet) -> QuerySet[Any]:
    """Each with `attempts_missing`: how many to reach the association must still be noted before a pause.

    Only those since it was published or resumed, and since its last message, count."""
    of_it = Exchange.objects.filter(signature=OuterRef("pk")).order_by()
    said = of_it.filter(kind__in=Exchange.SIGNS_OF_LIFE).order_by("-at").values("at")[:1]
    since = Greatest("status_at", Coalesce(Subquery(said), "status_at"))
    counted = of_it.filter(kind=Exchange.Kind.ATTEMPT, at__gte=OuterRef("silent_since")).values("signature")
    attempts = Coalesce(Subquery(counted.annotate(number=Count("pk")).values("number")), 0)
    missing = Greatest(ATTEMPTS_BEFORE_PAUSE - attempts, 0)
    return signatures.annotate(silent_since=since).annotate(attempts_missing=missing)


def attempts_missing(signature: Signature) -> int:
    """Of one, as it is in the database (1 query)."""
    missing: int = with_attempts(Signature.objects.filter(pk=signature.pk)).get().attempts_missing
    return missing


def pending_appeal(signature: Signature) -> Exchange | None:
    """The appeal that the comité de suivi has not answered yet."""
    last = signature.exchanges.filter(kind__in=Exchange.APPEALS).order_by("-at", "-pk").first()
    return last if last and last.kind == Exchange.Kind.APPEAL else None


def awaits_appeal(signature: Signature) -> bool:
    """Whether it was sent back, and nobody has asked the comité de suivi to look."""
    return signature.status == Status.TO_REVIEW and pending_appeal(signature) is None


def readable(actor: Actor) -> SignatureQuerySet:
    """The signatures that the actor reads in the workspace: those she animates and, for who reads in the name of
    the comité de suivi, those under appeal."""
    seen = Signature.objects.visible_to(actor)
    if not actor.reads_for_the_committee:
        return seen
    return Signature.objects.filter(Q(pk__in=seen) | Q(pk__in=under_appeal()))


def how_many_signatures() -> tuple[int, int, int]:
    """Published, paused, awaiting a review: numbers that say nothing of anybody (1 query)."""
    numbers = dict(Signature.objects.apart().order_by().values_list("status").annotate(Count("pk")))
    awaiting = numbers.get(Status.CONFIRMED, 0) + numbers.get(Status.TO_REVIEW, 0)
    return numbers.get(Status.PUBLISHED, 0), numbers.get(Status.PAUSED, 0), awaiting


def queue(actor: Actor) -> QuerySet[Signature]:
    """Every signature that the actor reads, oldest first, with what the queue shows of it."""
    last = Exchange.objects.shared().filter(signature=OuterRef("pk")).order_by("-at", "-pk")
    return (
        readable(actor)
        .select_related("organisation__commune", "charter_version", "session", "joint_group")
        .annotate(last_exchange=Subquery(last.values("kind")[:1]))
        .order_by("confirmed_at", "pk")
    )


def queue_rows(signatures: Iterable[Any], actor: Actor) -> list[QueueRow]:
    """A page of the queue, look-alikes beside each (3 queries more)."""
    page = list(signatures)
    alike = look_alikes([signature.organisation for signature in page], among=comparable(actor))
    words = dict(Exchange.Kind.choices)
    return [
        QueueRow(
            signature,
            _leading(signature.organisation, alike[signature.organisation_id], actor),
            words.get(signature.last_exchange or "", ""),
        )
        for signature in page
    ]


def ready_rows(rows: list[QueueRow], actor: Actor) -> list[ReadyRow]:
    """The same page, to be published from (3 queries more)."""
    signatures = [row.signature for row in rows]
    revisions = revisions_of(*([signature, signature.organisation] for signature in signatures))
    current = Mandate.objects.filter(signature__in=signatures, ended_at=None)
    mandates = {mandate.signature_id: mandate for mandate in current}
    return [
        ReadyRow(row, mandates.get(row.signature.pk), _may_publish(row.signature, actor), revision)
        for row, revision in zip(rows, revisions, strict=True)
    ]


def _may_publish(signature: Signature, actor: Actor) -> bool:
    """What was sent back is answered first: it is published from its own page."""
    return signature.status == Status.CONFIRMED and may_decide(actor, signature)


def _leading(organisation: Organisation, others: Iterable[Organisation], actor: Actor) -> list[LookAlike]:
    return [
        LookAlike(other, _where(other, actor), COMPARED.gather(organisation, other, actor)) for other in others
    ]


def _where(other: Organisation, actor: Actor) -> str:
    if actor.is_national or other.department_code in actor.departments:
        return f"{reverse('moderation:queue')}?{urlencode({'etat': 'toutes', 'q': other.name})}"
    shown: str = other.get_absolute_url()  # type: ignore[attr-defined]  # settings/addresses.py
    return shown


def comparable(actor: Actor) -> QuerySet[Organisation]:
    """The associations that the actor may be told of: those she reads, and those that anybody does."""
    public = Signature.objects.published().filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(actor.animated("commune__department") | Q(Exists(public)), joined_into=None)


def reviewed(pk: Any, actor: Actor) -> QuerySet[Signature]:
    """One signature, if the actor reads it, with all that its review page says."""
    return (
        readable(actor)
        .filter(pk=pk)
        .select_related(
            "organisation__commune__department", "charter_version", "session", "joint_group", "status_by"
        )
    )


def to_decide(pk: Any, actor: Actor) -> QuerySet[Signature]:
    """The same, if the actor animates it: who reads an appeal for the comité de suivi answers it, and no more."""
    return reviewed(pk, actor).filter(pk__in=Signature.objects.visible_to(actor))


def review_page(signature: Signature, actor: Actor) -> dict[str, Any]:
    """Everything the moderator needs, besides the signature itself (a fixed number of queries).

    Who reads it for the comité de suivi without animating its department is told what was said, and no more."""
    organisation = signature.organisation
    mandates = list(signature.mandates.all())
    return {
        "mandate": next((mandate for mandate in mandates if mandate.ended_at is None), None),
        "former_mandates": [mandate for mandate in mandates if mandate.ended_at],
        "contacts": list(organisation.memberships.current().select_related("user")),
        "qpvs": list(organisation.qpvs.prefetch_related("communes")),
        "networks": list(organisation.networks.all()),
        "look_alikes": _leading(
            organisation, look_alikes([organisation], among=comparable(actor))[organisation.pk], actor
        ),
        "next": next_to_read(signature, actor),
        "registry_match": registry_match(organisation),
        "exchanges": list(Exchange.objects.visible_to(actor).filter(signature=signature).select_related("by")),
        "history": history_of(signature, organisation),
        "register": register_of(signature)[signature],
        "proof": proof_of(signature),
        "attempts_missing": attempts_missing(signature),
        "appeal": pending_appeal(signature),
        "scan_is_read": signature.pk in readable_by(actor, signature),
        "may_decide": may_decide(actor, signature),
    }


def next_to_read(signature: Signature, actor: Actor) -> Signature | None:
    """The one to read after this one: the next that came, else the one that has waited longest (1 query)."""
    others = readable(actor).apart().filter(status=Status.CONFIRMED).exclude(pk=signature.pk)
    came_before = Case(When(confirmed_at__gt=signature.confirmed_at, then=0), default=1)
    return others.order_by(came_before, "confirmed_at", "pk").select_related("organisation").first()


def register_of(*signatures: Signature) -> dict[Signature, list[RegisterLine]]:
    """What the register says of each (1 query)."""
    words = dict(RegisterEntry.Kind.choices)
    lines: dict[Signature, list[RegisterLine]] = {signature: [] for signature in signatures}
    by_key = {signature.pk: signature for signature in signatures}
    for entry in RegisterEntry.objects.filter(signature_id__in=by_key):
        at = parse_datetime(json.loads(entry.body)["time"])
        lines[by_key[entry.signature_id]].append(
            RegisterLine(entry.number, words[entry.kind], at, entry.digest[:16])
        )
    return lines


def has_neighbourhoods_to_choose(organisation: Organisation) -> bool:
    """Whether its commune, just given, has neighbourhoods while those it acts in are still unknown."""
    unknown = organisation.qpv_typed or organisation.qpv_unknown
    return bool(unknown and organisation.commune and organisation.commune.qpvs.exists())


def conversation(actor: Contact) -> list[Exchange]:
    """What the team and the association that a person acts for wrote to each other, oldest first."""
    exchanges = Exchange.objects.visible_to(actor).filter(signature__organisation=actor.organisation)
    return list(exchanges.select_related("by", "signature__charter_version"))


def lonely_join_requests(actor: Actor) -> QuerySet[JoinRequest]:
    """Requests to join an association that has nobody to decide: who animates its department does."""
    return (
        JoinRequest.objects.visible_to(actor)
        .filter(state=JoinRequest.State.PENDING)
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
