"""Signatures that came on paper, entered by the team."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import CharterVersion
from signatories.history.actions import record
from signatories.moderation import emails
from signatories.organisations import actions as organisations
from signatories.organisations.actions import create
from signatories.organisations.models import Organisation
from signatories.organisations.numbers import hold_numbers, put_in_doubt
from signatories.people.models import User
from signatories.people.rules import may_animate
from signatories.signatures import corrections, scans
from signatories.signatures.actions import MandateFacts, SigningFacts, held, publish, sign
from signatories.signatures.dates import Precision
from signatories.signatures.models import Signature, SigningSession
from signatories.territories.models import Commune, Qpv


@dataclass(frozen=True, kw_only=True)
class PaperFacts:
    """What a signed paper says, or the line of a list of such papers. `commune_typed` and `qpv_typed` for what the
    official lists do not have; `doubtful` numbers ("rna", "siren") are noted aside, where they block nobody."""

    name: str
    kind: Organisation.Kind
    commune: Commune | None
    commune_typed: str = ""
    qpvs: Collection[Qpv] = ()
    qpv_typed: str = ""
    outside_qpv: bool = False
    rna: str | None = None
    siren: str | None = None
    doubtful: Collection[str] = ()
    contact_email: str = ""
    charter_version: CharterVersion
    signed_on: date | None
    signed_precision: Precision = Precision.DAY
    mandate: MandateFacts | None
    session: SigningSession | None = None


NOT_HERS = (
    "Le siège de cette association n’est pas dans vos départements\u202f: confiez ce papier à l’animation "
    "nationale."
)


@transaction.atomic
def enter_from_paper(
    facts: PaperFacts,
    *,
    by: User,
    scan: ContentFile[bytes] | None,
    published: bool,
    source: Signature.Source = Signature.Source.PAPER,
) -> Signature:
    """Create the association and its signature as the paper (or the line) says, published at once if asked.

    Raises ActionRefused for what is no name, if its head office is not where `by` animates, or if it cannot be
    published (another one bears the same number)."""
    _require_hers(by, facts.commune)
    if published:
        hold_numbers()  # before the register, as whoever publishes does: else each would wait for the other
    organisation = create(
        name=facts.name,
        kind=facts.kind,
        commune=facts.commune,
        commune_typed=facts.commune_typed,
        qpvs=facts.qpvs,
        qpv_typed=facts.qpv_typed,
        outside_qpv=facts.outside_qpv,
        rna=facts.rna,
        siren=facts.siren,
        contact_email=facts.contact_email,
        by=by,
    )
    put_in_doubt(organisation, *facts.doubtful)
    record("organisation.entered_from_paper", organisation, by=by)
    signature = sign(organisation, facts=_signing(facts, by=by, source=source))
    if published:
        signature = publish(signature, by=by)
    if scan:
        _keep_scan(signature, scan)
    return signature


@transaction.atomic
def sign_from_paper(organisation: Organisation, facts: PaperFacts, *, by: User) -> Signature:
    """The signature that an association which is known gave on paper, of another text than those it signed: who
    signed, of what and when is taken of `facts`, and its record stays as it is. It waits to be reviewed.

    Raises ActionRefused if its head office is not where `by` animates, and as `sign` does."""
    records = Organisation.objects.select_related("commune").select_for_update(of=("self",), no_key=True)
    organisation = records.get(pk=organisation.pk)
    _require_hers(by, organisation.commune)
    return sign(organisation, facts=_signing(facts, by=by, source=Signature.Source.PAPER))


def _require_hers(by: User, commune: Commune | None) -> None:
    if not may_animate(by, commune.department_id if commune else None):
        raise ActionRefused(NOT_HERS)


def _signing(facts: PaperFacts, *, by: User, source: Signature.Source) -> SigningFacts:
    return SigningFacts(
        charter_version=facts.charter_version,
        mandate=facts.mandate,
        signed_on=facts.signed_on,
        signed_precision=facts.signed_precision,
        source=source,
        session=facts.session,
        by=by,
    )


@dataclass(frozen=True, kw_only=True)
class PaperSaid:
    """What was copied from a paper, or from the line of a list, and may have been copied badly."""

    name: str
    kind: str
    rna: str
    siren: str
    contact_email: str
    charter_version: CharterVersion
    signed_on: date | None
    signed_precision: str


# Each in words, as its association reads what was corrected.
SAID = {
    "name": "le nom",
    "kind": "la forme",
    "rna": "le numéro RNA",
    "siren": "le numéro SIREN",
    "contact_email": "l’adresse e-mail de contact",
    "charter_version": "le texte signé",
    "signed_on": "la date de signature",
    "signed_precision": "la date de signature",
}


def said_by(signature: Signature) -> PaperSaid:
    """What the record and the signature say now of the paper."""
    organisation = signature.organisation
    return PaperSaid(
        name=organisation.name,
        kind=organisation.kind,
        rna=organisation.rna or "",
        siren=organisation.siren or "",
        contact_email=organisation.contact_email,
        charter_version=signature.charter_version,
        signed_on=signature.signed_on,
        signed_precision=signature.signed_precision,
    )


@transaction.atomic
def correct_paper(
    signature: Signature,
    said: PaperSaid,
    *,
    by: User,
    scan: ContentFile[bytes] | None = None,
    told: bool = True,
) -> Signature:
    """Put right what was badly copied; the association is told what, and by whom, if it is to be `told`: no mail
    leaves during an import. Raises ActionRefused when nothing changes, for a signature given online or withdrawn,
    and as `enter_from_paper` does."""
    signature = held(signature)
    before, organisation = said_by(signature), signature.organisation
    organisations.put_right(
        organisation,
        by=by,
        name=said.name,
        kind=Organisation.Kind(said.kind),
        rna=said.rna,
        siren=said.siren,
        contact_email=said.contact_email,
    )
    signature = corrections.put_right(
        signature,
        by=by,
        charter_version=said.charter_version,
        signed_on=said.signed_on,
        signed_precision=Precision(said.signed_precision),
    )
    corrected = _corrected(before, said_by(signature)) + (["le scan du papier"] if scan else [])
    if not corrected:
        raise ActionRefused("Rien n’est différent de ce qui était noté.")
    if told:
        emails.put_right(signature, corrected, by=by)
    if scan:
        scans.let_go(signature)
        _keep_scan(signature, scan)
    return signature


def _corrected(before: PaperSaid, after: PaperSaid) -> list[str]:
    """In words, what is said otherwise, each once."""
    return list(dict.fromkeys(SAID[name] for name in SAID if getattr(before, name) != getattr(after, name)))


def _keep_scan(signature: Signature, scan: ContentFile[bytes]) -> None:
    """The last thing of an action: a file is not rolled back with what was refused."""
    signature.paper_scan.save(scan.name or "", scan, save=False)
    signature.save(update_fields=["paper_scan"])


def scan_name(suffix: str) -> str:
    """A name that says nothing of whose paper it is."""
    return f"{uuid.uuid4()}{suffix}"
