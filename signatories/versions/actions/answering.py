"""What an association makes of a new text: read, kept for a meeting, signed, or not this time."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_line
from signatories.charter.models import CharterVersion
from signatories.history.actions import record
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.numbers import hold_numbers
from signatories.signatures import register
from signatories.signatures.actions import MandateFacts, SigningFacts, publish, sign
from signatories.signatures.models import Signature
from signatories.versions.models import LONGEST_REASON, Renewal
from signatories.versions.waves import asked_of

NOT_ASKED = (
    "Votre association a déjà signé ce texte, ou n’a pas de signature publiée\u202f: il n’y a rien à signer ici."
)
CHANGED = "La charte a changé pendant que vous la lisiez\u202f: en voici la version du jour."


@transaction.atomic
def read(organisation: Organisation, *, by: Contact) -> Renewal:
    """Note that somebody of the association reads what changes; the first time is the one that counts."""
    renewal = _held(organisation)
    if renewal.read_at is None:
        renewal.read_at = timezone.now()
        renewal.save(update_fields=["read_at"])
        record("renewal.read", renewal, by=by, about=[organisation])
    return renewal


@transaction.atomic
def wait_for_board(organisation: Organisation, *, by: Contact, meeting_on: date | None) -> Renewal:
    """Keep it for a meeting: nobody is to be reminded meanwhile. Raises ActionRefused for one in the past."""
    if meeting_on and meeting_on < timezone.localdate():
        raise ActionRefused("Cette date est passée\u202f: indiquez la prochaine.")
    renewal = _held(organisation)
    renewal.waiting_since, renewal.meeting_on = timezone.now(), meeting_on
    renewal.declined_at, renewal.declined_by, renewal.reason = None, None, ""
    renewal.save()
    record("renewal.waiting", renewal, by=by, about=[organisation])
    return renewal


@transaction.atomic
def decline(organisation: Organisation, *, by: Contact, reason: str) -> Renewal:
    """« Pas cette fois »: the earlier signature stays what it is. Raises ActionRefused without a reason."""
    reason = or_refuse(read_line, reason, longest=LONGEST_REASON)
    if not reason:
        raise ActionRefused("Dites pourquoi, en une phrase\u202f: l’équipe d’animation est seule à la lire.")
    renewal = _held(organisation)
    renewal.declined_at, renewal.declined_by, renewal.reason = timezone.now(), by.person, reason
    renewal.save(update_fields=["declined_at", "declined_by", "reason"])
    record("renewal.declined", renewal, by=by, about=[organisation])
    return renewal


@transaction.atomic
def sign_again(organisation: Organisation, *, by: Contact, sha256: str, mandate: MandateFacts) -> Signature:
    """Sign the very text that was on the screen, and publish it: who the association is was read already. What it
    signed before stays as it was.

    Raises ActionRefused if another text came in force meanwhile, and for one that is not asked to sign."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    hold_numbers()
    text = asked_of(organisation)
    if text is None:
        raise ActionRefused(NOT_ASKED)
    if text.sha256 != sha256:
        raise ActionRefused(CHANGED)
    facts = SigningFacts(
        charter_version=text,
        mandate=replace(mandate, signer=by.person),
        signed_on=timezone.localdate(),
        by=by.person,
    )
    with register.at_the_end():
        signature = publish(sign(organisation, facts=facts), by=by.person)
        # Whoever adopts another text waits for this row to be sure, or was there before: then it is seen here.
        if CharterVersion.objects.in_force() != text:
            raise ActionRefused(CHANGED)
    return signature


def _held(organisation: Organisation) -> Renewal:
    """What becomes of the text of today in an association, invited already or not. Raises ActionRefused."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    text = asked_of(organisation)
    if text is None:
        raise ActionRefused(NOT_ASKED)
    renewal, _ = Renewal.objects.get_or_create(version_id=text.text_id, organisation=organisation)
    return renewal
