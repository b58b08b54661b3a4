"""What every page of a list owes: the same number of queries whatever it holds, and a short address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qpv_charter.toolkit.lists import PAGE, Place


def costs_the_same_at_any_length(
    monkeypatch: pytest.MonkeyPatch,
    client: Client,
    place: type[Place[Any]],
    address: str,
    make: Callable[[], object],
) -> None:
    """One row, three, and three that cross a page of two rows (both pages) cost as many queries; and a field that
    nobody filled in is not kept in its address."""
    make()
    one = queries_of(client, address)
    make()
    make()
    three = queries_of(client, address)
    monkeypatch.setattr(place, "size", 2)
    first, second = queries_of(client, address), queries_of(client, address, page=2)

    assert three == first == second == one
    unfilled = client.get(address, {PAGE: ""})
    assert (unfilled.status_code, unfilled.headers.get("Location")) == (302, address)


def queries_of(client: Client, address: str, **asked: Any) -> int:
    client.get(address, asked)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, asked)
    assert answer.status_code == 200
    return len(queries)
