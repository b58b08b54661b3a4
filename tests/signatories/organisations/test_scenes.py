"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest
from django.core.files.base import ContentFile
from django.dispatch import Signal

from signatories.organisations import actions, reference
from signatories.organisations.actions import contacts
from signatories.organisations.actors import Contact
from signatories.organisations.models import Invitation, JoinRequest, Membership, Organisation, ProposedChange
from signatories.organisations.signals import (
    organisation_changed,
    organisation_corrected,
    organisation_numbers_changed,
    reference_kept,
)
from signatories.people.audiences import member
from signatories.people.models import User
from signatories.people.queries import team_addresses
from signatories.registry.models import RecordA
from tests.factories import (
    a_commune,
    a_network,
    a_published_signature,
    a_qpv,
    a_team_member,
    a_theme,
    a_user,
    an_organisation,
)
from tests.scenes import Said, Scene, Scenes, play, play_cut_then_whole

pytestmark = pytest.mark.django_db


def of_two() -> tuple[Organisation, User, User]:
    """An association, its first contact and another one."""
    organisation = an_organisation(contact=(contact := a_user()))
    second = a_user()
    Membership.objects.create(organisation=organisation, user=second, role="bénévole")
    return organisation, contact, second


def asked(organisation: Organisation, *, email: str = "nora@example.org") -> JoinRequest:
    person = {"first_name": "Nora", "last_name": "Benali", "role": "trésorière"}
    return actions.ask_to_join(organisation, email=email, **person)


def without_contact(*, paper: str = "") -> Organisation:
    return Organisation.objects.create(slug="papier", name="Papier (exemple)", contact_email=paper)


def changing(action: str, /, *news: Signal, **values: object) -> Scene:
    """One part of a record is written."""
    organisation = an_organisation(contact=(contact := a_user()))
    act = getattr(actions, action)
    return Scene(
        act=lambda: act(organisation, by=contact, **values),
        events=(("organisation.changed", organisation, contact),),
        news=(organisation_changed, *news),
    )


def proposing(action: str, /, **values: object) -> Scene:
    """The same once its signature was published: the team reads first."""
    signature = a_published_signature()
    contact, team = signature.organisation.memberships.get().user, team_addresses()
    act = getattr(actions, action)
    return Scene(
        act=lambda: act(signature.organisation, by=contact, **values),
        events=(
            ("organisation.change_proposed", signature.organisation, contact),
            *[("organisation.changed", signature.organisation, contact)] * (action == "update_address"),
        ),
        mails=tuple(("organisations.change_proposed", address) for address in team),
        news=(organisation_changed,),
    )


def a_proposal() -> ProposedChange:
    organisation = a_published_signature().organisation
    contact = organisation.memberships.get().user
    actions.update_identity(organisation, by=contact, name="Autre", acronym="", kind=Organisation.Kind.NETWORK)
    return organisation.proposed_changes.get()


def take_a_proposal_back() -> Scene:
    proposal = a_proposal()
    organisation, contact = proposal.organisation, proposal.proposed_by
    name, kind = organisation.name, Organisation.Kind.ASSOCIATION
    return Scene(
        act=lambda: actions.update_identity(organisation, by=contact, name=name, acronym="", kind=kind),
        events=(("organisation.change_taken_back", organisation, contact),),
        news=(organisation_changed,),
    )


def accept_change() -> Scene:
    proposal, team = a_proposal(), a_team_member()
    return Scene(
        act=lambda: actions.accept_change(proposal, by=team),
        events=(("organisation.change_accepted", proposal.organisation, team),),
        mails=(("organisations.change_accepted", proposal.proposed_by.email),),
        news=(organisation_changed, organisation_numbers_changed, organisation_corrected),
    )


