"""The charter's page, printed by a browser as somebody does for a meeting."""

import io
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.utils.html import strip_tags
from pypdf import PdfReader

from signatories.charter.queries import text_of
from signatories.charter.text import CharterText, ItemList, Paragraph
from tests.factories import a_charter
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def bare(text: str) -> str:
    """Without tags, spaces nor ligatures: paper has its own."""
    return "".join(unicodedata.normalize("NFKC", strip_tags(text)).split())


def parts(charter: CharterText) -> Iterator[tuple[str, str]]:
    """Each heading, paragraph and item, and why it must not be the last of a page, if it must not."""
    for article in charter.articles:
        yield bare(article.title), "heading"
        for block, after in pairwise([*article.blocks, None]):
            if isinstance(block, Paragraph):
                yield bare(block.html), "before a list" if isinstance(after, ItemList) else ""
            elif block:
                yield from ((bare(item.html), "") for item in block.items)


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_the_charter_is_printed_without_cutting_a_paragraph_nor_leaving_a_heading_behind(
    visit: Visit, size: str
) -> None:
    charter = text_of(a_charter())
    printed = visit("/charte/").pdf(format=size)
    sheets = [bare(page.extract_text()) for page in PdfReader(io.BytesIO(printed)).pages]

    assert len(sheets) <= (4 if size == "A4" else 7)
    for text, place in parts(charter):
        assert any(text in sheet for sheet in sheets), f"{text} is cut"
        assert not place or not any(sheet.endswith(text) for sheet in sheets), f"{text} is left alone"
