"""What the templates say: French spaces, and addresses that lead somewhere."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Template
from django.urls import Resolver404, resolve

from qpv_charter.portal.samples import samples
from qpv_charter.toolkit.templatetags import components

pytestmark = pytest.mark.once

TEMPLATES = settings.BASE_DIR / "templates"
FILES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})
MACHINERY = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)
BREAKABLE = re.compile(r"[^\n]{0,30}( [;:?!»](?!\w)|« )")
ADDRESS = re.compile(r'href="(/[^"{?#]*)"')


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_mark_never_starts_a_line(path: Path) -> None:
    """French puts a space before some marks: a thin one that does not break (U+202F)."""
    text = MACHINERY.sub("x", path.read_text())

    assert [found[0] for found in BREAKABLE.finditer(text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_an_address_written_out_leads_somewhere(path: Path) -> None:
    lost = [address for address in ADDRESS.findall(path.read_text()) if not leads_somewhere(address)]

    assert lost == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_numbers_and_days_are_said_in_french(path: Path) -> None:
    """Django's own `pluralize` writes "0 signatures", its formats "1 mars"; ours do not."""
    text = path.read_text()

    assert "|pluralize }}" not in text
    assert '|date:"j F Y' not in text
    assert '|date:"DATETIME_FORMAT"' not in text


def drawn_by(tag: str) -> str:
    """The class that marks what a component's tag draws."""
    sample = next(sample for sample in samples() if sample.component == tag)
    found = re.search(r'class="(\w+)', sample.drawn(HttpRequest()))
    assert found, tag
    return found[1]


BLOCKS = "|".join(drawn_by(tag) for tag in components.register.tags)
RAW = re.compile(rf'class="(?:[^"]* )?(?:{BLOCKS})(?:[ "]|--|{{)')


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.stem != "copy"],
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_a_component_is_drawn_by_its_tag(path: Path) -> None:
    """Never written out again: {% note %}, {% card %}, {% button %}… (docs/look.md)."""
    assert [found[0] for found in RAW.finditer(path.read_text())] == []


def test_raw_markup_of_a_component_is_recognised() -> None:
    raw = ['class="note"', 'class="card twin"', 'class="btn{% if kind %}', 'class="status status--paused"']

    assert all(RAW.search(text) for text in (*raw, 'class="actions btn btn--plain"', 'class="crumbs"'))
    assert not RAW.search('class="note__title"')
    assert not RAW.search('class="cards btn-group"')


def leads_somewhere(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def test_a_day_is_the_one_of_paris() -> None:
    late = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)

    assert Template("{{ at|day }}").render(Context({"at": late})) == "1er mars 2026"


def test_a_moment_is_the_one_of_paris() -> None:
    late = datetime(2026, 2, 28, 23, 5, tzinfo=UTC)

    assert Template("{{ at|moment }}").render(Context({"at": late})) == "1er mars 2026 à 0\u202fh\u202f05"
    assert Template("{{ at|moment }}").render(Context({"at": None})) == ""
