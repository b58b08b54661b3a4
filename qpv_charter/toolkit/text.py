"""Text that people type: cleaned once at the door, folded once for search and comparison."""

import re
import unicodedata

# Controls, NUL, and the marks that reverse or hide what follows (Unicode TR36, bidirectional text spoofing).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
_NOT_WORD = re.compile(r"[\W_]+")
_SHORT_SAINT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def clean_line(text: str) -> str:
    """One line without control characters, in NFC, its white space folded.

    >>> clean_line("  Les\\x00 Amis\\n du  quartier ")
    'Les Amis du quartier'
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\n", " "))).split())


def clean_text(text: str) -> str:
    """Several lines, each cleaned like `clean_line`; never more than one empty line in a row."""
    lines = [clean_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fold(text: str) -> str:
    """Lower-case words without accents, ligatures or punctuation, one space apart; "St-Denis" is "saint denis".

    The same fold serves stored search columns and what people type, so that both meet.

    >>> fold("L’Œuvre de St-Denis")
    'l oeuvre de saint denis'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = _NOT_WORD.sub(" ", letters).split()
    return " ".join(_SHORT_SAINT.get(word, word) for word in words)
