"""What a row of an RNA file says, once read."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Town(NamedTuple):
    """A commune of today; its name is folded once for all the associations that sit there."""

    code: str
    name: str
    words: str


class Record(NamedTuple):
    """One active association; the fields are the columns of `models.AssociationRecord`."""

    number: str
    siret: str
    name: str
    acronym: str
    search_text: str
    commune_code: str
    commune_name: str
    postal_code: str
    address: str
    created_on: date | None
    updated_on: date | None


@dataclass(frozen=True)
class Refusal:
    """A row that was left out: the line it starts on, and why, in French."""

    file: str
    line: int
    reason: str


class Raw(NamedTuple):
    """The fields of a row that are read, as the file gives them; empty when it has no such column."""

    id: str
    observation: str
    siret: str
    titre: str
    titre_court: str
    date_creat: str
    date_disso: str
    maj_time: str
    adrs_codeinsee: str
    adrs_codepostal: str
    adrs_libcommune: str
    adrs_complement: str
    adrs_numvoie: str
    adrs_repetition: str
    adrs_typevoie: str
    adrs_libvoie: str
    adrs_distrib: str
    # The 26 columns of the import files.
    libcom: str
    adr1: str
    adr2: str
    adr3: str
