"""What a first visit weighs, everything in, as a browser that takes Brotli receives it."""

import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.factories import a_commune, a_network, a_qpv, a_signatory, a_theme
from tests.living import a_full_neighbourhood

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST = 30_000  # bytes
BROTLI: Callable[[bytes], bytes] = brotli.compress
LINKED = re.compile(r'<(?:link|script|img)[^>]* (?:href|src)="/static/([^"]+)"')
PRESENTATION = (
    "Un café associatif, des ateliers du samedi et une permanence, ouverts à toutes et à tous au pied des tours. "
)
DEPARTMENTS = [f"{number:02}" for number in range(1, 96) if number != 20]


def weight(client: Client, path: str) -> int:
    """Static files as they are compressed once for all; the page as it is each time (toolkit/encodings.py)."""
    answer = client.get(path, headers={"accept-encoding": "br"})
    compressed = answer.get("Content-Encoding") == "br"
    html = (brotli.decompress(answer.content) if compressed else answer.content).decode()
    files = {*LINKED.findall(html), "img/tiles.svg"}  # the latter from a style sheet
    return len(answer.content) + sum(_compressed(name) for name in files if not name.endswith(".png"))


def _compressed(name: str) -> int:
    path = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name))
    assert path, name
    return len(BROTLI(Path(path).read_bytes()))


def test_a_first_visit_weighs_thirty_kilobytes_at_most(client: Client) -> None:
    for number, code in enumerate(DEPARTMENTS):
        commune = a_commune(name=f"Commune du département {code}", code=f"{code}001")
        signature = a_signatory(
            f"Les amies et amis du quartier {number} (exemple)",
            commune=commune,
            qpvs=[a_qpv()],
            networks=[a_network(f"Réseau {number % 20}")],
            themes=[a_theme(f"Thème {number % 14}")],
        )
        signature.organisation.description = f"{number} {PRESENTATION}{number * 7}"
        signature.organisation.save()
    one = reverse("directory:detail", args=[signature.organisation.slug])

    paths = ["/", "/signataires/", "/signataires/?vue=tableau", "/signataires/?vue=carte", one]
    paths += ["/territoires/", "/territoires/95/", "/quartiers/QN09331M/", "/charte/", "/verifier/"]
    weights = {path: weight(client, path) for path in paths}

    assert max(weights.values()) <= MOST, weights


def test_so_does_the_page_of_a_neighbourhood_where_much_goes_on(client: Client) -> None:
    a_full_neighbourhood()
    for number in range(50):
        signature = a_signatory(f"Les amies et amis du quartier {number} (exemple)", qpvs=[a_qpv()])
        signature.organisation.description = f"{number} {PRESENTATION}{number * 7}"
        signature.organisation.save()

    assert weight(client, "/quartiers/QN09331M/") <= MOST
