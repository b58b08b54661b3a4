"""People, roles, addresses and answers, as lists write them."""

import re

from qpv_charter.toolkit.mailboxes import read_email
from qpv_charter.toolkit.text import LONGEST_FULL_NAME, fold, read_person_name, read_role

# « la présidente » is a role: nobody is made of it.
_ROLES = frozenset(
    fold(
        "président présidente présidents vice-président vice-présidente co-président co-présidente coprésidence "
        "directeur directrice secrétaire trésorier trésorière coordinateur coordinatrice coordonnateur "
        "coordonnatrice responsable bénévole représentant représentante référent référente animateur animatrice "
        "administrateur administratrice délégué déléguée salarié salariée membre bureau"
    ).split()
)
_AROUND = frozenset(
    fold(
        "le la les l un une du de des d et général générale adjoint adjointe par m mme monsieur madame signé "
        "signée association notre"
    ).split()
)
_COURTESY = re.compile(r"^(?:m\.|mr\.?|mme\.?|mlle\.?|monsieur|madame|m) +", re.IGNORECASE)
_AT = re.compile(r"\s*[(\[{<]\s*(?:at|arobase|a|@)\s*[)\]}>]\s*|\s+(?:at|arobase)\s+", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|point)\s*[)\]}]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/|]+|\bet\b|\bou\b")
_NOTHING = frozenset({"", "nc", "n c", "neant", "aucun", "aucune", "non", "inconnu", "inconnue", "sans", "vide"})
_YES = frozenset({"oui", "o", "x", "1", "vrai", "yes"})


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing: « n.c. », « - », « ? »."""
    return fold(text) in _NOTHING


def read_person(text: str) -> tuple[str, str]:
    """The name of somebody, and the role written in its place; « la présidente » names nobody.

    Raises ValueError, in French, for what is no name."""
    written = _COURTESY.sub("", text.strip())
    words = set(fold(written).split())
    if is_nothing(written):
        return "", ""
    if words <= _ROLES | _AROUND and words & _ROLES:
        return "", read_role(text.strip())
    return read_person_name(written, longest=LONGEST_FULL_NAME), ""


def hides_its_at(text: str) -> bool:
    """Whether addresses are written against robots: contact(at)example.org."""
    return "@" not in text and _AT.search(text) is not None


def with_its_at(text: str) -> str:
    """The address that « contact(at)example(point)org » stands for."""
    return _DOT.sub(".", _AT.sub("@", text))


def read_emails(text: str) -> list[str]:
    """The addresses of a cell, once each, in their order. Raises ValueError in French for one that is none."""
    if is_nothing(text):
        return []
    parts = [part for part in _BETWEEN.split(text) if "@" in part] or [text]
    return list(dict.fromkeys(filter(None, (read_email(part) for part in parts))))


def says_yes(text: str) -> bool:
    return fold(text) in _YES
