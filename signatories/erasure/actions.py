"""Erasing what is personal, at a person's or an association's request (GDPR, article 17).

People and organisations are anonymised in place, never deleted: what they did stays countable, and the
register stays verifiable, since only salts and values go."""

from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.signals import organisation_erased, person_erased
from signatories.history.actions import forget_notes, record
from signatories.organisations.models import Invitation, JoinRequest, Organisation
from signatories.outbox.forgetting import forget_about, forget_person
from signatories.people.models import User
from signatories.signatures import register
from signatories.signatures.models import Mandate, Signature, Status
from signatories.signing.models import SigningDraft

ERASED_PERSON = "Personne effacée"
ERASED_ORGANISATION = "Association effacée"
SIGNER_FIELDS = ["signer_name", "signer_role"]


@transaction.atomic
def erase_person(user: User, *, by: User) -> User:
    """Forget who somebody is, everywhere: account, mandates, drafts, invitations, mail, values of the register.

    The signatures they gave stay, without their name. Raises ActionRefused if it was already done."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.erased_at:
        raise ActionRefused("Les données de cette personne sont déjà effacées.")
    mandates = Mandate.objects.filter(signer=user).select_related("signature")
    register.forget(list(mandates.values_list("signature_id", flat=True)), fields=SIGNER_FIELDS)
    for mandate in mandates:
        _forget_mandate(mandate)
        _forget_scan(mandate.signature)
    _forget_what_is_known_by_address(user.email)
    forget_person(user)
    user.memberships.current().update(ended_at=timezone.now(), role="", publish_name=False)
    _forget_account(user)
    record("person.erased", user, by=by)
    person_erased.send(User, user=user)
    return user


@transaction.atomic
def erase_organisation(organisation: Organisation, *, by: User) -> Organisation:
    """Forget an association whose signatures are all withdrawn; its people keep their own accounts.

    Raises ActionRefused while one of its signatures stands, or if it was already done."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if organisation.erased_at:
        raise ActionRefused("Les données de cette association sont déjà effacées.")
    if organisation.signatures.exclude(status=Status.WITHDRAWN).exists():
        raise ActionRefused("Retirez d’abord la signature de cette association\u202f: ses données en dépendent.")
    signatures = list(organisation.signatures.all())
    register.forget([signature.pk for signature in signatures])
    for signature in signatures:
        _forget_signature(signature)
    organisation.memberships.current().update(ended_at=timezone.now())
    organisation.invitations.all().delete()
    organisation.join_requests.all().delete()
    forget_about(organisation)
    _blank(organisation)
    forget_notes(organisation)
    record("organisation.erased", organisation, by=by)
    organisation_erased.send(Organisation, organisation=organisation)
    return organisation


def _forget_mandate(mandate: Mandate) -> None:
    _remove_once_committed(mandate.extract)  # the extract of a decision names who was there
    mandate.extract = ""
    mandate.signer_name, mandate.signer_role, mandate.publish_name = ERASED_PERSON, "", False
    mandate.save()


def _forget_what_is_known_by_address(email: str) -> None:
    """Drafts, invitations and requests to join, with what was mailed about them: to colleagues, to the team."""
    for model in (SigningDraft, Invitation, JoinRequest):
        for found in model._default_manager.filter(email__iexact=email):
            forget_about(found)
    confirmed = SigningDraft.objects.filter(email__iexact=email, signature__isnull=False)
    confirmed.update(data={}, email="")
    SigningDraft.objects.filter(email__iexact=email).delete()
    Invitation.objects.filter(email__iexact=email).delete()
    JoinRequest.objects.filter(email__iexact=email).delete()


def _forget_account(user: User) -> None:
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email = f"efface-{user.pk}@invalid.example"  # RFC 2606: an address that can never exist
    user.first_name = user.last_name = user.phone = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.erased_at = timezone.now()
    user.set_unusable_password()  # a new hash: every open session ends
    user.save()
    forget_notes(user)


def _forget_signature(signature: Signature) -> None:
    for mandate in signature.mandates.all():
        _forget_mandate(mandate)
    _forget_scan(signature)
    signature.status_reason = ""
    signature.save()
    forget_notes(signature)
    SigningDraft.objects.filter(signature=signature).update(data={}, email="")


def _forget_scan(signature: Signature) -> None:
    """The paper shows a handwritten name."""
    _remove_once_committed(signature.paper_scan)
    signature.paper_scan = ""
    signature.save()


def _remove_once_committed(file: FieldFile) -> None:
    """A file cannot be rolled back: it goes only when the rest is sure to."""
    if file:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def _blank(organisation: Organisation) -> None:
    """Back to what a record is before anything was said, under a name that says so."""
    _remove_once_committed(organisation.logo)
    kept = {"id", "slug", "kind", "created_at", "name_key", "erased_at", "name"}
    for field in Organisation._meta.concrete_fields:
        if field.name not in kept:
            setattr(organisation, field.attname, field.get_default())
    for relation in Organisation._meta.many_to_many:
        getattr(organisation, relation.name).clear()
    organisation.name = ERASED_ORGANISATION
    organisation.slug = f"association-effacee-{organisation.pk}"
    organisation.erased_at = timezone.now()
    organisation.save()
