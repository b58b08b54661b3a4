"""A mail's two parts, both made from one plain text: what it sets apart (a code, the button) is drawn in HTML."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template import Context, Engine
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from qpv_charter.toolkit.templatetags.letters import Apart, Button, Code, Marks, Title

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\u202f\u00a0»]")
HEADING = "Un mot de l’équipe d’animation"  # over what the team adds (`paragraphs.py`)
FOOT = "\n-- \n"  # what stands under a mail begins so (`emails/layout.txt`)
_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Parts:
    text: str
    html: str


@dataclass(frozen=True)
class WayToStop:
    """What one may stop receiving, in French, and the address of the page where one does."""

    words: str
    link: str


@dataclass(frozen=True)
class Block:
    """What follows another down the page: a paragraph, a title, a code or the button; the layout draws each."""

    paragraph: SafeString | None = None
    code: str = ""
    title: str = ""
    button: Button | None = None


def render(
    template: str, context: dict[str, object], *, subject: str, stop: WayToStop | None = None, added: str = ""
) -> Parts:
    """The text of `templates/<template>.txt` and its HTML twin, with what the team has `added`, and the way to
    `stop` such mails if there is one.

    Raises TemplateDoesNotExist. The text is not HTML: nothing is escaped in it."""
    marks = Marks.draw()
    pieces = marks.read(_plain(f"{template}.txt", context | {"marks": marks}).strip())
    if added:
        pieces += ["\n\n", Title(HEADING), f"\n\n{added}"]
    body = _BLANK.sub("\n\n", "".join(_written(piece) for piece in pieces))
    frame: dict[str, object] = {"site": settings.SITE_URL, "stop": stop}
    text = _plain("emails/layout.txt", {"text": body} | frame).rstrip() + "\n"
    layout = Engine.get_default().get_template("emails/layout.html")
    drawn = {"blocks": _blocks(pieces), "subject": subject, "preview": _preview(body)}
    return Parts(text=text, html=layout.render(Context(drawn | frame)))


def _plain(name: str, context: dict[str, object]) -> str:
    return Engine.get_default().get_template(name).render(Context(context, autoescape=False))


def _written(piece: str | Apart) -> str:
    """A piece in the plain text: the code, the title, or the address that the button opens."""
    return piece if isinstance(piece, str) else piece[0]


def _blocks(pieces: list[str | Apart]) -> list[Block]:
    blocks: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Code):
            blocks.append(Block(code=piece.text))
        elif isinstance(piece, Title):
            blocks.append(Block(title=piece.text))
        elif isinstance(piece, Button):
            blocks.append(Block(button=piece))
        else:
            blocks += [Block(paragraph=_paragraph(part.strip())) for part in _BLANK.split(piece) if part.strip()]
    return blocks


def _preview(body: str) -> str:
    """What an inbox shows beside the subject: the first words after the greeting."""
    return " ".join(_BLANK.split(body, maxsplit=1)[-1].split())[:140]


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
    return format_html(
        '<a href="{0}" class="link" style="color: #2b5c9e; overflow-wrap: anywhere">{0}</a>', address
    )
