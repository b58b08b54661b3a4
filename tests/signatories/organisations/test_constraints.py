"""What the database refuses, whoever writes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signatories.organisations.actions import ask_to_join, hand_over, invite
from signatories.organisations.models import Invitation, JoinRequest, Organisation, ProposedChange
from tests.constraints import Broken, changed, refused_by_the_database, twice
from tests.factories import a_network, a_user, an_organisation

pytestmark = pytest.mark.django_db


def an_invitation() -> Invitation:
    return invite(an_organisation(contact=(contact := a_user())), by=contact, email="deux@example.org")


def a_request() -> JoinRequest:
    person = {"first_name": "Nora", "last_name": "Benali", "email": "nora@example.org", "role": "trésorière"}
    return ask_to_join(an_organisation(), **person)


def a_proposal() -> ProposedChange:
    organisation, by = an_organisation(), a_user()
    return ProposedChange.objects.create(organisation=organisation, fields=["name"], name="Autre", proposed_by=by)


def a_handover() -> Invitation:
    organisation = an_organisation(contact=(contact := a_user()))
    return hand_over(organisation.memberships.get(), by=contact, email="deux@example.org")


BROKEN: Broken = {
    "network_replaced_is_withdrawn": lambda: changed(a_network("X"), replaced_by=a_network("Y")),
    "network_replaced_by_another": lambda: changed(
        network := a_network(), replaced_by=network, withdrawn_at=timezone.now()
    ),
    "organisation_rna_null_not_empty": lambda: changed(an_organisation(), rna=""),
    "organisation_siren_null_not_empty": lambda: changed(an_organisation(), siren=""),
    "organisation_siret_null_not_empty": lambda: changed(an_organisation(), siret=""),
    "organisation_rna_sure_or_doubtful": lambda: changed(
        an_organisation(), rna="W931000001", doubtful_rna="W931000001"
    ),
    "organisation_siren_sure_or_doubtful": lambda: changed(an_organisation(), doubtful_siren=""),
    "membership_once_at_a_time": lambda: twice(an_organisation().memberships.get()),
    "invitation_one_pending": lambda: twice(an_invitation(), email="Deux@Example.org"),
    "invitation_accepted_or_cancelled": lambda: changed(
        an_invitation(), accepted_at=timezone.now(), cancelled_at=timezone.now()
    ),
    "invitation_one_hands_over": lambda: twice(a_handover(), email="trois@example.org"),
    "proposed_change_one_pending": lambda: twice(a_proposal()),
    "proposed_change_decided_has_date": lambda: changed(a_proposal(), state=ProposedChange.State.REPLACED),
    "proposed_change_refused_has_reason": lambda: changed(
        a_proposal(), state=ProposedChange.State.REFUSED, decided_at=timezone.now()
    ),
    "join_request_decided_has_date": lambda: changed(a_request(), state=JoinRequest.State.DECLINED),
    "join_request_one_pending": lambda: twice(a_request(), email="Nora@Example.org"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_a_date_without_a_decision_is_refused_too() -> None:
    request = a_request()
    refused_by_the_database("join_request_decided_has_date", lambda: changed(request, decided_at=timezone.now()))


def test_a_proposal_that_waits_has_no_date_of_decision() -> None:
    proposal = a_proposal()
    refused_by_the_database(
        "proposed_change_decided_has_date", lambda: changed(proposal, decided_at=timezone.now())
    )


def test_what_ended_stands_beside_what_goes_on() -> None:
    membership, invitation, request = an_organisation().memberships.get(), an_invitation(), a_request()
    now = timezone.now()
    changed(membership, ended_at=now - timedelta(days=1))
    changed(request, state=JoinRequest.State.DECLINED, decided_at=now)

    twice(membership, ended_at=None)
    twice(invitation, cancelled_at=now)
    twice(request, state=JoinRequest.State.PENDING)

    assert Organisation.objects.filter(memberships__ended_at=None).count() == 3


def test_a_number_in_doubt_stands_alone() -> None:
    organisation = an_organisation()
    changed(organisation, doubtful_rna="W931000001", doubtful_siren="732829320")
    refused_by_the_database("organisation_rna_sure_or_doubtful", lambda: changed(organisation, doubtful_rna=""))
    refused_by_the_database(
        "organisation_siren_sure_or_doubtful", lambda: changed(organisation, siren="732829320")
    )
