"""Gathers the admin pages of the slices, where Django looks for them."""

from signatories.charter.admin import CharterVersionAdmin
from signatories.territories.admin import QpvAdmin

__all__ = ["CharterVersionAdmin", "QpvAdmin"]
