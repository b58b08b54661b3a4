"""The numbers as a table, for a spreadsheet: a row for each line of each question."""

from collections.abc import Iterator
from dataclasses import dataclass

from qpv_charter.toolkit.exports import Type, column
from signatories.numbers.queries import Numbers


@dataclass(frozen=True, kw_only=True)
class Row:
    question: str = column(
        "question", "Question", Type.TEXT, "Par quoi l’on compte.", example="departement", always=True
    )
    name: str = column("nom", "Nom", Type.TEXT, "Un mois, un réseau…", example="mars 2026", always=True)
    count: int = column("nombre", "Nombre", Type.NUMBER, "Des associations, ou des signatures.", example=12.0)


def rows(found: Numbers) -> Iterator[Row]:
    yield Row(question="associations", name="Associations signataires", count=found.signatories)
    yield Row(question="signatures", name="Signatures publiées", count=found.signatures)
    for table in found.tables:
        yield from (Row(question=table.key, name=each.name, count=each.answers) for each in table.numbers)
