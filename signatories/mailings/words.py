"""What a text to many may hold in the place of words that differ for each: a closed list, between braces."""

import re
from collections.abc import Iterable, Mapping

from qpv_charter.toolkit.text import fold, read_line, read_text

LONGEST_SUBJECT = 150
LONGEST = 5000
FIRST_NAME, LAST_NAME, ASSOCIATION, COMMUNE = "prénom", "nom", "association", "commune"
SPACE = "lien vers l’espace"
MEANING = {
    FIRST_NAME: "celui de la personne contact",
    LAST_NAME: "celui de la personne contact",
    ASSOCIATION: "le nom de l’association, ou des associations dont la personne s’occupe",
    COMMUNE: "celle du siège",
    SPACE: "l’adresse de l’espace de l’association\u202f; quand elle n’a pas de personne contact, celle où l’on "
    "demande à le devenir",
}
_KNOWN = {fold(name): name for name in MEANING}
_BRACED = re.compile(r"\{\{([^{}]*)\}\}")


def read_subject(typed: str) -> str:
    """Raises ValueError, in French, for braces: a subject is the same for all."""
    subject = read_line(typed, longest=LONGEST_SUBJECT)
    if "{{" in subject or "}}" in subject:
        raise ValueError("L’objet est le même pour tout le monde\u202f: écrivez-le sans accolades.")
    return subject


def read_letter(typed: str) -> str:
    """Raises ValueError, in French, for what stands between braces and means nothing."""
    text = read_text(typed, longest=LONGEST)
    for found in _BRACED.finditer(text):
        if fold(found[1]) not in _KNOWN:
            raise ValueError(
                f"«\u202f{found[0][:60]}\u202f» ne se remplace par rien. Vous pouvez écrire\u202f: {_listed()}."
            )
    rest = _BRACED.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise ValueError(
            "Il manque une accolade\u202f: chaque repère en a deux avant et deux après, "
            f"comme {{{{{FIRST_NAME}}}}}."
        )
    return text


def used_in(text: str) -> set[str]:
    """The names of what a text leaves to be replaced."""
    return {_KNOWN[fold(found[1])] for found in _BRACED.finditer(text)}


def missing_in(text: str, values: Mapping[str, str]) -> list[str]:
    """What a text leaves to be replaced and that nothing replaces, in the order of the list."""
    used = used_in(text)
    return [name for name in MEANING if name in used and not values[name]]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each word in its place; what is put there is read as words, never as braces."""
    return _BRACED.sub(lambda found: values[_KNOWN[fold(found[1])]], text)


def together(names: Iterable[str]) -> str:
    """
    >>> together(["Les Lilas", "Le Mail", "La Régie"])
    'Les Lilas, Le Mail et La Régie'
    """
    *others, last = [*dict.fromkeys(names)] or [""]
    return f"{', '.join(others)} et {last}" if others else last


def _listed() -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in MEANING)