def refuse_change() -> Scene:
    proposal, team = a_proposal(), a_team_member()
    return Scene(
        act=lambda: actions.refuse_change(proposal, by=team, reason="Ce n’est pas vous."),
        events=(("organisation.change_refused", proposal.organisation, team),),
        mails=(("organisations.change_refused", proposal.proposed_by.email),),
    )


def create() -> Scene:
    person, qpv = a_user(), a_qpv()
    return Scene(
        act=lambda: actions.create(name="Les Voisins (exemple)", qpvs=[qpv], by=person),
        events=(("organisation.created", None, person),),
    )


def locate() -> Scene:
    organisation, team, qpv = an_organisation(), a_team_member(), a_qpv()
    return Scene(
        act=lambda: actions.locate(organisation, by=team, commune=a_commune(), qpvs=[qpv], outside_qpv=False),
        events=(("organisation.located", organisation, team),),
        news=(organisation_changed,),
    )


def update_numbers() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    numbers = {"rna": "W931000001", "siren": "", "siret": "", "alsace_moselle_register": ""}
    return Scene(
        act=lambda: actions.update_numbers(organisation, by=contact, **numbers),
        events=(("organisation.changed", organisation, contact),),
        news=(organisation_changed, organisation_numbers_changed),
    )


def put_right() -> Scene:
    organisation, team = an_organisation(), a_team_member()
    numbers = {"rna": "W931000001", "siren": ""}
    return Scene(
        act=lambda: actions.put_right(
            organisation, by=team, name="Autre", kind=Organisation.Kind.NETWORK, contact_email="", **numbers
        ),
        events=(("organisation.put_right", organisation, team),),
        news=(
            organisation_changed,
            organisation_numbers_changed,
            organisation_corrected,
        ),
    )


def take_over() -> Scene:
    organisation, team, themes = an_organisation(), a_team_member(), [a_theme()]
    values = {"name": "Autre", "rna": "W931000001"}
    return Scene(
        act=lambda: actions.take_over(organisation, by=team, values=values, sets={"themes": themes}),
        events=(("organisation.taken_over", organisation, team),),
        news=(organisation_changed, organisation_numbers_changed, organisation_corrected),
    )


def update_area() -> Scene:
    places = {"communes": [a_commune()], "departments": [], "regions": []}
    return changing("update_area", qpvs=[a_qpv()], outside_qpv=False, **places)


def take_from_registry() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    record = RecordA(number="W931000001", name="LES AMIS", address="1 rue du Port")
    return Scene(
        act=lambda: actions.take_from_registry(organisation, record=record, by=contact),
        events=(("organisation.taken_from_registry", organisation, contact),),
        news=(organisation_numbers_changed, organisation_changed),
    )


def decline_registry() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    return Scene(
        act=lambda: actions.decline_registry(organisation, by=contact),
        events=(("organisation.registry_declined", organisation, contact),),
    )


def add_contact(*, by_another: bool) -> Scene:
    organisation, newcomer, team = an_organisation(), a_user(), a_team_member()
    return Scene(
        act=lambda: actions.add_contact(
            organisation, user=newcomer, role="salariée", by=team if by_another else None
        ),
        events=(("contact.added", organisation, team if by_another else newcomer),),
        news=(organisation_changed,),
    )


def of_a_contact(action: str, kind: str, **values: object) -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    act, membership = getattr(actions, action), organisation.memberships.get()
    return Scene(
        act=lambda: act(membership, by=contact, **values),
        events=((kind, organisation, contact),),
        news=(organisation_changed,),
    )


def end_membership_of_another() -> Scene:
    organisation, contact, second = of_two()
    membership = organisation.memberships.get(user=second)
    return Scene(
        act=lambda: actions.end_membership(membership, by=contact),
        events=(("contact.ended", organisation, contact),),
        mails=(("organisations.contact_ended", second.email),),
        news=(organisation_changed,),
    )


