"""Names as people write them: most of the RNA's are in capitals."""

import re

from qpv_charter.toolkit.text import fold

# What French leaves without a capital inside a name.
_SMALL = frozenset(
    fold(
        "a au aux avec chez d dans de des du en entre et l la le les ou par pour qui sans sous sur un une vers"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouy")
# An acronym stands alone between brackets and is short; what is longer is words: (EXEMPLE), (SECTION DU MAIL).
_BRACKETED = re.compile(r"\(([^\W\d_]{1,6})\)")
# « ASS.DE CHASSE »: a space after the point, else the name reads as the address of a site (toolkit/text.py).
_ABBREVIATED = re.compile(r"(?<=[^\W\d_]{2}\.)(?=[^\W\d_]{2})")


def readable(name: str, *, acronym: str = "") -> str:
    """A name in capitals with capitals where they belong; one that has small letters already is left alone.

    >>> readable("LES AMIS DE L'ÉTOILE (ADE)")
    'Les Amis de l’Étoile (ADE)'
    """
    if not name.isupper():
        return name
    kept = {acronym.casefold(), *(word.casefold() for word in _BRACKETED.findall(name))}
    spaced = _ABBREVIATED.sub(" ", name)
    written = _WORD.sub(lambda found: _written(found[0], kept), spaced).replace("'", "’")
    return written[:1].upper() + written[1:]


def _written(word: str, kept: set[str]) -> str:
    """An acronym stays in capitals: one that is known, or that nobody could say."""
    folded = fold(word)
    if folded in _SMALL:
        return word.lower()
    if word.casefold() in kept or (len(word) > 1 and _VOWELS.isdisjoint(folded)):
        return word
    return word.capitalize()
