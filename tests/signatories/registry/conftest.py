"""What the registry's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def own_lock(tmp_path: Path) -> Iterator[None]:
    """Tests that run side by side, each on its database, do not wait for each other's imports."""
    with override_settings(VAR_DIR=tmp_path):
        yield
