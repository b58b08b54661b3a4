"""Gathers the models of the slices; each lives in its own."""

from signatories.charter.models import Article, CharterVersion, Commitment
from signatories.directory.models import DirectoryEntry, DirectoryLine, DirectoryTerm
from signatories.following.models import Followed, Refusal
from signatories.history.models import Event, EventNaming
from signatories.mailings.models import Mailing, MailingRecipient
from signatories.merging.models import Union, UnionChange
from signatories.moderation.models import Exchange
from signatories.organisations.models import (
    Invitation,
    InvitationKey,
    JoinRequest,
    Membership,
    Network,
    Organisation,
    ProposedChange,
    Theme,
)
from signatories.outbox.models import Message, MessageSubject, Preference
from signatories.people.models import FormerAddress, Role, User
from signatories.registry.models import RecordA, RecordB, RegistryPointer
from signatories.signatures.models import (
    JointGroup,
    Mandate,
    RegisterAnchor,
    RegisterEntry,
    RegisterHead,
    RegisterValue,
    Signature,
    SigningSession,
)
from signatories.signing.models import DraftSecret, SigningDraft
from signatories.stepping_back.models import StepBack
from signatories.tags.models import Tag, Tagging
from signatories.taking_up.models import ImportRow, ListImport
from signatories.team.models import AnswerDay
from signatories.territories.models import Commune, Department, Qpv, Region
from signatories.today.models import PutOff
from signatories.versions.models import Preparation, Renewal

__all__ = [
    "AnswerDay",
    "Article",
    "CharterVersion",
    "Commitment",
    "Commune",
    "Department",
    "DirectoryEntry",
    "DirectoryLine",
    "DirectoryTerm",
    "DraftSecret",
    "Event",
    "EventNaming",
    "Exchange",
    "Followed",
    "FormerAddress",
    "ImportRow",
    "Invitation",
    "InvitationKey",
    "JoinRequest",
    "JointGroup",
    "ListImport",
    "Mailing",
    "MailingRecipient",
    "Mandate",
    "Membership",
    "Message",
    "MessageSubject",
    "Network",
    "Organisation",
    "Preference",
    "Preparation",
    "ProposedChange",
    "PutOff",
    "Qpv",
    "RecordA",
    "RecordB",
    "Refusal",
    "Region",
    "RegisterAnchor",
    "RegisterEntry",
    "RegisterHead",
    "RegisterValue",
    "RegistryPointer",
    "Renewal",
    "Role",
    "Signature",
    "SigningDraft",
    "SigningSession",
    "StepBack",
    "Tag",
    "Tagging",
    "Theme",
    "Union",
    "UnionChange",
    "User",
]
