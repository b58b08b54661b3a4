"""What this slice holds of somebody."""

from signatories.history.actions import record
from tests.somebody import Somebody
from tests.weavers import Weavers


def put_somebody(zelie: Somebody) -> None:
    record("role.given", zelie.person, by=zelie.team, note="Zélie, qui nous vient de Nantes")


def put_association(weavers: Weavers) -> None:
    record("organisation.located", weavers.organisation, by=weavers.team, note="Les Tisserandes sont à Kerbihan")
