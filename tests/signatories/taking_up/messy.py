"""A list as people make them, in the two formats: what makes it messy is said line by line."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook

Cells = Sequence[Any]

HEADINGS = ["N°", "Ville", "Association", "C.P.", "Nom et prénom", "Fonction", "Mail", "Quartier", "RNA", "Date"]

# What the platform must make of each is in `test_messy.py`.
MESSY: list[Cells] = [
    ["Signataires de la charte"],  # titles above the headings
    ["mise à jour : juin 2022", "", "merci de ne pas trier !"],
    [],
    HEADINGS,
    # All is well; the day in French.
    [1, "Saint-Denis", "Les Amis du mail", 93200, "Aminata Diallo", "présidente", "amis@example.org",
     "Franc-Moisin", "W931234567", "12/06/2020"],
    # The same in capitals, lower down: one association, or two?
    [2, "ST DENIS", "LES AMIS DU MAIL", "93200", "", "", "", "", "", ""],
    # A code that lost its first zero (01000, Bourg-en-Bresse), a month, nobody behind « la présidente ».
    [3, "Bourg en Bresse", "Régie des Vennes", 1000, "la présidente", "", "", "", "", "juin 2020"],
    # An at hidden from robots, twice.
    [4, "Saint-Denis", "Collectif du Landy", 93200, "M. Paul Exemple", "trésorier", "landy(at)example.org", "", "",
     "2020-06-01"],
    [5, "Saint-Denis", "Centre social du Landy", 93200, "Zoé Exemple", "", "centre(at)example.org", "", "",
     "1er juin 2020"],
    # Two addresses in one cell; a number that another line bears.
    [6, "Saint-Denis", "Femmes du Clos", 93200, "", "", "f1@example.org ; f2@example.org", "Les Marguerites",
     "W931234567", ""],
    # A commune that no list knows, a date that is none.
    [7, "Saint-Dny", "Jeunes en marche", "", "", "", "", "", "", "au forum"],
    [],
    [8, "Saint-Denis", "Ateliers libres", 93200, "", "", "", "", "", "?"],
    ["TOTAL", "", 8],
]  # fmt: skip


def as_csv(rows: Sequence[Cells], *, delimiter: str = ";", encoding: str = "cp1252") -> bytes:
    """As a French spreadsheet saves it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Cells], *, others: Sequence[str] = ()) -> bytes:
    """As Excel saves it: numbers as numbers, days as days, `others`: sheets with a word in each."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Signataires"
    for row in rows:
        page.append([_typed(cell) for cell in row])
    for title in others:
        book.create_sheet(title).append(["À ne pas lire"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _typed(cell: Any) -> Any:
    """12/06/2020 is a day there."""
    if isinstance(cell, str) and len(cell) == len("12/06/2020") and cell[2:3] == cell[5:6] == "/":
        return datetime.strptime(cell, "%d/%m/%Y").date()  # noqa: DTZ007  # a day has no hour
    return cell if cell != "" else None
