"""Every write of this slice."""

from signatories.organisations.actions.contacts import (
    add_contact,
    change_role,
    confirm_people,
    end_membership,
    publish_name,
)
from signatories.organisations.actions.invitations import accept_invitation, cancel_invitation, hand_over, invite
from signatories.organisations.actions.joining import accept_join, ask_to_join, decline_join, prove_address
from signatories.organisations.actions.networks import restore_network, withdraw_network
from signatories.organisations.actions.proposals import refuse_change
from signatories.organisations.actions.record import (
    accept_change,
    create,
    locate,
    put_right,
    remove_logo,
    set_logo,
    take_over,
    update_address,
    update_area,
    update_description,
    update_identity,
    update_networks,
    update_numbers,
    update_themes,
)
from signatories.organisations.actions.registry import decline_registry, take_from_registry

__all__ = [
    "accept_change",
    "accept_invitation",
    "accept_join",
    "add_contact",
    "ask_to_join",
    "cancel_invitation",
    "change_role",
    "confirm_people",
    "create",
    "decline_join",
    "decline_registry",
    "end_membership",
    "hand_over",
    "invite",
    "locate",
    "prove_address",
    "publish_name",
    "put_right",
    "refuse_change",
    "remove_logo",
    "restore_network",
    "set_logo",
    "take_from_registry",
    "take_over",
    "update_address",
    "update_area",
    "update_description",
    "update_identity",
    "update_networks",
    "update_numbers",
    "update_themes",
    "withdraw_network",
]