def end_ones_own_membership() -> Scene:
    organisation, contact, _ = of_two()
    a_team_member()
    membership = organisation.memberships.get(user=contact)
    return Scene(
        act=lambda: actions.end_membership(membership, by=contact),
        events=(("contact.ended", organisation, contact),),
        news=(organisation_changed,),
    )


def end_the_last_membership() -> Scene:
    organisation, team = an_organisation(contact=(contact := a_user())), a_team_member()
    membership = organisation.memberships.get()
    return Scene(
        act=lambda: actions.end_membership(membership, by=contact, leaves_nobody=True),
        events=(("contact.ended", organisation, contact),),
        mails=(("organisations.nobody_left", team.email),),
        news=(organisation_changed,),
    )


def invite() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    return Scene(
        act=lambda: actions.invite(organisation, by=contact, email="deux@example.org"),
        events=(("invitation.sent", organisation, contact),),
        mails=(("organisations.invitation", "deux@example.org"),),
    )


def accept_invitation() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    newcomer = a_user()
    invitation = actions.invite(organisation, by=contact, email=newcomer.email)
    return Scene(
        act=lambda: actions.accept_invitation(invitation, by=newcomer),
        events=(("contact.added", organisation, newcomer),),
        mails=(("organisations.welcome", newcomer.email),),
        news=(organisation_changed,),
    )


def hand_over() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    membership = organisation.memberships.get()
    return Scene(
        act=lambda: actions.hand_over(membership, by=contact, email="deux@example.org"),
        events=(("handover.begun", organisation, contact),),
        mails=(("organisations.handover", "deux@example.org"),),
    )


def hand_over_at_once() -> Scene:
    organisation, team = an_organisation(contact=(contact := a_user())), a_team_member()
    membership = organisation.memberships.get()
    return Scene(
        act=lambda: actions.hand_over(
            membership, by=contact, email="deux@example.org", stays=False, leaves_nobody=True
        ),
        events=(("handover.begun", organisation, contact), ("contact.ended", organisation, contact)),
        mails=(("organisations.handover", "deux@example.org"), ("organisations.nobody_left", team.email)),
        news=(organisation_changed,),
    )


def handing_over() -> tuple[Invitation, User, User]:
    """An invitation, who stays until it is accepted, and who is invited."""
    organisation = an_organisation(contact=(contact := a_user()))
    newcomer = a_user()
    return (
        actions.hand_over(organisation.memberships.get(), by=contact, email=newcomer.email),
        contact,
        newcomer,
    )


def accept_a_handover() -> Scene:
    invitation, contact, newcomer = handing_over()
    organisation = invitation.organisation
    return Scene(
        act=lambda: actions.accept_invitation(invitation, by=newcomer),
        events=(
            ("contact.added", organisation, newcomer),
            ("contact.handed_over", organisation, newcomer),
        ),
        mails=(("organisations.welcome", newcomer.email), ("organisations.handed_over", contact.email)),
        news=(organisation_changed, organisation_changed),
    )


def make_way() -> Scene:
    invitation, contact, newcomer = handing_over()
    return Scene(
        act=lambda: contacts.make_way(invitation, by=newcomer),
        events=(("contact.handed_over", invitation.organisation, newcomer),),
        mails=(("organisations.handed_over", contact.email),),
        news=(organisation_changed,),
    )


def cancel_invitation() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    invitation = actions.invite(organisation, by=contact, email="deux@example.org")
    return Scene(
        act=lambda: actions.cancel_invitation(invitation, by=contact),
        events=(("invitation.cancelled", organisation, contact),),
    )


def ask_to_join() -> Scene:
    organisation, contact, second = of_two()
    a_team_member()
    return Scene(
        act=lambda: asked(organisation),
        events=(("join.asked", organisation, None),),
        mails=(
            ("organisations.join_asked", contact.email),
            ("organisations.join_asked", second.email),
            ("organisations.join_received", "nora@example.org"),
        ),
    )


