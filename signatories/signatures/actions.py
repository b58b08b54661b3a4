"""Everything that can happen to a signature. Each appends to the register last, since that locks its head."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.short_codes import new_code
from qpv_charter.toolkit.text import LONGEST_FULL_NAME, read_person_name, read_role
from signatories.charter.models import CharterVersion
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.organisations.numbers import hold_numbers, put_in_doubt
from signatories.people.models import User
from signatories.signatures import emails, register, sealing, signals
from signatories.signatures.dates import Precision
from signatories.signatures.duplicates import published_bearers
from signatories.signatures.models import (
    CODE_LENGTH,
    JointGroup,
    Mandate,
    RegisterEntry,
    Signature,
    SigningSession,
    Status,
)


@dataclass(frozen=True, kw_only=True)
class MandateFacts:
    """Who signs, in what role, and who decided: None where a list of former papers does not say. `decided_on` and
    `next_election` are months (their first day)."""

    signer_name: str
    signer_role: str
    decided_by: Mandate.Decision | None
    decided_on: date | None = None
    next_election: date | None = None
    signer: User | None = None
    publish_name: bool = False


@dataclass(frozen=True, kw_only=True)
class SigningFacts:
    """What a signature is made of, besides its organisation. `signed_on` is the paper's date for a paper one: the
    first of its month, or none, where `signed_precision` says so. No `mandate` where a list names nobody."""

    charter_version: CharterVersion
    mandate: MandateFacts | None
    signed_on: date | None
    signed_precision: Precision = Precision.DAY
    source: Signature.Source = Signature.Source.ONLINE
    session: SigningSession | None = None
    joint_group: JointGroup | None = None
    by: User | None = None


def may_be_taken_back(signature: Signature) -> bool:
    """Whether it was published within the hour, and nothing became of it since."""
    published = signature.published_at if signature.status == Status.PUBLISHED else None
    return published is not None and published == signature.status_at > timezone.now() - emails.TAKEN_BACK_WITHIN


def held(signature: Signature) -> Signature:
    """A signature that may become public, held until the end of the transaction: after the record of its
    association, so that its form and numbers are those that it is published with, and after the numbers. In this
    order nobody waits in a circle."""
    Organisation.objects.select_for_update(no_key=True).get(pk=signature.organisation_id)
    hold_numbers()
    return Signature.objects.locked(signature.pk)


def hold_records(signatures: Iterable[Signature]) -> None:
    """The records of those that are to be `held` one after the other in one transaction: all before the numbers,
    or somebody who holds one of them would wait for the numbers, and be waited for."""
    keys = [signature.organisation_id for signature in signatures]
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def sign(organisation: Organisation, *, facts: SigningFacts) -> Signature:
    """Create a confirmed signature and its mandate, if one is known, and write both into the register.

    Raises ActionRefused if the organisation already signed this version and did not withdraw, if its record was
    joined into another one, or for a date that contradicts the text or today."""
    require_possible(facts.charter_version, facts.signed_on)
    require_apart(Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk))
    signature = _given(organisation, facts)
    mandate = _give_mandate(signature, facts.mandate) if facts.mandate else None
    by = facts.by or (facts.mandate.signer if facts.mandate else None)
    record("signature.confirmed", signature, by=by, source=facts.source)
    signals.signature_confirmed.send(Signature, signature=signature)
    register.append(
        sealing.ENTRY_OF_SOURCE[facts.source],
        signature,
        personal=sealing.identity(organisation) | (sealing.mandate(mandate) if mandate else {}),
        facts=sealing.facts(signature),
        at=signature.confirmed_at,
    )
    return signature


@transaction.atomic
def publish(signature: Signature, *, by: User, told: bool = True) -> Signature:
    """Show a confirmed signature, or one that was to be reviewed, to the public; no mail says so unless `told`.

    Raises ActionRefused in any other state, or if its number is already that of a published signatory."""
    signature = held(signature)
    _require(signature, {Status.CONFIRMED, Status.TO_REVIEW}, "Cette signature n’attend pas d’être publiée.")
    _require_no_twin(signature)
    return _become(
        signature,
        Status.PUBLISHED,
        by=by,
        kind=RegisterEntry.Kind.PUBLISHED,
        news=signals.signature_published,
        told=told,
    )


@transaction.atomic
def send_back(signature: Signature, *, by: User, reason: str) -> Signature:
    """Say that a signature is to be reviewed together, and why; the association can answer or appeal.

    Raises ActionRefused without a reason, or if the signature is not waiting for its review."""
    signature = Signature.objects.locked(signature.pk)
    _require(signature, {Status.CONFIRMED}, "Cette signature n’attend pas de relecture.")
    return _become(
        signature,
        Status.TO_REVIEW,
        by=by,
        reason=_said(reason),
        kind=RegisterEntry.Kind.REVIEWED,
        news=signals.signature_sent_back,
    )


@transaction.atomic
def take_publication_back(signature: Signature, *, by: User, reason: str) -> Signature:
    """Undo a publication within the hour: the signature waits to be read again, as before, and the association is
    told nothing: the mail that waited never leaves, and the reason is the team's own. Raises ActionRefused without
    one, later, or if it is not published."""
    signature = Signature.objects.locked(signature.pk)
    if not may_be_taken_back(signature):
        raise ActionRefused("Une publication se reprend dans l’heure, et une seule fois.")
    return _become(
        signature,
        Status.CONFIRMED,
        by=by,
        reason=_said(reason),
        kind=RegisterEntry.Kind.REVIEWED,
        news=signals.signature_taken_back,
        told=False,
        event="signature.taken_back",
    )


@transaction.atomic
def pause(signature: Signature, *, by: User, reason: str, asked: bool = False, told: bool = True) -> Signature:
    """Hide a published signature, after three human attempts to reach its association, or because it `asked`; its
    history stays. No mail says so unless `told`.

    Raises ActionRefused without a reason or if it is not published."""
    signature = Signature.objects.locked(signature.pk)
    _require(signature, {Status.PUBLISHED}, "Seule une signature publiée peut être mise en pause.")
    return _become(
        signature,
        Status.PAUSED,
        by=by,
        reason=_said(reason),
        kind=RegisterEntry.Kind.PAUSED,
        news=signals.signature_paused,
        asked=asked,
        told=told,
    )


@transaction.atomic
def resume(signature: Signature, *, by: User, told: bool = True) -> Signature:
    """End a pause, since the association gave a sign; no mail says so unless `told`.

    Raises ActionRefused if it is not paused, or if its number is meanwhile that of a published signatory."""
    signature = held(signature)
    _require(signature, {Status.PAUSED}, "Cette signature n’est pas en pause.")
    _require_no_twin(signature)
    return _become(
        signature,
        Status.PUBLISHED,
        by=by,
        kind=RegisterEntry.Kind.RESUMED,
        news=signals.signature_resumed,
        told=told,
    )


@transaction.atomic
def withdraw(signature: Signature, *, by: User, reason: str, told: bool = True) -> Signature:
    """End a signature at its organisation's request; it leaves every public page, its history stays. No mail says
    so unless `told`: one that was entered by mistake is nobody's decision. Once it has none left, those of the
    records that were joined into its own end too: they are the same association's.

    Raises ActionRefused if it is already withdrawn."""
    signature = Signature.objects.locked(signature.pk)
    _require(signature, set(Status) - {Status.WITHDRAWN}, "Cette signature est déjà retirée.")
    with register.at_the_end():
        withdrawn = _end(signature, by=by, reason=_said(reason), told=told)
        for other in _only_proving(signature.organisation_id):
            _end(other, by=by, reason=_said(reason), told=False)
    return withdrawn


@transaction.atomic
def renew_mandate(signature: Signature, *, by: User, facts: MandateFacts) -> Mandate:
    """Put a new mandate beside the signature; the former one is kept, ended.

    Raises ActionRefused if the signature was withdrawn."""
    signature = Signature.objects.locked(signature.pk)
    _require(signature, set(Status) - {Status.WITHDRAWN}, "Cette signature est retirée.")
    signature.mandates.filter(ended_at=None).update(ended_at=timezone.now())
    mandate = _give_mandate(signature, facts)
    record("signature.mandate_renewed", signature, by=by)
    signals.mandate_renewed.send(Signature, signature=signature)
    register.append(RegisterEntry.Kind.MANDATE_RENEWED, signature, personal=sealing.mandate(mandate))
    return mandate


@transaction.atomic
def doubt_numbers(signature: Signature, *, by: User) -> Signature:
    """Set aside the official numbers of an association, which block nobody from then on. Raises ActionRefused
    without any."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=signature.organisation_id)
    fields = [field for field in ("rna", "siren") if getattr(organisation, field)]
    if not fields:
        raise ActionRefused("Cette association n’a pas de numéro officiel qui ne soit déjà en doute.")
    put_in_doubt(organisation, *fields)
    record("organisation.numbers_doubted", organisation, by=by, fields=fields)
    return Signature.objects.get(pk=signature.pk)


