"""What other programs left in a text on its way to us, undone where one can be sure; pure."""

import html
import re
from collections.abc import Sequence

# U+0080–U+009F are controls that nobody types: a Windows-1252 text was read as Latin-1 (« C\x9cUR » was « CŒUR »).
# What five of these bytes stood for is unknown: they go.
_FROM_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_CUT_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2})\Z", re.IGNORECASE)
_ODD = re.compile("[\x80-\x9f\udc80-\udcff\ufffd]|&[#a-z]", re.IGNORECASE)
# Bytes that are no letter, as Python keeps them (surrogateescape), or as who made the file gave them up.
_BROKEN = re.compile("[\udc80-\udcff\ufffd]")
_END = "\x1f"


def repaired(fields: Sequence[str]) -> Sequence[str]:
    """Fields whose entities are the letters they stand for, and whose Windows letters are letters again.

    Raises ValueError, in French, for a byte that is no letter: which one it was cannot be known."""
    together = _END.join(fields)
    if (together.isascii() and "&" not in together) or not _ODD.search(together):
        return fields
    if _BROKEN.search(together):
        raise ValueError("une lettre y est coupée ou abîmée\u202f: ce qu’elle était ne peut pas se deviner.")
    return [spelled_out(field.translate(_FROM_WINDOWS)) for field in fields]


def spelled_out(text: str) -> str:
    """A text without HTML entities, escaped once or twice; « R&D » and « Arts & Co » are none.

    >>> spelled_out("LE C&#156;UR &amp;amp; L&rsquo;&EACUTE;TOILE")
    'LE CœUR & L’ÉTOILE'
    """
    return _ENTITY.sub(_letter, _ENTITY.sub(_letter, text))


def _letter(entity: re.Match[str]) -> str:
    """Names of entities tell « É » from « é »; who put all in capitals lost that, but wanted capitals."""
    written = html.unescape(entity[0])
    return written if written != entity[0] else _in_capitals(entity[0])


def _in_capitals(entity: str) -> str:
    written = html.unescape(entity.lower())
    return entity if written == entity.lower() else written.upper()


def rejoined(row: list[str], delimiter: str) -> list[str]:
    """A row whose entities were taken for ends of fields (« L&#039;ÉTOILE », unquoted, between semicolons)."""
    if delimiter != ";":
        return row
    whole: list[str] = []
    for field in row:
        if whole and _CUT_ENTITY.search(whole[-1]):
            whole[-1] += f";{field}"
        else:
            whole.append(field)
    return whole
