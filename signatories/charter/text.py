"""What a charter is made of once read: typed, whole, and nothing of the database."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from django.utils.safestring import SafeString

from signatories.charter.rendering import inline_html, plain_text, unbroken


class Family(StrEnum):
    """The charter's two families of commitments, by the class written in the file."""

    TOGETHER = "together"
    AUTHORITIES = "authorities"


@dataclass(frozen=True)
class Item:
    """One line of a list: a value, a commitment (it has a family), or neither (it has no slug)."""

    line: int
    markdown: str
    slug: str = ""
    is_value: bool = False
    family: Family | None = None

    @cached_property
    def plain(self) -> str:
        return plain_text(self.markdown)

    @cached_property
    def html(self) -> SafeString:
        return inline_html(self.markdown)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; the yearly meeting is one that carries a slug."""

    line: int
    markdown: str
    slug: str = ""
    is_meeting: bool = False
    is_list: ClassVar[bool] = False

    @cached_property
    def html(self) -> SafeString:
        return inline_html(self.markdown)


@dataclass(frozen=True)
class ItemList:
    is_list: ClassVar[bool] = True
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ArticleText:
    """A part of the charter: what stands under one heading."""

    line: int
    heading: str
    slug: str
    is_annex: bool
    blocks: tuple[Paragraph | ItemList, ...]

    @cached_property
    def title(self) -> str:
        return unbroken(plain_text(self.heading))

    @property
    def items(self) -> list[Item]:
        return [item for block in self.blocks if isinstance(block, ItemList) for item in block.items]


@dataclass(frozen=True)
class FrontMatter:
    """The lines between `---` at the top of the file."""

    title: str
    version: str
    dated: str
    language: str
    demonstration: bool = False
    source: str = ""


@dataclass(frozen=True)
class CharterText:
    """A charter that was read whole and found sound."""

    front: FrontMatter
    articles: tuple[ArticleText, ...]

    @cached_property
    def values(self) -> list[Item]:
        return [item for article in self.articles for item in article.items if item.is_value]

    @cached_property
    def commitments(self) -> list[Item]:
        return [item for article in self.articles for item in article.items if item.family]

    @cached_property
    def meetings(self) -> list[Paragraph]:
        """The paragraphs that promise the yearly meeting; a sound charter has exactly one."""
        blocks = [block for article in self.articles for block in article.blocks]
        return [block for block in blocks if isinstance(block, Paragraph) and block.is_meeting]
