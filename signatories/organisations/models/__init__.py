"""Associations and collectives, the networks they belong to, and the people who look after their record."""

from signatories.organisations.models.changes import ProposedChange
from signatories.organisations.models.organisation import (
    NONE_OF_THEM,
    Organisation,
    OrganisationQuerySet,
    private_storage,
)
from signatories.organisations.models.people import Invitation, InvitationKey, JoinRequest, Membership
from signatories.organisations.models.reference import Network, Theme

__all__ = [
    "NONE_OF_THEM",
    "Invitation",
    "InvitationKey",
    "JoinRequest",
    "Membership",
    "Network",
    "Organisation",
    "OrganisationQuerySet",
    "ProposedChange",
    "Theme",
    "private_storage",
]
