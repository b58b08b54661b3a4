"""A link of the navigation knows on which pages it is the current one."""

import pytest

from signatories.people.places import NavigationLink

CHARTER = NavigationLink("La charte", "/charte/")
TERRITORIES = NavigationLink("Territoires", "/territoires/", under=("/territoires/", "/quartiers/"))


@pytest.mark.parametrize(
    ("link", "path", "is_current"),
    [
        (CHARTER, "/charte/2020/", True),
        (CHARTER, "/signer/charte/", False),
        (
            NavigationLink("Territoires", "/territoires/", under=("/territoires/", "/quartiers/")),
            "/quartiers/",
            True,
        ),
        (
            NavigationLink("Territoires", "/territoires/", under=("/territoires/", "/quartiers/")),
            "/charte/",
            False,
        ),
    ],
)
def test_the_current_link(link: NavigationLink, path: str, is_current: bool) -> None:  # noqa: FBT001  # expected
    assert link.is_current(path) is is_current
