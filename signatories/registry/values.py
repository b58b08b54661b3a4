"""Cleans the fields of a row: what is empty, impossible or damaged in these files becomes plain again."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from qpv_charter.toolkit.identifiers import RNA
from qpv_charter.toolkit.text import clean_line, fold
from signatories.registry.records import Raw, Record, Town

# Numbers given by prefectures before the RNA: 751P00085568.
_OLD_NUMBER = re.compile(r"(?!0{3})\d[\dAB][\dA-Z]{2}\d{8}", re.ASCII)
_SPREADSHEET_DAY = re.compile(r"^(\d\d)/(\d\d)/(\d{4})$", re.ASCII)
_POSTAL_CODE = re.compile(r"\d{5}")
_SIRET = re.compile(r"\d{14}")
_EARLIEST = date(1700, 1, 1)  # some brotherhoods are old; 0001-01-01 stands for nothing
_NO_DISTRIBUTION = "_"
_LENGTHS = {"name": 250, "acronym": 60, "commune": 120, "address": 200}

FindTown = Callable[[str], Town | None]


def record_of(raw: Raw, *, find_town: FindTown, today: date) -> Record:
    """The record of a row. Raises ValueError, in French, when it has no usable number or name."""
    number = number_of(raw)
    name = clean_line(raw.titre or raw.titre_court)[: _LENGTHS["name"]]
    if not name:
        raise ValueError("cette association n’a pas de nom.")
    acronym = acronym_of(raw)
    town = find_town(raw.adrs_codeinsee) or unknown_town(raw.adrs_libcommune or raw.libcom)
    return Record(
        number=number,
        siret=siret_of(raw.siret),
        name=name,
        acronym=acronym,
        search_text=" ".join(filter(None, (fold(name), acronym and fold(acronym), town.words))),
        commune_code=town.code,
        commune_name=town.name,
        postal_code=postal_code_of(raw.adrs_codepostal),
        address=address_of(raw),
        created_on=date_of(raw.date_creat, today=today),
        updated_on=date_of(raw.maj_time, today=today),
    )


def number_of(raw: Raw) -> str:
    """The RNA number: in `id`, or in `observation` in the import files; else the prefecture's own number."""
    number = raw.id.strip().upper()
    if RNA.match(number):
        return number
    if RNA.match(observation := raw.observation.strip().upper()):
        return observation
    if not is_number(number):
        raise ValueError(f"le numéro «\u202f{clean_line(number)[:40]}\u202f» n’est pas celui d’une association.")
    return number


def is_number(text: str) -> bool:
    """Whether it is an RNA number, or the prefecture's own."""
    return bool(RNA.match(text) or _OLD_NUMBER.fullmatch(text))


def acronym_of(raw: Raw) -> str:
    """The short name, unless it only repeats the beginning of the long one."""
    if raw.titre_court == raw.titre or raw.titre_court.endswith("..."):
        return ""
    short = clean_line(raw.titre_court)
    if clean_line(raw.titre).casefold().startswith(short.casefold()):
        return ""
    return short[: _LENGTHS["acronym"]]


def siret_of(text: str) -> str:
    """Fourteen digits that are not all zeros; whether they go together is checked where one is used."""
    number = text.strip()
    return number if _SIRET.fullmatch(number) and number.strip("0") else ""


def postal_code_of(text: str) -> str:
    """Five digits, the leading zero that spreadsheets lose put back; empty for anything else."""
    code = padded(text)
    return code if _POSTAL_CODE.fullmatch(code) else ""


def padded(code: str) -> str:
    """A code of five characters whose first zero was lost: "1053" is "01053"."""
    code = code.strip().upper()
    return f"0{code}" if len(code) == 4 else code  # noqa: PLR2004  # one character short


def address_of(raw: Raw) -> str:
    """Number and street, then what helps the postman; commune and postal code are kept apart."""
    distribution = "" if raw.adrs_distrib.strip() == _NO_DISTRIBUTION else raw.adrs_distrib
    street = f"{raw.adrs_numvoie} {raw.adrs_repetition} {raw.adrs_typevoie} {raw.adrs_libvoie}"
    parts = (street, raw.adrs_complement, distribution, raw.adr1, raw.adr2, raw.adr3)
    return ", ".join(line for part in parts if part and (line := clean_line(part)))[: _LENGTHS["address"]]


def date_of(text: str, *, today: date) -> date | None:
    """A day that can be, else None: the files hold 0001-01-01, 2014-02-30 and 9999-12-31; those that a spreadsheet
    saved, 14/06/2014."""
    day = _day(text[:10])
    return day if day and _EARLIEST <= day <= today else None


@lru_cache(maxsize=65_536)  # days: a century and a half of them, each met in dozens of rows
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(_SPREADSHEET_DAY.sub(r"\3-\2-\1", text))
    except ValueError:
        return None


def unknown_town(name: str) -> Town:
    """A place that the official list of communes does not know, or that no code names."""
    cleaned = clean_line(name)[: _LENGTHS["commune"]]
    return Town("", cleaned, fold(cleaned))
