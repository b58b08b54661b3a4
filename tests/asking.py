"""On whose account a call is put: a network's, a person's; and limits that others have used up."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from qpv_charter.toolkit.limits import Limit
from signatories.people.models import User


def use_up(limits: Sequence[Limit], key: str) -> None:
    """As others did, wherever they are."""
    for limit in limits:
        while limit.spend(key):
            pass


@contextmanager
def asked_from(network: str = "192.0.2.1", *, by: User | None = None) -> Iterator[None]:
    """What happens inside is put on their account (`people.asking`)."""
    request = RequestFactory().post("/", REMOTE_ADDR=network)
    request.user = by or AnonymousUser()
    with request_context(request):
        yield
