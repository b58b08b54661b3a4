"""Fixtures of the tests of signing."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def forget_limits() -> None:
    """Each test starts with nothing asked for yet from its network."""
    cache.clear()
