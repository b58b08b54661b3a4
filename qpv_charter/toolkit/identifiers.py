"""Official numbers of associations and territories, checked where they are typed or read.

Each `read_*` returns the number in its stored form, or raises `ValueError` with a French sentence that says
what is wrong and shows an example."""

import re
import unicodedata

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

# W, a digit, a digit or a letter (overseas: W9R1011072), seven digits. Source: files of the RNA (DJEPVA).
# W000000000 is what some files write for none.
RNA = re.compile(r"^W(?!0{9}$)\d[A-Z\d]\d{7}$", re.ASCII)
# Holds on the 1,584 neighbourhoods of the 2024 list (ANCT).
QPV_2024 = re.compile(r"^QN(?:0(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5])|97[1-8]|987)\d{2}[CIMN]$", re.ASCII)
QPV_2015 = re.compile(r"^QP(?:0(?:\d{2}|2[AB])|97[1-8]|987)\d{3}$", re.ASCII)
SIREN_DIGITS, SIRET_DIGITS = 9, 14
_SEPARATORS = re.compile(r"[\s.\-_/\u00a0\u202f]+")


def _compact(typed: str) -> str:
    """In the capitals and digits of ours: a number has one form, in whatever alphabet its digits were typed."""
    plain = unicodedata.normalize("NFKC", _SEPARATORS.sub("", typed)).upper()
    return "".join(str(unicodedata.decimal(char, char)) for char in plain)


def as_number(typed: str) -> str:
    """The RNA or SIREN number that a search is, whatever stands between its digits (a SIRET begins with a SIREN);
    empty for words."""
    number = _compact(typed)
    if RNA.match(number):
        return number
    return number[:SIREN_DIGITS] if number.isdigit() and len(number) in {SIREN_DIGITS, SIRET_DIGITS} else ""


def read_rna(typed: str) -> str:
    number = _compact(typed)
    if not RNA.match(number):
        raise ValueError(
            "Le numéro RNA commence par W, suivi de neuf chiffres (parfois une lettre en troisième place "
            "outre-mer). Exemple\u202f: W751234567. Il figure sur le récépissé de la préfecture."
        )
    return number


def read_siren(typed: str) -> str:
    number = _compact(typed)
    try:
        return str(stdnum_siren.validate(number))
    except InvalidChecksum:
        raise ValueError(
            "Ce numéro SIREN contient une erreur\u202f: ses neuf chiffres ne vont pas ensemble. "
            "Vérifiez-le chiffre par chiffre. Exemple\u202f: 732\u202f829\u202f320."
        ) from None
    except ValidationError:
        raise ValueError("Le numéro SIREN compte neuf chiffres. Exemple\u202f: 732\u202f829\u202f320.") from None


def read_siret(typed: str) -> str:
    number = _compact(typed)
    try:
        return str(stdnum_siret.validate(number))
    except InvalidChecksum:
        raise ValueError(
            "Ce numéro SIRET contient une erreur\u202f: ses quatorze chiffres ne vont pas ensemble. "
            "Vérifiez-le chiffre par chiffre. Exemple\u202f: 732\u202f829\u202f320\u202f00074."
        ) from None
    except ValidationError:
        raise ValueError(
            "Le numéro SIRET compte quatorze chiffres (le SIREN, puis cinq chiffres). "
            "Exemple\u202f: 732\u202f829\u202f320\u202f00074."
        ) from None


def read_qpv_code(typed: str) -> str:
    code = _compact(typed)
    if not (QPV_2024.match(code) or QPV_2015.match(code)):
        raise ValueError(
            "Ce code de quartier n’existe pas. Exemples\u202f: QN07511M (liste de 2024), QP093013 (liste de 2015)."
        )
    return code


def department_of(commune_code: str) -> str:
    """Department of a commune code: three characters overseas, else two (Insee); never from a postal code."""
    return commune_code[:3] if commune_code[:2] in {"97", "98"} else commune_code[:2]
