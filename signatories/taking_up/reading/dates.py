"""Dates of signing as lists write them: to the day, to the month, or not known."""

import re
from datetime import date, timedelta
from functools import lru_cache

from qpv_charter.toolkit.text import fold
from signatories.signatures.dates import Precision

Dated = tuple[date | None, Precision]

UNKNOWN = frozenset(
    {"", "inconnue", "inconnu", "date inconnue", "nc", "n c", "sans date", "ne sait pas", "non connue"}
)
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
)  # fmt: skip
_SHORT = {"jan": 1, "janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11}
_SHORT |= {"dec": 12} | {name: number for number, name in enumerate(_MONTHS, 1)}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})")
_WORDS = re.compile(r"(?:(?:le )?(\d{1,2})(?:er)? )?([a-z]+) (\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) ")
_SERIAL = re.compile(r"\d{5}")
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets, whose 1900 is wrongly a leap year
_CENTURY = 2000
NO_DATE = "Nous ne reconnaissons pas cette date. Exemples\u202f: 12/03/2020, mars 2020, inconnue."


@lru_cache(maxsize=1000)  # a list says the same day many times
def read_date(text: str) -> Dated:
    """The day, or the first of the month, with how precise it is. Raises ValueError for what is none."""
    written = text.strip()
    if fold(written) in UNKNOWN:
        return None, Precision.UNKNOWN
    try:
        found = _numeric(written) or _in_words(_WEEKDAY.sub("", fold(written)))
    except (ValueError, OverflowError):  # the 31st of February
        found = None
    if found is None:
        raise ValueError(NO_DATE)
    return found


def _numeric(text: str) -> Dated | None:
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _month(match[2], int(match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _month(match[1], int(match[2]))
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(text)), Precision.DAY
    return None


def _in_words(text: str) -> Dated | None:
    """« 12 mars 2020 », « 1er juin 20 », « juin 2020 », once folded."""
    match = _WORDS.fullmatch(text)
    month = _SHORT.get(match[2]) if match else None
    if match is None or month is None:
        return None
    return _day(match[3], str(month), match[1]) if match[1] else _month(match[3], month)


def _day(year: str, month: str, day: str) -> Dated:
    return date(_whole(year), int(month), int(day)), Precision.DAY


def _month(year: str, month: int) -> Dated:
    return date(_whole(year), month, 1), Precision.MONTH


def _whole(year: str) -> int:
    return int(year) if len(year) == len("2020") else _CENTURY + int(year)
