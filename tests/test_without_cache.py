"""The whole site while the shared cache does not answer: pages are slower, and nothing breaks."""

from typing import Any

import pytest

from tests.qpv_charter.toolkit.test_pages import NOWHERE
from tests.test_sweep import close_files
from tests.worlds import World, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_no_address_breaks_whoever_asks(world: World, settings: Any) -> None:
    settings.CACHES = settings.CACHES | {"versions": NOWHERE}

    for address in addresses():
        url = world.url(address)
        for person in {"anonymous", world.door(address).opens_to}:
            browser = world.browser(person, address)
            for answer in (browser.get(url), browser.post(url)):
                assert answer.status_code < 500, f"{person} breaks {url}"
                answer.getvalue()
                close_files(answer)


@pytest.mark.parametrize(
    "url", ["/", "/signataires/", "/signataires/?q=amis", "/territoires/", "/charte/", "/donnees/"]
)
def test_the_pages_that_visitors_are_kept_answer(world: World, settings: Any, url: str) -> None:
    settings.CACHES = settings.CACHES | {"versions": NOWHERE}

    assert world.browser("anonymous").get(url).status_code == 200