def require_apart(organisation: Organisation) -> None:
    """Raises ActionRefused for a record that was joined into another one, which speaks for the association."""
    if organisation.joined_into:
        raise ActionRefused(
            f"Cette fiche a été réunie à celle de «\u202f{organisation.joined_into.name}\u202f»\u202f: "
            "ouvrez celle-là."
        )


def require_first(organisation: Organisation, version: CharterVersion, *, besides: Iterable[UUID] = ()) -> None:
    """Raises ActionRefused for an association that already signed this version and did not withdraw."""
    already = Signature.objects.standing().of_text(version).filter(organisation=organisation)
    if already.exclude(pk__in=besides).exists():
        raise ActionRefused("Cette association a déjà signé cette version de la charte.")


def _given(organisation: Organisation, facts: SigningFacts) -> Signature:
    require_first(organisation, facts.charter_version)
    return Signature.objects.create(
        organisation=organisation,
        charter_version=facts.charter_version,
        source=facts.source,
        signed_on=facts.signed_on,
        signed_precision=facts.signed_precision,
        status_by=facts.by,
        session=facts.session,
        joint_group=facts.joint_group,
        code=new_code(CODE_LENGTH),
    )


def _require(signature: Signature, states: set[Status], refusal: str) -> None:
    if signature.status not in states:
        raise ActionRefused(refusal)


