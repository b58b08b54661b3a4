"""A mail's two parts, both made from one plain text."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template import Context, Engine
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\u202f\u00a0»]")


@dataclass(frozen=True)
class Parts:
    text: str
    html: str


@dataclass(frozen=True)
class WayToStop:
    """What one may stop receiving, in French, and the address of the page where one does."""

    words: str
    link: str


def render(template: str, context: dict[str, object], *, subject: str, stop: WayToStop | None = None) -> Parts:
    """The text of `templates/<template>.txt` and its HTML twin, with the way to `stop` such mails if there is one.

    Raises TemplateDoesNotExist. The text is not HTML: nothing is escaped in it."""
    body = _plain(f"{template}.txt", context).strip()
    site = settings.SITE_URL
    text = _plain("emails/layout.txt", {"text": body, "site": site, "stop": stop})
    paragraphs = [_paragraph(part) for part in re.split(r"\n\s*\n", body)]
    layout = Engine.get_default().get_template("emails/layout.html")
    frame = {"paragraphs": paragraphs, "site": site, "subject": subject, "stop": stop}
    html = layout.render(Context(frame))
    return Parts(text=text, html=html)


def _plain(name: str, context: dict[str, object]) -> str:
    return Engine.get_default().get_template(name).render(Context(context, autoescape=False))


def _paragraph(text: str) -> SafeString:
    """One paragraph: everything escaped, our own addresses turned into links."""
    pieces: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        pieces += [escape(text[end : match.start()]), _link(match[0])]
        end = match.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces).replace("\n", "<br>\n"))  # noqa: S308  # each piece was escaped above


def _link(address: str) -> SafeString:
    """A link, to this site only: an association's name must not bring a foreign one into our mails."""
    if address != settings.SITE_URL and not address.startswith(f"{settings.SITE_URL}/"):
        return escape(address)
    return format_html('<a href="{0}" style="color: #2b5c9e; overflow-wrap: anywhere">{0}</a>', address)
