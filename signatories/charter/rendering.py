"""The charter's inline Markdown as HTML that is safe in a page, a mail or a PDF, and as plain text."""

import re

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


def _only_web_links(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


_RENDERER = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink", "html_inline"])
_RENDERER.validateLink = _only_web_links  # type: ignore[method-assign]  # the library's documented way


_BREAKABLE = re.compile(r" (?=[:;!?»])|(?<=«) ")


def unbroken(text: str) -> str:
    """The same words, where no French mark can start a line. For the eye alone: the file served keeps its own."""
    return _BREAKABLE.sub("\u202f", text)


def inline_html(markdown: str) -> SafeString:
    """Emphasis and web links; everything else is escaped text."""
    html: str = _RENDERER.renderInline(unbroken(markdown))
    return mark_safe(html)  # noqa: S308  # HTML in the source is escaped (html=False)


def plain_text(markdown: str) -> str:
    """The words alone, on one line."""
    pieces = [
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for token in _RENDERER.parseInline(markdown)
        for child in token.children or []
    ]
    return " ".join("".join(pieces).split())
