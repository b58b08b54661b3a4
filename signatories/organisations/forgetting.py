"""Forgetting a contact, or a whole association."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from qpv_charter.toolkit.files import remove_once_committed
from signatories.history.actions import forget_notes
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation
from signatories.organisations.signals import organisation_changed
from signatories.outbox.forgetting import forget_about, forget_sent_about
from signatories.people.forgetting import forget_logged
from signatories.people.models import User
from signatories.people.places import Leaver

ERASED_ORGANISATION = "Association effacée"
# What stays of a record: by it counts stay right, and the register verifiable.
STAYS = {"id", "slug", "kind", "created_at", "name_key", "erased_at", "name", "joined_into"}


def forget_person(leaver: Leaver) -> None:
    """Somebody's part in associations, what they asked or were asked, the address or number they lent to one."""
    for address in leaver.addresses:
        for model in (Invitation, JoinRequest):
            _forget_asked(model._default_manager.filter(email__iexact=address))
        _forget_contact("contact_email", Organisation.objects.filter(contact_email__iexact=address))
        _forget_contact("public_email", Organisation.objects.filter(public_email__iexact=address))
    if leaver.person:
        _forget_memberships(leaver.person)


def _forget_memberships(person: User) -> None:
    if person.phone:
        hers = Organisation.objects.filter(memberships__user=person, public_phone=person.phone)
        _forget_contact("public_phone", hers.distinct())
    memberships = Membership.objects.filter(user=person)
    memberships.current().update(ended_at=timezone.now())
    memberships.update(role="", publish_name=False)


def forget_organisation(organisation: Organisation) -> None:
    """Back to what a record is before anything was said, under a name that says so. People keep their accounts."""
    _forget_asked(organisation.invitations.all())
    _forget_asked(organisation.join_requests.all())
    _forget_asked(organisation.proposed_changes.all())
    organisation.memberships.current().update(ended_at=timezone.now())
    organisation.memberships.update(role="")
    forget_sent_about(organisation)
    forget_notes(organisation)
    forget_logged(organisation, called=ERASED_ORGANISATION)
    _blank(organisation)


def _forget_asked(asked: QuerySet[Any]) -> None:
    """Remove invitations, or requests, and empty what was mailed about them."""
    for each in asked:
        forget_about(each)
    asked.delete()


def _forget_contact(field: str, organisations: QuerySet[Organisation]) -> None:
    for organisation in organisations:
        locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        setattr(locked, field, "")
        locked.save(update_fields=[field])
        organisation_changed.send(Organisation, organisation=locked, by=None)


def _blank(organisation: Organisation) -> None:
    remove_once_committed(organisation.logo)
    for field in Organisation._meta.concrete_fields:
        if field.name not in STAYS:
            setattr(organisation, field.attname, field.get_default())
    for relation in Organisation._meta.many_to_many:  # with what no list shows, a network that was withdrawn
        getattr(Organisation, relation.name).through.objects.filter(organisation=organisation).delete()
    organisation.name = ERASED_ORGANISATION
    organisation.slug = f"association-effacee-{organisation.pk}"
    organisation.erased_at = timezone.now()
    organisation.save()
