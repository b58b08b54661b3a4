"""Gathers the admin pages of the slices, where Django looks for them."""

from signatories.territories.admin import QpvAdmin

__all__ = ["QpvAdmin"]
