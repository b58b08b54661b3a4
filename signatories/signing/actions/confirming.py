"""The one moment when an association, its first contact person and its signature come into being, together."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.models import CharterVersion
from signatories.organisations.actions import add_contact, create, take_from_registry
from signatories.organisations.models import Membership, Organisation
from signatories.people.actions import open_account
from signatories.people.models import User
from signatories.registry.queries import find
from signatories.signatures.actions import MandateFacts, SigningFacts, sign
from signatories.signatures.duplicates import published_twins
from signatories.signatures.models import Mandate, Signature
from signatories.signing import emails, keys, screens, signals
from signatories.signing.models import DraftSecret, SigningDraft
from signatories.territories.places import commune_of_code, qpvs_of_codes

CHANGED = "La charte a changé depuis votre lecture\u202f: relisez-la, puis confirmez."


@dataclass(frozen=True)
class Confirmed:
    """`is_new` only for the call that made the signature: it alone signs the person in."""

    signature: Signature
    signer: User
    is_new: bool


@transaction.atomic
def confirm_by_code(draft: SigningDraft, *, typed: str) -> Confirmed | keys.Check:
    """Confirm with the code mailed to the draft's address, or say why that code does not do.

    The draft is held from the reading of the code to the end: an address changed at the same instant has ended
    the code before, or comes too late. Raises ActionRefused like `confirm`."""
    draft = _held(draft)
    if draft.signature is None:
        check = keys.try_code(draft, DraftSecret.Purpose.CONFIRM_CODE, typed)
        if check is not keys.Check.RIGHT:
            return check
    return confirm(draft)


@transaction.atomic
def confirm_as_proved(draft: SigningDraft, *, address: str) -> Confirmed:
    """Confirm for who has just typed a code mailed to `address`, read again once the draft is held.

    Raises ActionRefused if another address was given meanwhile, and like `confirm`."""
    draft = _held(draft)
    if draft.signature is None and draft.email != address:
        raise ActionRefused("L’adresse a changé\u202f: demandez un code pour la nouvelle.")
    return confirm(draft)


@transaction.atomic
def confirm_by_link(link: DraftSecret) -> Confirmed:
    """Confirm with the link mailed to the draft's address, read again once the draft is held.

    Raises ActionRefused if it was ended meanwhile, and like `confirm`."""
    draft = _held(link.target)
    link.refresh_from_db(fields=["used_at", "revoked_at", "expires_at"])
    if draft.signature is None and not keys.is_live(link):
        raise ActionRefused("Ce lien ne fonctionne plus. Demandez-en un nouveau.")
    return confirm(draft)


@transaction.atomic
def confirm(draft: SigningDraft) -> Confirmed:
    """Turn a draft, whose address was just proved, into an association and its signature.

    May be called any number of times, at once or later: the signature is made once. Raises ActionRefused if a
    screen is missing, or if the charter changed since it was read."""
    draft = _held(draft)
    if draft.signature is not None:
        return Confirmed(draft.signature, _signer_of(draft.signature), is_new=False)
    _require_complete(draft)
    signer = _signer(draft)
    _require_not_hers(draft, signer)
    organisation = _create_organisation(draft, by=signer)
    role = draft.answers("person")["role"]
    publish_name = draft.answers("charter")["publish_name"]
    add_contact(organisation, user=signer, role=role, publish_name=publish_name)
    if record := find(draft.answers("association").get("rna", "")):
        organisation = take_from_registry(organisation, record=record, by=signer)
    signature = sign(organisation, facts=_facts(draft, signer=signer))
    _require_still_in_force(signature)
    emails.thanks(signature, signer=signer)
    signals.signing_confirmed.send(Signature, signature=signature)
    _close(draft, signature)
    return Confirmed(signature, signer, is_new=True)


def _held(draft: SigningDraft) -> SigningDraft:
    return SigningDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def _require_complete(draft: SigningDraft) -> None:
    if draft.expires_at <= timezone.now():
        raise ActionRefused("Cette signature a expiré avant d’être confirmée. Il faut la recommencer.")
    stop = screens.next_stop(draft, CharterVersion.objects.in_force())
    if stop == screens.CHARTER.slug:
        raise ActionRefused(CHANGED)
    if stop != screens.CHECK.slug:
        raise ActionRefused("Il manque encore une étape avant de confirmer.")


def _require_not_hers(draft: SigningDraft, signer: User) -> None:
    """One line of the directory for an association: who looks after it already signs again from its space."""
    answers = draft.answers("association")
    twins = published_twins(answers["name"], commune_of_code(answers["commune"]), rna=answers.get("rna", ""))
    hers = Membership.objects.current().filter(user=signer).values("organisation")
    if twin := twins.filter(organisation__in=hers).first():
        raise ActionRefused(
            f"Vous êtes personne contact de «\u202f{twin.organisation.name}\u202f», qui a déjà signé. "
            "Tout se passe dans son espace, nouveau texte de la charte compris\u202f: connectez-vous avec cette "
            "adresse."
        )


def _require_still_in_force(signature: Signature) -> None:
    """Whoever adopts another text waits for this signature to be sure, or was there before: it is seen here."""
    if CharterVersion.objects.in_force() != signature.charter_version:
        raise ActionRefused(CHANGED)


def _create_organisation(draft: SigningDraft, *, by: User) -> Organisation:
    association = draft.answers("association")
    neighbourhoods = draft.answers("neighbourhoods")
    commune = commune_of_code(association["commune"])
    return create(
        name=association["name"],
        kind=Organisation.Kind(association["kind"]),
        commune=commune,
        commune_typed="" if commune else association["commune_typed"],
        qpvs=qpvs_of_codes(neighbourhoods["qpvs"]),
        qpv_typed=neighbourhoods["qpv_typed"],
        qpv_unknown=neighbourhoods["unknown"],
        outside_qpv=neighbourhoods["outside"],
        action_communes=[commune] if commune and neighbourhoods.get("whole") else [],
        by=by,
    )


def _signer(draft: SigningDraft) -> User:
    """The person of this address, whatever its case; one already known keeps their names."""
    person = draft.answers("person")
    return open_account(
        email=draft.email, first_name=person["first_name"], last_name=person["last_name"], verified=True
    )


def _facts(draft: SigningDraft, *, signer: User) -> SigningFacts:
    person = draft.answers("person")
    month = person.get("decided_on")
    return SigningFacts(
        charter_version=draft.charter_version,
        mandate=MandateFacts(
            signer=signer,
            signer_name=screens.person_name(person),
            signer_role=person["role"],
            decided_by=Mandate.Decision(person["decided_by"]),
            decided_on=date.fromisoformat(month) if month else None,
            publish_name=draft.answers("charter")["publish_name"],
        ),
        signed_on=timezone.localdate(),
        session=draft.session,
        joint_group=draft.joint_group,
        by=signer,
    )


def _close(draft: SigningDraft, signature: Signature) -> None:
    """What was typed now stands where it belongs: the draft keeps none of it, and its codes end."""
    purposes = DraftSecret.Purpose
    keys.void(draft, purposes.CONFIRM_CODE, purposes.CONFIRM_LINK, purposes.RESUME_CODE)
    draft.state, draft.signature = SigningDraft.State.CONFIRMED, signature
    draft.data, draft.email = {}, ""
    draft.save()


def _signer_of(signature: Signature) -> User:
    """Who signed; the mandate keeps the account even when it was anonymised since."""
    mandate = signature.mandates.order_by("created_at").select_related("signer").first()
    if mandate is None or mandate.signer is None:
        raise ActionRefused("Cette signature est déjà confirmée.")
    return mandate.signer
