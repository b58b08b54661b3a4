"""Associations whose people change: one hands over, one asks for a pause, one was left and somebody comes."""

from signatories.organisations.actions import (
    ask_to_join,
    end_membership,
    hand_over,
    prove_address,
    update_description,
)
from signatories.organisations.actors import Contact
from signatories.organisations.models import Membership
from signatories.people.actions import open_account
from signatories.stepping_back.actions import ask
from signatories.stepping_back.models import StepBack
from signatories.stepping_back.queries import standing_signature

HANDS_OVER = "Ludothèque des Causses (exemple)"
WANTS_A_PAUSE = "Entraide de la Place des Palmistes (exemple)"
LEFT = "Voisins des Abymes (exemple)"
PUBLIC = "bonjour.abymes@example.org"


def load() -> None:
    """Once each, as long as nothing of the kind was done with it; needs the invented signatures."""
    for name, act in {HANDS_OVER: _hand_over, WANTS_A_PAUSE: _ask_for_a_pause, LEFT: _leave}.items():
        contact = Membership.objects.current().filter(organisation__name=name).first()
        if contact:
            act(contact)


def _hand_over(contact: Membership) -> None:
    if not contact.organisation.invitations.exists():
        hand_over(contact, by=contact.user, email="lucie.fabre@example.org")


def _ask_for_a_pause(contact: Membership) -> None:
    signature = standing_signature(contact.organisation)
    if signature is None or StepBack.objects.filter(signature=signature).exists():
        return
    actor = Contact(person=contact.user, acts_for=contact.organisation_id, organisation=contact.organisation)
    reason = "Notre local est en travaux jusqu’à l’été\u202f: nous reviendrons."
    ask(signature, by=actor, kind=StepBack.Kind.PAUSE, reason=reason)


def _leave(contact: Membership) -> None:
    """She leaves, nobody is there; somebody who reads its public address asks to look after it."""
    organisation = contact.organisation
    if organisation.join_requests.exists():
        return
    organisation = update_description(
        organisation, by=contact.user, description="", website="", public_email=PUBLIC, public_phone=""
    )
    end_membership(contact, by=contact.user, leaves_nobody=True)
    asked = ask_to_join(organisation, email=PUBLIC, first_name="Cédric", last_name="Lubin", role="trésorier")
    person = open_account(email=PUBLIC, first_name="Cédric", last_name="Lubin", verified=True)
    prove_address(asked, by=person)
