"""Forgetting a contact, or an association: what goes, and what of others stays."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from signatories.history.actions import record
from signatories.history.models import Event
from signatories.organisations.actions import ask_to_join, change_role, invite, publish_name
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.organisations.signals import organisation_changed
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.people.places import FORGET_PERSON, Leaver
from tests.factories import a_qpv, a_user, an_organisation

pytestmark = pytest.mark.django_db
WHO = {"first_name": "Nora", "last_name": "Benali", "role": "trésorière"}


def forget(person: User) -> None:
    FORGET_PERSON.gather(Leaver(frozenset([person.email]), person=person))


def test_her_part_ends_in_every_association_and_says_nothing_more() -> None:
    person, colleague = a_user(), a_user()
    first, former = an_organisation(contact=person), an_organisation(contact=colleague)
    publish_name(first.memberships.get(), by=person, yes=True)
    ended = Membership.objects.create(
        organisation=former, user=person, role="ancienne présidente", ended_at=timezone.now()
    )
    change_role(former.memberships.get(user=colleague), by=colleague, role="trésorier")
    long_ago = ended.ended_at

    forget(person)

    hers = Membership.objects.filter(user=person)
    assert [(one.role, one.publish_name) for one in hers] == [("", False)] * 2
    assert not hers.current().exists()
    ended.refresh_from_db()
    assert ended.ended_at == long_ago
    assert former.memberships.get(user=colleague).role == "trésorier"
    assert former.memberships.current().get().user == colleague


def test_what_was_asked_of_her_address_goes_with_its_mails_and_not_what_others_ask() -> None:
    organisation = an_organisation()
    contact = organisation.memberships.get().user
    invite(organisation, by=contact, email="nora@example.org")
    invite(organisation, by=contact, email="lea@example.org")
    hers = ask_to_join(an_organisation(), email="nora@example.org", **WHO)
    other = ask_to_join(hers.organisation, email="lea@example.org", **WHO)
    told = Message.objects.about(hers)
    assert told.exclude(text="").exists()

    FORGET_PERSON.gather(Leaver(frozenset(["nora@example.org"])))

    assert [invitation.email for invitation in Invitation.objects.all()] == ["lea@example.org"]
    assert list(JoinRequest.objects.all()) == [other]
    assert not Message.objects.filter(text__contains="Nora").exclude(
        pk__in=Message.objects.about(other).values("pk")
    )
    assert Message.objects.about(other).exclude(text="").exists()


def test_the_address_and_number_she_lent_leave_the_record_and_its_page() -> None:
    person = a_user()
    User.objects.filter(pk=person.pk).update(phone="06 11 22 33 44")
    person.refresh_from_db()
    hers, other = an_organisation(contact=person), an_organisation()
    mine = {"public_email": person.email.upper(), "public_phone": person.phone, "contact_email": person.email}
    for organisation in (hers, other):
        Organisation.objects.filter(pk=organisation.pk).update(**mine)
    stranger, theirs = an_organisation(), {"contact_email": "lea@example.org", "public_email": "nous@example.org"}
    Organisation.objects.filter(pk=stranger.pk).update(**theirs)
    told: list[Organisation] = []
    organisation_changed.connect(listen := lambda organisation, **_: told.append(organisation))

    try:
        forget(person)
    finally:
        organisation_changed.disconnect(listen)

    hers.refresh_from_db()
    other.refresh_from_db()
    assert (hers.public_email, hers.public_phone, hers.contact_email) == ("", "", "")
    assert (other.public_email, other.contact_email) == ("", "")
    assert other.public_phone == "06 11 22 33 44", "a number is hers where she is a contact only"
    assert {hers.pk, other.pk} == {organisation.pk for organisation in told}
    stranger.refresh_from_db()
    assert (stranger.contact_email, stranger.public_email) == ("lea@example.org", "nous@example.org")


def test_a_person_without_a_number_takes_no_number_along() -> None:
    person = a_user()
    organisation = an_organisation(contact=person)

    forget(person)

    assert Organisation.objects.get(pk=organisation.pk).public_phone == ""


@pytest.mark.django_db(transaction=True)
def test_an_association_is_left_as_before_anything_was_said_of_it() -> None:
    organisation, other = an_organisation(name="Les Tisserandes (exemple)"), an_organisation()
    contact = organisation.memberships.get().user
    organisation.qpvs.add(a_qpv())
    organisation.logo.save("logo.png", ContentFile(b"png"))
    Organisation.objects.filter(pk=organisation.pk).update(address="1 rue de l’Exemple", siren="732829320")
    organisation.refresh_from_db()
    storage, logo = organisation.logo.storage, str(organisation.logo.name)
    invite(organisation, by=contact, email="zoe@example.org")
    ask_to_join(organisation, email="nora@example.org", **WHO)
    ask_to_join(other, email="nora@example.org", **WHO)
    record("organisation.created", organisation, by=None, note="Venue par le réseau")
    created_at = organisation.created_at
    former = Membership.objects.create(organisation=organisation, user=a_user(), ended_at=created_at)

    FORGET_ORGANISATION.gather(organisation)

    left = Organisation.objects.get(pk=organisation.pk)
    assert (left.name, left.name_key) == ("Association effacée", "association effacee")
    assert left.slug == f"association-effacee-{organisation.pk}"
    assert (left.address, left.siren, left.commune, left.logo.name) == ("", None, None, "")
    assert left.created_at == created_at
    assert left.erased_at is not None
    assert not left.qpvs.exists()
    assert not storage.exists(logo)
    assert not left.memberships.current().exists()
    assert {membership.role for membership in left.memberships.all()} == {""}
    assert left.memberships.get(pk=former.pk).ended_at == created_at
    assert not left.invitations.exists()
    assert [request.organisation for request in JoinRequest.objects.all()] == [other]
    assert not Message.objects.about(organisation).exclude(text="").exists()
    assert not Event.objects.of(organisation).exclude(note="").exists()
    assert other.memberships.current().exists()