def ask_to_join_without_contact() -> Scene:
    organisation, team = without_contact(paper="papier@example.org"), a_team_member()
    return Scene(
        act=lambda: asked(organisation),
        events=(("join.asked", organisation, None),),
        mails=(
            ("organisations.join_asked_of_team", team.email),
            ("organisations.join_received", "nora@example.org"),
        ),
    )


def ask_to_join_with_the_papers_address() -> Scene:
    organisation = without_contact(paper="papier@example.org")
    a_team_member()
    return Scene(
        act=lambda: asked(organisation, email="Papier@example.org"),
        events=(("join.asked", organisation, None),),
        mails=(("organisations.join_to_confirm", "papier@example.org"),),
    )


def nobody_left() -> tuple[Organisation, User]:
    """Its last contact left: who it was."""
    organisation = an_organisation(contact=(former := a_user()))
    actions.end_membership(organisation.memberships.get(), by=former, leaves_nobody=True)
    Organisation.objects.filter(pk=organisation.pk).update(public_email="bonjour@example.org")
    organisation.refresh_from_db()
    return organisation, former


def ask_to_join_once_all_left() -> Scene:
    team = a_team_member()
    organisation, former = nobody_left()
    return Scene(
        act=lambda: asked(organisation),
        events=(("join.asked", organisation, None),),
        mails=(
            ("organisations.join_asked_of_team", team.email),
            ("organisations.join_received", "nora@example.org"),
            ("organisations.join_told_former", former.email),
        ),
    )


def ask_to_join_once_all_left_with_its_address() -> Scene:
    a_team_member()
    organisation, _ = nobody_left()
    return Scene(
        act=lambda: asked(organisation, email="bonjour@example.org"),
        events=(("join.asked", organisation, None),),
        mails=(("organisations.join_to_confirm", "bonjour@example.org"),),
    )


def prove_address() -> Scene:
    team = a_team_member()
    organisation, former = nobody_left()
    request, person = asked(organisation, email="bonjour@example.org"), a_user(email="bonjour@example.org")
    return Scene(
        act=lambda: actions.prove_address(request, by=person),
        events=(("join.proved", organisation, person),),
        mails=(
            ("organisations.join_asked_of_team", team.email),
            ("organisations.join_told_former", former.email),
        ),
    )


def confirm_people() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    actor = Contact(person=contact, acts_for=organisation.pk, organisation=organisation)
    return Scene(
        act=lambda: actions.confirm_people(organisation, by=actor),
        events=(("contact.list_confirmed", organisation, contact),),
        news=(organisation_changed,),
    )


def accept_join() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    request = asked(organisation)
    return Scene(
        act=lambda: actions.accept_join(request, by=contact),
        events=(("join.accepted", organisation, contact), ("contact.added", organisation, contact)),
        mails=(("organisations.join_accepted", "nora@example.org"),),
        news=(organisation_changed,),
    )


def accept_join_oneself() -> Scene:
    organisation, person = without_contact(paper="papier@example.org"), a_user(email="papier@example.org")
    request = asked(organisation, email="papier@example.org")
    said: tuple[Said, ...] = (("join.accepted", organisation, person), ("contact.added", organisation, person))
    return Scene(act=lambda: actions.accept_join(request, by=person), events=said, news=(organisation_changed,))


def decline_join() -> Scene:
    organisation = an_organisation(contact=(contact := a_user()))
    request = asked(organisation)
    return Scene(
        act=lambda: actions.decline_join(request, by=contact),
        events=(("join.declined", organisation, contact),),
        mails=(("organisations.join_declined", "nora@example.org"),),
    )


def keep() -> Scene:
    network, team = a_network(), a_team_member()
    return Scene(
        act=lambda: reference.keep(network, by=team),
        events=(("network_kept", network, team),),
        news=(reference_kept,),
    )


