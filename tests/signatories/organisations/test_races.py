"""Two people at the same moment: each lock is there for one of these."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.models import Event
from signatories.organisations import actions
from signatories.organisations.models import Invitation, JoinRequest, Membership, Network, Organisation
from signatories.outbox.models import Message
from signatories.people.audiences import member
from signatories.registry.models import RecordA
from tests.factories import a_network, a_qpv, a_team_member, a_user, an_organisation
from tests.races import raised, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)
NORA = {"first_name": "Nora", "last_name": "Benali", "email": "nora@example.org", "role": "trésorière"}


def test_a_person_added_twice_is_a_contact_once() -> None:
    organisation, person = an_organisation(), a_user()

    answers = side_by_side(*[lambda: actions.add_contact(organisation, user=person, role="salariée")] * 2)

    assert answers[0] == answers[1]
    assert Membership.objects.filter(user=person).count() == 1


def test_two_networks_are_not_each_withdrawn_for_the_other() -> None:
    one, other, by = a_network("Réseau X"), a_network("Réseau Y"), member(a_team_member())

    answers = side_by_side(
        lambda: actions.withdraw_network(one, by=by, to=other),
        lambda: actions.withdraw_network(other, by=by, to=one),
    )

    assert raised(answers) == [ActionRefused]
    assert [network.replaced_by for network in Network.every.order_by("name")] == [other, None]


def test_two_contacts_cannot_both_be_the_one_who_stays() -> None:
    """Each sees the other still there, and leaves: nobody would be left, and nobody told."""
    organisation = an_organisation(contact=(contact := a_user()))
    second = actions.add_contact(organisation, user=a_user(), role="").user
    first, other = organisation.memberships.get(user=contact), organisation.memberships.get(user=second)

    answers = side_by_side(
        lambda: actions.end_membership(first, by=contact), lambda: actions.end_membership(other, by=second)
    )

    assert raised(answers) == [ActionRefused]
    assert organisation.memberships.current().get() == other


def test_a_contact_taken_off_twice_is_told_once() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    second = actions.add_contact(organisation, user=a_user(), role="")

    answers = side_by_side(*[lambda: actions.end_membership(second, by=contact)] * 2)

    assert raised(answers) == [ActionRefused]
    assert Message.objects.filter(kind="organisations.contact_ended").count() == 1


def test_a_role_is_not_changed_for_somebody_who_is_just_leaving() -> None:
    """The whole row would be written back as it was read: a contact again."""
    organisation = an_organisation(contact=(contact := a_user()))
    second = actions.add_contact(organisation, user=a_user(), role="")

    answers = side_by_side(
        lambda: actions.end_membership(second, by=contact),
        lambda: actions.change_role(second, by=contact, role="secrétaire"),
    )

    second.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert second.ended_at is not None


def test_an_address_is_invited_once() -> None:
    organisation = an_organisation(contact=(contact := a_user()))

    answers = side_by_side(*[lambda: actions.invite(organisation, by=contact, email="deux@example.org")] * 2)

    assert raised(answers) == [ActionRefused]
    assert Message.objects.filter(kind="organisations.invitation").count() == 1


def test_the_tenth_invitation_is_sent_once() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    for number in range(9):
        actions.invite(organisation, by=contact, email=f"n{number}@example.org")

    answers = side_by_side(
        lambda: actions.invite(organisation, by=contact, email="dix@example.org"),
        lambda: actions.invite(organisation, by=contact, email="onze@example.org"),
    )

    assert raised(answers) == [ActionRefused]
    assert Invitation.objects.count() == 10


def test_two_who_hand_over_and_leave_at_once_do_not_both_leave() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    second = actions.add_contact(organisation, user=a_user(), role="").user
    first, other = organisation.memberships.get(user=contact), organisation.memberships.get(user=second)

    answers = side_by_side(
        lambda: actions.hand_over(first, by=contact, email="deux@example.org", stays=False),
        lambda: actions.hand_over(other, by=second, email="trois@example.org", stays=False),
    )

    assert raised(answers) == [ActionRefused]
    assert organisation.memberships.current().get() == other
    assert Invitation.objects.get().email == "deux@example.org"


def test_one_hands_over_once() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    membership = organisation.memberships.get()

    answers = side_by_side(
        lambda: actions.hand_over(membership, by=contact, email="deux@example.org"),
        lambda: actions.hand_over(membership, by=contact, email="trois@example.org"),
    )

    assert raised(answers) == [ActionRefused]
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("first", ["comes", "leaves"])
def test_who_comes_while_the_other_leaves_finds_somebody_or_stays(first: str) -> None:
    """Whichever comes first, somebody is there: nobody meant to leave nobody."""
    organisation = an_organisation(contact=(contact := a_user()))
    membership, successor = organisation.memberships.get(), a_user()
    invitation = actions.hand_over(membership, by=contact, email=successor.email)
    jobs = [
        lambda: actions.accept_invitation(invitation, by=successor),
        lambda: actions.end_membership(membership, by=contact),
    ]

    answers = side_by_side(*(jobs if first == "comes" else reversed(jobs)))

    assert raised(answers) == [ActionRefused]
    assert organisation.memberships.current().get().user == successor
    assert Message.objects.filter(kind="organisations.handed_over").count() == 1


def test_an_invitation_serves_one_person() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    one, another = a_user(), a_user()

    answers = side_by_side(
        lambda: actions.accept_invitation(invitation, by=one),
        lambda: actions.accept_invitation(invitation, by=another),
    )

    assert raised(answers) == [ActionRefused]
    assert organisation.memberships.current().count() == 2


def test_an_invitation_is_accepted_or_cancelled() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    newcomer = a_user()

    answers = side_by_side(
        lambda: actions.accept_invitation(invitation, by=newcomer),
        lambda: actions.cancel_invitation(invitation, by=contact),
    )

    invitation.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert invitation.cancelled_at is None


def test_an_invitation_is_cancelled_once() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    dates: list[object] = []

    def cancel() -> None:
        dates.append(actions.cancel_invitation(invitation, by=contact).cancelled_at)

    side_by_side(cancel, cancel)

    assert len(set(dates)) == 1


def test_asking_twice_at_once_is_asking_once() -> None:
    organisation = an_organisation()

    answers = side_by_side(*[lambda: actions.ask_to_join(organisation, **NORA)] * 2)

    assert answers[0] == answers[1]
    assert Message.objects.filter(kind="organisations.join_asked").count() == 1


def test_a_request_has_one_answer() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    request = actions.ask_to_join(organisation, **NORA)

    answers = side_by_side(
        lambda: actions.accept_join(request, by=contact), lambda: actions.decline_join(request, by=contact)
    )

    request.refresh_from_db()
    assert raised(answers) == [ActionRefused]
    assert Event.objects.about(organisation).filter(kind__startswith="join.").count() == 2
    assert request.state == JoinRequest.State.ACCEPTED


def test_two_parts_of_a_record_are_both_kept() -> None:
    """A record is written as a whole: who read it before the other part was written would write that back."""
    organisation = an_organisation(contact=(contact := a_user()))
    record = RecordA(number="W931000001", name="LES AMIS", address="1 rue du Port")

    for act in (
        lambda: actions.take_from_registry(organisation, record=record, by=contact),
        lambda: actions.decline_registry(organisation, by=contact),
    ):
        Organisation.objects.update(from_registry={}, acronym="", rna=None, address="")
        side_by_side(
            act,
            lambda: actions.update_identity(
                organisation, by=contact, name="Autre", acronym="AUT", kind=Organisation.Kind.ASSOCIATION
            ),
        )
        organisation.refresh_from_db()
        assert (organisation.acronym, bool(organisation.from_registry)) == ("AUT", True)


def test_expired_invitations_leave_room_even_when_two_are_sent_at_once() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    actions.invite(organisation, by=contact, email="deux@example.org")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    answers = side_by_side(*[lambda: actions.invite(organisation, by=contact, email="deux@example.org")] * 2)

    assert raised(answers) == [ActionRefused]
    assert Invitation.objects.pending().count() == 1


def test_places_and_another_part_of_a_record_are_both_kept() -> None:
    organisation, team, qpv = an_organisation(contact=(contact := a_user())), a_team_member(), a_qpv()

    side_by_side(
        lambda: actions.update_identity(
            organisation, by=contact, name="Autre", acronym="AUT", kind=Organisation.Kind.ASSOCIATION
        ),
        lambda: actions.locate(organisation, by=team, commune=organisation.commune, qpvs=[qpv], outside_qpv=True),
    )

    organisation.refresh_from_db()
    assert (organisation.acronym, organisation.outside_qpv) == ("AUT", True)
