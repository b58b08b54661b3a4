"""Small RNA files, one association a row, in the layouts met."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from django.test import override_settings

from signatories.registry.actions import import_files

_HEADER_39 = (
    "id;id_ex;siret;rup_mi;gestion;date_creat;date_decla;date_publi;date_disso;nature;"
    "groupement;titre;titre_court;objet;objet_social1;objet_social2;adrs_complement;adrs_numvoie;"
    "adrs_repetition;adrs_typevoie;adrs_libvoie;adrs_distrib;adrs_codeinsee;adrs_codepostal;"
    "adrs_libcommune;adrg_declarant;adrg_complemid;adrg_complemgeo;adrg_libvoie;adrg_distrib;"
    "adrg_codepostal;adrg_achemine;adrg_pays;dir_civilite;siteweb;publiweb;observation;position;"
    "maj_time"
)
WALDEC_39 = _HEADER_39.split(";")
WALDEC_41 = [*WALDEC_39[:34], "telephone", WALDEC_39[34], "email", *WALDEC_39[35:]]
_HEADER_26 = (
    "id;id_ex;siret;gestion;date_creat;date_publi;nature;groupement;titre;objet;objet_social1;"
    "objet_social2;adr1;adr2;adr3;adrs_codepostal;libcom;adrs_codeinsee;dir_civilite;telephone;"
    "siteweb;email;observation;position;rup_mi;maj_time"
)
IMPORT_26 = _HEADER_26.split(";")
# A usual association; a test says only what differs.
USUAL = {
    "id": "W931000001",
    "siret": "73282932000074",
    "date_creat": "1987-05-12",
    "titre": "LES JARDINS DU MAIL",
    "titre_court": "LES JARDINS DU MAIL",
    "adrs_numvoie": "4",
    "adrs_typevoie": "RUE",
    "adrs_libvoie": "des Lilas",
    "adrs_distrib": "_",
    "adrs_codeinsee": "93066",
    "adrs_codepostal": "93200",
    "adrs_libcommune": "Saint-Denis",
    "position": "A",
    "maj_time": "2020-03-04 10:11:12",
}


def text_of(
    rows: Iterable[dict[str, str]], *, columns: Iterable[str] = WALDEC_39, delimiter: str = ";", quoting: int = 0
) -> str:
    """The text of a file: a header, then `USUAL` with each row's differences."""
    columns, out = list(columns), StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]  # csv.QUOTE_*
    writer.writerow(columns)
    writer.writerows([(USUAL | row).get(name, "") for name in columns] for row in rows)
    return out.getvalue()


def a_file(folder: Path, *rows: dict[str, str], name: str = "rna.csv", encoding: str = "utf-8") -> Path:
    """A waldec file of 39 columns on the disk."""
    path = folder / name
    path.write_bytes(text_of(rows).encode(encoding))
    return path


def a_registry(folder: Path, *rows: dict[str, str]) -> None:
    """A registry imported by its own road, with a lock of this test's own."""
    with override_settings(VAR_DIR=folder):
        import_files([a_file(folder, *rows)])
