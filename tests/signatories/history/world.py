"""What this slice holds of somebody."""

from signatories.history.actions import record
from tests.somebody import Somebody


def put_somebody(zelie: Somebody) -> None:
    record("role.given", zelie.person, by=zelie.team, note="Zélie, qui nous vient de Nantes")
