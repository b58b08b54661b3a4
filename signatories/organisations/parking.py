"""Where two records put what they exchange, each having one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from signatories.organisations.models import Organisation


@contextmanager
def parking() -> Iterator[Organisation]:
    """A record that holds, for a moment of a transaction, what two others exchange."""
    key = uuid4()
    parked = Organisation.objects.create(pk=key, slug=f"echange-{key}", name="échange")
    yield parked
    parked.delete()
