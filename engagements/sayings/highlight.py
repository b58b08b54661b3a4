"""What looks like a person's name, or a way to reach somebody, in what a resident wrote: marked for who reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# An address, a number; a name after what one is called by; a capital where no sentence begins.
_DOUBTFUL = re.compile(
    r"\S+@\S+"
    r"|(?:\+\s*\d|\b0)[\d\s.\-]{8,}\d"
    r"|\b(?:M\.|Mr|Mme|Mlle|Dr|Monsieur|Madame|Docteur|Maître)\s+[\w’'-]+"
    r"|(?<=[\w,;:’'] )[A-ZÀ-ÖØ-Þ][\w’'-]+"
)


@dataclass(frozen=True)
class Part:
    text: str
    is_doubtful: bool = False


def parts(text: str) -> list[Part]:
    """The text, cut where something is marked; put together again, it is the same."""
    return [*_cut(text)]


def _cut(text: str) -> Iterator[Part]:
    end = 0
    for found in _DOUBTFUL.finditer(text):
        if found.start() > end:
            yield Part(text[end : found.start()])
        yield Part(found.group(), is_doubtful=True)
        end = found.end()
    if end < len(text):
        yield Part(text[end:])
