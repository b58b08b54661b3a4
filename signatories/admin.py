"""Gathers the admin pages of the slices, where Django looks for them."""

from signatories.charter.admin import CharterVersionAdmin
from signatories.directory.admin import DirectoryEntryAdmin
from signatories.moderation.admin import ExchangeAdmin
from signatories.organisations.admin import NetworkAdmin, ThemeAdmin
from signatories.outbox.admin import MessageAdmin
from signatories.signatures.admin import RegisterAnchorAdmin, RegisterEntryAdmin, SignatureAdmin
from signatories.territories.admin import QpvAdmin

__all__ = [
    "CharterVersionAdmin",
    "DirectoryEntryAdmin",
    "ExchangeAdmin",
    "MessageAdmin",
    "NetworkAdmin",
    "QpvAdmin",
    "RegisterAnchorAdmin",
    "RegisterEntryAdmin",
    "SignatureAdmin",
    "ThemeAdmin",
]
