"""Who may do what to the accounts of the team."""

from signatories.people.models import User
from signatories.people.rules import is_national


def may_reset_second_factor(by: User, of: User) -> bool:
    """A national animator, for somebody else: alone, one proves nothing about oneself."""
    return is_national(by) and by != of
