"""Reads a charter file: Markdown with a front matter and `{#slug .class}` marks (docs/charter.md).

Pure: bytes in, a `CharterText` or a `CharterError` out. The format is narrow on purpose, so that a text one
signs cannot hold anything but headings, paragraphs, simple lists, emphasis and links."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from signatories.charter.marks import CharterError, Marks, read_front_matter, split_marks
from signatories.charter.text import ArticleText, CharterText, Family, Item, ItemList, Paragraph

__all__ = ["CharterError", "read"]

LARGEST = 200_000  # bytes; the official text has 6,000
LONGEST_HEADING = 300
# HTML is recognised here only to be refused; nothing is ever rendered with it.
# A link definition would vanish from the text, and `---` under a line would make it a heading: neither exists.
_PARSER = MarkdownIt("commonmark", {"html": True}).disable(["reference", "lheading"])
_NEWLINE = re.compile(r"\r\n|\r|\n")
_INLINE = {"text", "softbreak", "hardbreak", "em_open", "em_close", "strong_open", "strong_close"}
_INLINE |= {"link_open", "link_close", "code_inline", "text_special"}
_REASONS = {
    "html_block": "le HTML n’est pas admis dans la charte.",
    "html_inline": "le HTML n’est pas admis dans la charte.",
    "image": "les images ne sont pas admises dans la charte.",
    "heading_open": "les titres d’article commencent par «\u202f##\u202f».",
}
_UNEXPECTED = (
    "cette mise en forme n’est pas prévue\u202f: titres «\u202f##\u202f», paragraphes et listes simples à tirets."
)
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # may show a text other than it is


@lru_cache(maxsize=8)
def read(data: bytes) -> CharterText:
    """The charter held in a file's bytes, read once. Raises CharterError with the line and the reason."""
    lines = _NEWLINE.split(_decode(data))
    front, taken = read_front_matter(lines)
    articles = tuple(_Blocks("\n".join(lines[taken:]), taken).articles())
    charter = CharterText(front, articles)
    _check_whole(charter, last_line=len(lines))
    return charter


def _decode(data: bytes) -> str:
    if len(data) > LARGEST:
        raise CharterError(1, f"le fichier dépasse {LARGEST // 1000} ko.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_NEWLINE.split(data[: error.start].decode("utf-8-sig", "replace")))
        raise CharterError(line, "le fichier n’est pas écrit en UTF-8.") from error
    for number, line_text in enumerate(_NEWLINE.split(text), start=1):
        if any(_is_forbidden(char) for char in line_text):
            raise CharterError(number, "la ligne contient un caractère de contrôle invisible.")
    return text


def _is_forbidden(char: str) -> bool:
    return char in _BIDI or (char != "\t" and unicodedata.category(char) == "Cc")


class _Blocks:
    """Walks the blocks of a file once, from heading to heading."""

    def __init__(self, markdown: str, lines_before: int) -> None:
        self.tokens = _PARSER.parse(markdown)
        self.lines_before = lines_before
        self.at = 0
        self.last_line = lines_before + 1
        self.slugs: set[str] = set()

    def articles(self) -> Iterator[ArticleText]:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.type != "heading_open" or token.tag != "h2":
                reason = _REASONS.get(token.type, "le texte doit commencer par un titre «\u202f##\u202f».")
                raise CharterError(self._line(token), reason)
            yield self._article()

    def _article(self) -> ArticleText:
        line = self._line(self.tokens[self.at])
        heading, marks = self._text(allowed={"annex"})
        if not marks.slug:
            raise CharterError(line, "ce titre n’a pas de nom\u202f: ajoutez «\u202f{#nom}\u202f» à la fin.")
        if len(heading) > LONGEST_HEADING:
            raise CharterError(line, f"ce titre dépasse {LONGEST_HEADING} caractères.")
        blocks: list[Paragraph | ItemList] = []
        while self.at < len(self.tokens) and self.tokens[self.at].tag != "h2":
            blocks.append(self._block())
        return ArticleText(line, heading, marks.slug, "annex" in marks.classes, tuple(blocks))

    def _block(self) -> Paragraph | ItemList:
        token = self.tokens[self.at]
        if token.type == "bullet_list_open":
            return ItemList(tuple(self._items()))
        if token.type != "paragraph_open":
            raise self._refused(token)
        line = self._line(token)
        text, marks = self._text(allowed={"meeting"})
        return Paragraph(line, text, marks.slug, "meeting" in marks.classes)

    def _items(self) -> Iterator[Item]:
        self.at += 1
        while self.tokens[self.at].type == "list_item_open":
            self._line(self.tokens[self.at])
            self.at += 1
            yield self._item()
            if self.tokens[self.at].type != "list_item_close":
                raise self._refused(self.tokens[self.at])
            self.at += 1
        self.at += 1

    def _item(self) -> Item:
        token = self.tokens[self.at]
        if token.type != "paragraph_open":
            raise self._refused(token)
        line = self._line(token)
        text, marks = self._text(allowed={"value", "commitment", "together", "authorities"})
        return Item(line, text, marks.slug, "value" in marks.classes, _family(marks, line))

    def _text(self, *, allowed: set[str]) -> tuple[str, Marks]:
        """The text of a heading or a paragraph (three tokens: open, inline, close), and its marks."""
        line, inline = self._line(self.tokens[self.at]), self.tokens[self.at + 1]
        for child in inline.children or []:
            if child.type not in _INLINE:
                raise CharterError(line, _REASONS.get(child.type, _UNEXPECTED))
        text, marks = split_marks(inline.content, line)
        if not text:
            raise CharterError(line, "il manque le texte devant la marque.")
        for misplaced in sorted(marks.classes - allowed):
            raise CharterError(line, f"la classe «\u202f.{misplaced}\u202f» n’est pas à sa place ici.")
        self._claim(marks.slug, line)
        self.at += 3
        return text, marks

    def _claim(self, slug: str, line: int) -> None:
        if slug and slug in self.slugs:
            raise CharterError(line, f"le nom «\u202f#{slug}\u202f» est déjà pris plus haut.")
        self.slugs.add(slug)

    def _line(self, token: Token) -> int:
        if token.map:  # closing tokens have none: they end what was seen last
            self.last_line = self.lines_before + token.map[0] + 1
        return self.last_line

    def _refused(self, token: Token) -> CharterError:
        return CharterError(self._line(token), _REASONS.get(token.type, _UNEXPECTED))


def _family(marks: Marks, line: int) -> Family | None:
    """The family of a list item; a commitment has exactly one, nothing else has any."""
    families = [family for family in Family if family in marks.classes]
    if len(families) != ("commitment" in marks.classes):
        raise CharterError(
            line,
            "un engagement s’écrit «\u202f.commitment .together\u202f» ou «\u202f.commitment .authorities\u202f».",
        )
    if families and "value" in marks.classes:
        raise CharterError(line, "une ligne est une valeur ou un engagement, pas les deux.")
    return families[0] if families else None


def _check_whole(charter: CharterText, *, last_line: int) -> None:
    for family in Family:
        if not any(item.family == family for item in charter.commitments):
            raise CharterError(last_line, f"il n’y a aucun engagement «\u202f.{family}\u202f».")
    if not charter.meetings:
        raise CharterError(
            last_line, "le rendez-vous annuel manque\u202f: un paragraphe marqué «\u202f.meeting\u202f»."
        )
    for meeting in charter.meetings[1:]:
        raise CharterError(meeting.line, "il ne peut y avoir qu’un rendez-vous annuel «\u202f.meeting\u202f».")
