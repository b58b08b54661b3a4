"""Two texts of the charter side by side: commitment by commitment, then the rest."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qpv_charter.toolkit.text import fold
from signatories.charter.rendering import plain_text, unbroken
from signatories.charter.text import CharterText, Item, Paragraph


class Change(StrEnum):
    SAME = "same"
    TYPOGRAPHY = "typography"  # accents, capitals, punctuation, spaces
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Some words in a row: in both texts, or in one of them alone."""

    text: str
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True)
class Compared:
    """One commitment, or another part of the text, as it was and as it becomes. `slug` names a commitment."""

    slug: str
    before: str
    after: str

    @property
    def change(self) -> Change:
        if not self.before:
            return Change.ADDED
        if not self.after:
            return Change.REMOVED
        if self.before == self.after:
            return Change.SAME
        return Change.TYPOGRAPHY if fold(self.before) == fold(self.after) else Change.CHANGED

    @property
    def is_same(self) -> bool:
        return self.change is Change.SAME

    @property
    def pieces(self) -> list[Piece]:
        """Both at once, word by word."""
        return [*_pieces(self.before.split(), self.after.split())]


@dataclass(frozen=True)
class Comparison:
    commitments: list[Compared]
    others: list[Compared]  # only what is not the same

    @property
    def changed(self) -> list[Compared]:
        return [each for each in self.commitments if not each.is_same]

    @property
    def same(self) -> list[Compared]:
        return [each for each in self.commitments if each.is_same]


def compare(before: CharterText, after: CharterText) -> Comparison:
    """Commitments by their slugs, in the order of the new text, those that go last; then other parts, by the place
    where they stand."""
    then, now = _commitments(before), _commitments(after)
    slugs = [*now, *(slug for slug in then if slug not in now)]
    commitments = [Compared(slug, then.get(slug, ""), now.get(slug, "")) for slug in slugs]
    return Comparison(commitments, [*_others(_rest(before), _rest(after))])


def is_typography(before: CharterText, after: CharterText) -> bool:
    """Whether two texts are the same words in the same places: only accents, capitals, punctuation and spaces may
    differ. Whoever signed one signed the other."""
    return _words(before) == _words(after)


def _words(text: CharterText) -> list[tuple[str, ...]]:
    return [(fold(text.front.title),), *_parts(text)]


def _parts(text: CharterText) -> Iterator[tuple[str, ...]]:
    for article in text.articles:
        yield article.slug, fold(article.title)
        for block in article.blocks:
            for part in (block,) if isinstance(block, Paragraph) else block.items:
                family = "" if isinstance(part, Paragraph) else str(part.family)
                yield part.slug, family, fold(plain_text(part.markdown))


def _commitments(text: CharterText) -> dict[str, str]:
    return {item.slug: _shown(item) for item in text.commitments}


def _shown(part: Item | Paragraph) -> str:
    return unbroken(plain_text(part.markdown))


def _rest(text: CharterText) -> list[str]:
    """Its title, its headings, and every paragraph or item that is no commitment."""
    found = [text.front.title]
    for article in text.articles:
        found.append(article.title)
        for block in article.blocks:
            parts = (block,) if isinstance(block, Paragraph) else block.items
            found += [_shown(part) for part in parts if isinstance(part, Paragraph) or not part.family]
    return found


def _others(before: list[str], after: list[str]) -> Iterator[Compared]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
        if kind != "equal":
            gone, came = before[start:stop], after[new_start:new_stop]
            many = max(len(gone), len(came))
            pairs = zip(gone + [""] * (many - len(gone)), came + [""] * (many - len(came)), strict=True)
            yield from (Compared("", was, becomes) for was, becomes in pairs)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(" ".join(after[new_start:new_stop]))
            continue
        if gone := before[start:stop]:
            yield Piece(" ".join(gone), is_gone=True)
        if came := after[new_start:new_stop]:
            yield Piece(" ".join(came), is_new=True)
