"""Page-shaped reads of signatures."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from qpv_charter.toolkit import short_codes
from qpv_charter.toolkit.search import matching, words
from qpv_charter.toolkit.text import same_person
from signatories.organisations.models import Membership, Organisation
from signatories.people.models import User
from signatories.signatures.models import CODE_LENGTH, ERASED_PERSON, Mandate, RegisterEntry, Signature, Status
from signatories.signatures.proof import Proof, proof_of
from signatories.signatures.sealing import BEGINS

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Verification:
    """What anyone may know of an attestation. `signature` is None for a code that was never given, `entry` for one
    that the register does not hold, of which nothing is said to be true. `speaks` is the signature by which its
    association stands today, `union` who that is where its record was joined to another one."""

    code: str
    signature: Signature | None
    entry: RegisterEntry | None
    proof: Proof | None
    speaks: Signature | None = None
    union: Proof | None = None


def read_code(typed: str) -> str:
    """The code of an attestation as it was given, alone or at the end of the address that is printed with it;
    empty if it is none."""
    return short_codes.read_code(typed.strip().rstrip("/").rpartition("/")[2], CODE_LENGTH)


def verification(code: str) -> Verification:
    """One code, with the first row of its signature in the register and the names it sealed (3 queries)."""
    published_once = Signature.objects.select_related(
        "organisation__commune", "organisation__joined_into", "charter_version"
    )
    signature = published_once.filter(code=code, published_at__isnull=False).first() if code else None
    if signature is None:
        return Verification(code=code, signature=None, entry=None, proof=None)
    entry, proof, speaks = _entry_or_alarm(signature), proof_of(signature), speaking_for(signature)
    return Verification(code, signature, entry, proof, speaks, union_of(signature, speaks))


def speaking_for(signature: Signature) -> Signature:
    """The signature by which an association stands today: since its record was joined to another, the latest in
    force of that one; itself everywhere else, and once withdrawn (1 query more)."""
    kept = signature.organisation.joined_into_id
    if kept is None or signature.status == Status.WITHDRAWN:
        return signature
    theirs = Signature.objects.in_force().filter(organisation=kept).select_related("organisation__commune")
    return theirs.latest_first().first() or signature


def union_of(signature: Signature, speaks: Signature) -> Proof | None:
    """Who the association is since its record was joined to the one that speaks for it; None for no other one."""
    return proof_of(speaks) if speaks != signature else None


def first_entry(signature: Signature) -> RegisterEntry | None:
    """The row by which a signature entered the register: its number and digest stand on the attestation.

    None for a signature that the register does not hold: `verify_register` names it."""
    rows = RegisterEntry.objects.filter(signature_id=signature.pk, kind__in=BEGINS)
    return rows.order_by("number").first()


def _entry_or_alarm(signature: Signature) -> RegisterEntry | None:
    entry = first_entry(signature)
    if entry is None:
        logger.error("Signature %s is in no row of the register: run manage.py verify_register.", signature.pk)
    return entry


def signatures_of(organisation: Organisation) -> list[Signature]:
    """The signatures of an association with their mandates, the latest first.

    Kept on the object, since several parts of a page ask for it (2 queries in all)."""
    found = Signature.objects.select_related("charter_version").prefetch_related("mandates")
    seen = Prefetch("signatures", found.latest_first(), to_attr="signatures_seen")
    prefetch_related_objects([organisation], seen)
    signatures: list[Signature] = organisation.signatures_seen  # type: ignore[attr-defined]  # named just above
    return signatures


def latest_signature(organisation: Organisation) -> Signature | None:
    """The last signature an association gave, whatever became of it."""
    return next(iter(signatures_of(organisation)), None)


def signature_in_force(organisation: Organisation) -> Signature | None:
    """The last that it stands by, though it gave another since, which waits to be read."""
    return next((each for each in signatures_of(organisation) if each.in_force), None)


def latest_mandate(organisation: Organisation) -> Mandate | None:
    """The mandate that its last signature rests on today."""
    signature = latest_signature(organisation)
    mandates = signature.mandates.all() if signature else []
    return next((mandate for mandate in mandates if mandate.ended_at is None), None)


def agrees_to_be_named(mandate: Mandate, contacts: Iterable[Membership]) -> bool:
    """Whether whoever bears a mandate still agrees to be named beside its signature: she did when she signed and,
    where she has an account, is one of the contact persons of today and does not hide her name. Who left is no
    longer asked: she is not named."""
    if not mandate.publish_name or mandate.signer_name == ERASED_PERSON:
        return False
    showing = (contact.user_id for contact in contacts if contact.publish_name)
    return mandate.signer_id is None or mandate.signer_id in showing


def paper_signers(typed: str) -> QuerySet[Mandate]:
    """The mandates of people without an account whose name holds every word typed; nobody for no word."""
    if not words(typed):
        return Mandate.objects.none()
    found = matching(Mandate.objects.filter(signer=None), typed, field="signer_key")
    named = found.exclude(signer_name=ERASED_PERSON)
    return named.select_related("signature__organisation").order_by("signer_key", "pk")


def mandates_of(person: User) -> QuerySet[Mandate]:
    """The mandates that somebody bears: by her account, or by her name alone where an association that she looks
    after, or did, had it typed by a colleague or from a paper."""
    hers = Membership.objects.filter(user=person).values("organisation")
    unlinked = Mandate.objects.filter(signer=None, signature__organisation__in=hers)
    typed = unlinked.values_list("pk", "signer_name")
    named = [pk for pk, name in typed if same_person(name, person.full_name)]
    found = Mandate.objects.filter(Q(signer=person) | Q(pk__in=named))
    return found.select_related("signature__organisation")


def departments_published() -> set[str]:
    """The codes of departments where an association whose signature is published has its seat; one query."""
    seats = Signature.objects.published().exclude(organisation__commune=None)
    return set(seats.order_by().values_list("organisation__commune__department_id", flat=True))