def require_possible(version: CharterVersion, signed: date | None) -> None:
    """Whatever the door, a date of signing lies between the text and today. Our demonstration text has no date."""
    if signed is None:
        return
    if signed > timezone.localdate():
        raise ActionRefused("La date de signature est dans l’avenir\u202f: vérifiez-la.")
    if version.written_from and not version.is_demonstration and signed < version.written_from:
        raise ActionRefused(
            f"Le texte «\u202f{version.title}\u202f» est daté de {version.dated}\u202f: il n’a pas pu être signé "
            "avant. Vérifiez la date et le texte."
        )


def _require_no_twin(signature: Signature) -> None:
    """One published signature for one official number. The numbers are held since before it was locked."""
    organisation = signature.organisation
    for field in ("rna", "siren"):
        if twin := published_bearers(organisation, field).first():
            raise ActionRefused(
                f"«\u202f{twin.organisation.name}\u202f» est déjà publiée avec le même numéro officiel. "
                "Comparez les deux fiches\u202f: si ce sont deux associations, mettez un des numéros en doute."
            )


def _end(signature: Signature, *, by: User, reason: str, told: bool) -> Signature:
    return _become(
        signature,
        Status.WITHDRAWN,
        by=by,
        reason=reason,
        kind=RegisterEntry.Kind.WITHDRAWN,
        news=signals.signature_withdrawn,
        told=told,
    )


def _only_proving(organisation: UUID) -> list[Signature]:
    """The signatures left of the records that were joined into one that has none left itself, held."""
    if Signature.objects.filter(organisation=organisation).exclude(status=Status.WITHDRAWN).exists():
        return []
    joined = Signature.objects.filter(organisation__joined_into=organisation).exclude(status=Status.WITHDRAWN)
    return list(joined.order_by("pk").select_for_update(of=("self",), no_key=True))


def _said(reason: str) -> str:
    if not reason.strip():
        raise ActionRefused("Dites pourquoi, en une phrase.")
    return reason.strip()


def _become(
    signature: Signature,
    status: Status,
    *,
    by: User,
    kind: RegisterEntry.Kind,
    news: Signal,
    reason: str = "",
    told: bool = True,
    event: str = "",
    asked: bool = False,
) -> Signature:
    """The one road from a state to another: row, history (under `event`, else the register's word), news to the
    slices above, mail, register. Of a record that was joined into another a signature only ends.

    Raises ActionRefused for anything else that would become of one."""
    if status != Status.WITHDRAWN:
        require_apart(signature.organisation)
    signature.status, signature.status_at, signature.pause_asked = status, timezone.now(), asked
    if kind == RegisterEntry.Kind.PUBLISHED:
        signature.published_at = signature.status_at
    if kind == RegisterEntry.Kind.WITHDRAWN:
        signature.withdrawn_at = signature.status_at
    signature.status_by, signature.status_reason = by, reason
    signature.save()
    record(event or f"signature.{kind}", signature, by=by, note=reason)
    news.send(Signature, signature=signature, told=told)
    if told:
        emails.state_changed(signature, kind)
    register.append(kind, signature, personal={"reason": reason}, at=signature.status_at)
    return signature


def _give_mandate(signature: Signature, facts: MandateFacts) -> Mandate:
    """Raises ActionRefused for what is no name of a person, or no role, and for a decision yet to come."""
    name = or_refuse(read_person_name, facts.signer_name, longest=LONGEST_FULL_NAME)
    if not name:
        raise ActionRefused("Écrivez le prénom et le nom de la personne qui signe.")
    if facts.decided_on and facts.decided_on > timezone.localdate():
        raise ActionRefused("Le mois de la décision est dans l’avenir\u202f: vérifiez-le.")
    return Mandate.objects.create(
        signature=signature,
        signer=facts.signer,
        signer_name=name,
        signer_role=or_refuse(read_role, facts.signer_role),
        publish_name=facts.publish_name,
        decided_by=facts.decided_by or "",
        decided_on=facts.decided_on,
        next_election=facts.next_election,
    )