def withdraw_network() -> Scene:
    network, other, by = a_network("Réseau X bis"), a_network("Réseau X"), member(a_team_member())
    an_organisation().networks.add(network)
    return Scene(
        act=lambda: actions.withdraw_network(network, by=by, to=other),
        events=(("network.withdrawn", network, by.person),),
        news=(reference_kept,),
    )


def restore_network() -> Scene:
    by = member(a_team_member())
    network = actions.withdraw_network(a_network(), by=by)
    return Scene(
        act=lambda: actions.restore_network(network, by=by),
        events=(("network.restored", network, by.person),),
        news=(reference_kept,),
    )


WORDS = {"description": "Nous", "website": "", "public_email": "", "public_phone": ""}
SCENES: Scenes = {
    "withdraw_network": withdraw_network,
    "restore_network": restore_network,
    "create": create,
    "update_identity": lambda: changing(
        "update_identity", organisation_corrected, name="Autre", acronym="", kind=Organisation.Kind.NETWORK
    ),
    "update_identity, published": lambda: proposing(
        "update_identity", name="Autre", acronym="", kind=Organisation.Kind.NETWORK
    ),
    "update_identity, taking back": take_a_proposal_back,
    "accept_change": accept_change,
    "refuse_change": refuse_change,
    "update_numbers": update_numbers,
    "put_right": put_right,
    "take_over": take_over,
    "update_address, published": lambda: proposing(
        "update_address", commune=None, commune_typed="Ici", address=""
    ),
    "update_address": lambda: changing(
        "update_address", organisation_corrected, commune=None, commune_typed="Ici", address="1 rue"
    ),
    "update_area": update_area,
    "update_themes": lambda: changing("update_themes", themes=[a_theme()]),
    "update_networks": lambda: changing("update_networks", networks=[a_network()]),
    "update_description": lambda: changing("update_description", **WORDS),
    "set_logo": lambda: changing("set_logo", picture=ContentFile(b"png", name="logo.png")),
    "remove_logo": lambda: changing("remove_logo"),
    "locate": locate,
    "take_from_registry": take_from_registry,
    "decline_registry": decline_registry,
    "add_contact": lambda: add_contact(by_another=False),
    "add_contact, by the team": lambda: add_contact(by_another=True),
    "change_role": lambda: of_a_contact("change_role", "contact.role_changed", role="secrétaire"),
    "publish_name": lambda: of_a_contact("publish_name", "contact.name_published", yes=True),
    "publish_name, no longer": lambda: of_a_contact("publish_name", "contact.name_hidden", yes=False),
    "end_membership": end_membership_of_another,
    "end_membership, one’s own": end_ones_own_membership,
    "end_membership, the last": end_the_last_membership,
    "invite": invite,
    "accept_invitation": accept_invitation,
    "accept_invitation, of who hands over": accept_a_handover,
    "hand_over": hand_over,
    "hand_over, leaving at once": hand_over_at_once,
    "make_way": make_way,
    "cancel_invitation": cancel_invitation,
    "ask_to_join": ask_to_join,
    "ask_to_join, nobody is there": ask_to_join_without_contact,
    "ask_to_join, with the paper’s address": ask_to_join_with_the_papers_address,
    "ask_to_join, once all left": ask_to_join_once_all_left,
    "ask_to_join, once all left, with its address": ask_to_join_once_all_left_with_its_address,
    "prove_address": prove_address,
    "confirm_people": confirm_people,
    "accept_join": accept_join,
    "accept_join, oneself": accept_join_oneself,
    "decline_join": decline_join,
    "keep": keep,
    "load_networks": lambda: Scene(act=reference.load_networks),
    "load_themes": lambda: Scene(act=reference.load_themes),
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())


def test_who_is_a_contact_already_is_added_no_more() -> None:
    organisation = an_organisation(contact=(contact := a_user()))
    play(Scene(act=lambda: actions.add_contact(organisation, user=contact, role="autre")))

    assert organisation.memberships.get().role == "présidente"
