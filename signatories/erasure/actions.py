"""Erasing what is personal, at a person's or an association's request (GDPR, article 17).

People and organisations are anonymised in place, never deleted: what they did stays countable. Each slice forgets
what it holds (`FORGET_PERSON`, `FORGET_ORGANISATION`), in one transaction."""

from django.db import transaction
from django.db.models import Q, QuerySet

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.mailboxes import same_mailbox
from signatories.history.actions import record
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.people.forgetting import addresses_of
from signatories.people.models import User
from signatories.people.places import FORGET_PERSON, Leaver
from signatories.people.queries import person_of
from signatories.signatures.forgetting import forget_signer
from signatories.signatures.models import Mandate, Signature, Status


@transaction.atomic
def erase_person(user: User, *, by: User) -> User:
    """Forget who somebody is, everywhere. The signatures they gave stay, without their name.

    Raises ActionRefused if it was already done."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.erased_at:
        raise ActionRefused("Les données de cette personne sont déjà effacées.")
    FORGET_PERSON.gather(Leaver(addresses_of(user), person=user))
    record("person.erased", user, by=by)
    return user


@transaction.atomic
def erase_address(address: str, *, by: User) -> None:
    """Forget somebody who never had an account: who began to sign, was invited, asked to join, is on a paper.

    Raises ActionRefused for the address of an account, which is to be erased as a person."""
    if person_of(address):
        raise ActionRefused("Cette adresse est celle d’un compte\u202f: effacez la personne.")
    FORGET_PERSON.gather(Leaver(frozenset([same_mailbox(address)])))
    record("address.erased", by, by=by)


@transaction.atomic
def erase_signer(mandate: Mandate, *, by: User) -> Mandate:
    """Forget the name of somebody who signed on paper and has no account; the signature stands.

    Raises ActionRefused for the mandate of an account, which is to be erased as a person."""
    if mandate.signer_id:
        raise ActionRefused("Cette personne a un compte\u202f: effacez la personne.")
    forget_signer(Mandate.objects.filter(pk=mandate.pk))
    record("signer.erased", mandate.signature, by=by)
    mandate.refresh_from_db()
    return mandate


@transaction.atomic
def erase_organisation(organisation: Organisation, *, by: User) -> Organisation:
    """Forget an association whose signatures are all withdrawn, with the records that were joined into its own;
    its people keep their own accounts.

    Raises ActionRefused while one of these signatures stands, or if it was already done."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if organisation.erased_at:
        raise ActionRefused("Les données de cette association sont déjà effacées.")
    if still_standing(organisation).exists():
        raise ActionRefused("Retirez d’abord la signature de cette association\u202f: ses données en dépendent.")
    for each in (organisation, *organisation.joined_records.filter(erased_at=None).order_by("pk")):
        FORGET_ORGANISATION.gather(each)
        record("organisation.erased", each, by=by)
    return organisation


def still_standing(organisation: Organisation) -> QuerySet[Signature]:
    """The signatures that keep an association from being erased: its own, those of the records joined into it."""
    its = Q(organisation=organisation) | Q(organisation__joined_into=organisation)
    return Signature.objects.filter(its).exclude(status=Status.WITHDRAWN)
