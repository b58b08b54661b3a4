"""Every address of the site, asked for by everyone: nobody sees what is not theirs, and nothing breaks."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from qpv_charter.toolkit.audiences import by_key
from tests.worlds import Address, Answers, World, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BROKEN = re.compile(r"⟦undefined|Traceback|{%|{{|&lt;[A-Z]\w+: |>---------<")


def body(answer: Any) -> str:
    """What it says; a workbook is a ZIP file, and says what its parts do."""
    content = answer.getvalue()
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return str(content.decode(errors="replace"))


def close_files(answer: Any) -> None:
    """`answer.close()` would also end the request, and close the database with it."""
    for close in answer._resource_closers:
        close()


@pytest.mark.parametrize("address", list(addresses()), ids=str)
def test_nobody_sees_what_is_not_theirs_and_nothing_breaks(world: World, address: Address) -> None:
    url, door = world.url(address), world.door(address)
    browsers = {person: world.browser(person, address) for person in world.browsers}

    read = {person: browser.get(url) for person, browser in browsers.items()}
    written = {person: browser.post(url) for person, browser in browsers.items()}

    opened = _opened_by_its_key(address, browsers, read)

    for person, answer in [*read.items(), *written.items(), *opened.items()]:
        assert answer.status_code < 500, f"{person} breaks {url}"
        content = body(answer)  # streamed answers included: a cursor left open would outlive the test
        if "text/html" in answer.get("Content-Type", ""):
            assert not BROKEN.search(content), f"{url} shows its seams to {person}"
        close_files(answer)
    door.holds(read, url)
    door.holds(written, url)


@pytest.mark.parametrize("address", [a for a in addresses() if not hasattr(a.view, "view_class")], ids=str)
def test_a_view_answers_the_methods_that_it_names_and_no_other(world: World, address: Address) -> None:
    """Else a form's address would answer whoever only looks, and a page whoever posts to it. (A class names its
    methods by having them.)"""
    browser = world.browser(world.door(address).opens_to)

    for method in ("PUT", "DELETE", "PROPFIND"):
        assert browser.generic(method, world.url(address)).status_code in {404, 405}, address.name


def _opened_by_its_key(address: Address, browsers: dict[str, Client], read: Answers) -> Answers:
    """A key's own address only hands a cookie over: the page that it opens is where it leads."""
    if address.audience is not by_key:
        return {}
    led = {person: answer["Location"] for person, answer in read.items() if answer.status_code == 302}
    return {person: browsers[person].get(where) for person, where in led.items()}


def test_a_person_signed_in_is_greeted_by_their_space(world: World) -> None:
    answers = {person: world.browser(person).get("/espace/", follow=True) for person in world.browsers}

    assert answers["anonymous"].redirect_chain[0][0].startswith("/compte/connexion/")
    assert answers["member"].status_code == answers["stranger"].status_code == answers["staff"].status_code == 200
