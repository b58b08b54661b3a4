"""What must not stay behind: the keys of links, codes, and whose mailbox an address is, in a log.

They are known by their shape, never by the address they stand in, since a link cut or copied wrong leads to no
page and is logged all the same:

- a **key** is twenty characters or more of those that a URL leaves alone, capitals and small letters mixed. What
  only looks like it is left: slugs and digests have no capitals, names of classes are capitalised words;
- an **identifier** (UUID) keeps its first eight digits: enough to find what it names, too little to be a key;
- a **code** of ten characters, as one copies from paper, is one only where it stands alone: a whole segment of a
  path, or a whole value of a query. A small word of ten letters is a word.
- an **address** keeps its provider alone: an error of the database, or of a mail server, quotes it whole, and who
  asks to be forgotten is not looked for in logs.

Whole records are read, with their tracebacks: an exception's words may quote what was typed."""

import logging
import re

SHORTEST = 20  # characters: a link cut to less is no longer a key that somebody could complete
BLOT = "…"
_ESCAPED = re.compile(r"%([2-7][0-9A-Fa-f])")
_IDENTIFIER = re.compile(r"(?i)\b([0-9a-f]{8})-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b")
_RUN = re.compile(rf"%[0-9A-Fa-f]{{2}}|[A-Za-z0-9_-]{{{SHORTEST},}}")
# A class, a heading: no capital but before a small letter. One way only to read each character: with several, one
# address of forty letters would hold a process for hours.
_WORDS = re.compile(r"(?:[A-Z][a-z]|[a-z_-])+")
# As it is printed or typed, in two halves or not (`short_codes.printed`), misread letters included.
_CODE = re.compile(r"(?<=[/=])[0-9A-Za-z]{5}(?:[- +]|%20)?[0-9A-Za-z]{5}(?=[/?&#\s\"',;)]|$)")


# One start for each run of characters, or a long one without an arobase would be read again at each of them.
_MAILBOX = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}(?=(?:@|%40)[\w-]+\.)")


class WithoutKeys(logging.Formatter):
    """Writes a record without the keys and mailboxes in it: whoever reads a log opens nothing and finds nobody."""

    def format(self, record: logging.LogRecord) -> str:
        return without_keys(super().format(record))


def without_keys(text: str) -> str:
    """The text with each key, code and mailbox replaced.

    >>> without_keys("Not Found: /signer/confirmer/0123456789ABCDEFGHijklmnop/")
    'Not Found: /signer/confirmer/…/'
    """
    plain = _ESCAPED.sub(_unescaped, text)
    plain = _MAILBOX.sub(BLOT, plain)
    plain = _IDENTIFIER.sub(rf"\1-{BLOT}", plain)
    plain = _RUN.sub(lambda run: BLOT if _is_key(run[0]) else run[0], plain)
    return _CODE.sub(lambda code: BLOT if _is_code(code[0]) else code[0], plain)


def _unescaped(escaped: re.Match[str]) -> str:
    """A letter, digit, dash or underscore that somebody escaped for nothing; the rest as it is."""
    character = chr(int(escaped[1], 16))
    return character if character.isalnum() or character in "-_" else escaped[0]


def _is_key(run: str) -> bool:
    mixed = run != run.lower() and run != run.upper()
    return mixed and not run.startswith("%") and not _WORDS.fullmatch(run)


def _is_code(found: str) -> bool:
    return found == found.upper() or any(character.isdigit() for character in found)
