import pytest
from pytest_django import Settings

from qpv_charter.toolkit.links import absolute


def test_a_path_becomes_a_full_address(settings: Settings) -> None:
    settings.SITE_URL = "https://charte.example.org"
    assert absolute("/signer/") == "https://charte.example.org/signer/"


@pytest.mark.parametrize("path", ["signer/", "//evil.example/", "https://evil.example/", ""])
def test_anything_but_a_path_of_this_site_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="Not a path"):
        absolute(path)
