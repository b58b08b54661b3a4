"""The two notations of a charter file that Markdown does not have: its front matter, and `{#slug .class}`."""

import re
from dataclasses import dataclass

from signatories.charter.text import FrontMatter

REQUIRED = ("title", "version", "dated", "language")
LONGEST = {"title": 300, "version": 40, "dated": 60, "language": 10, "source": 300, "demonstration": 5}
CLASSES = frozenset({"value", "commitment", "together", "authorities", "meeting", "annex"})
RESERVED_VERSIONS = frozenset({"en-mots-simples"})  # its address is taken by another page
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 60
_FENCE = "---"


class CharterError(Exception):
    """A charter file that cannot be loaded: the line (from 1) and, in French, the reason."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"Ligne {line}\u202f: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Marks:
    """What `{#slug .class}` said at the end of a heading, a paragraph or a list item."""

    slug: str = ""
    classes: frozenset[str] = frozenset()


def split_marks(text: str, line: int) -> tuple[str, Marks]:
    """A text without its trailing marks, and these. Raises CharterError."""
    text = text.strip()
    before, brace, inside = text.rpartition("{")
    if not (brace and inside.endswith("}")):
        return text, Marks()
    words = inside[:-1].split()
    slugs = [word[1:] for word in words if word.startswith("#")]
    classes = [word[1:] for word in words if word.startswith(".")]
    if len(slugs) != 1 or len(slugs) + len(classes) != len(words):
        raise CharterError(
            line, f"la marque «\u202f{{{inside[:60]}\u202f» doit être de la forme {{#nom .classe}}."
        )
    _check_slug(slugs[0], line)
    for unknown in sorted(set(classes) - CLASSES):
        raise CharterError(line, f"la classe «\u202f.{unknown[:40]}\u202f» n’existe pas.")
    return before.strip(), Marks(slugs[0], frozenset(classes))


def read_front_matter(lines: list[str]) -> tuple[FrontMatter, int]:
    """The front matter, and the number of lines it takes. Raises CharterError."""
    if lines[0].rstrip() != _FENCE:
        raise CharterError(1, "le fichier doit commencer par une ligne «\u202f---\u202f».")
    pairs: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == _FENCE:
            return _front_matter(pairs, number), number
        key, value = _pair(line, number)
        if key in pairs:
            raise CharterError(number, f"«\u202f{key}\u202f» est écrit deux fois.")
        pairs[key] = value
    raise CharterError(len(lines), "l’en-tête n’est pas fermé par une ligne «\u202f---\u202f».")


def _pair(line: str, number: int) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not (colon and key and value.startswith((" ", "\t"))):
        raise CharterError(number, "une ligne d’en-tête s’écrit «\u202fclé: valeur\u202f».")
    value = value.strip()
    if key not in LONGEST:
        raise CharterError(number, f"la clé «\u202f{key[:40]}\u202f» n’existe pas.")
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1].strip()
    _check_value(key, value, number)
    return key, value


def _check_value(key: str, value: str, number: int) -> None:
    if not value or len(value) > LONGEST[key]:
        raise CharterError(number, f"«\u202f{key}\u202f» doit avoir de 1 à {LONGEST[key]} caractères.")
    if key == "version" and (not SLUG.fullmatch(value) or value in RESERVED_VERSIONS):
        raise CharterError(
            number,
            "«\u202fversion\u202f» sert d’adresse\u202f: minuscules sans accent, chiffres et tirets.",
        )
    if key == "language" and not re.fullmatch(r"[a-z]{2}", value):
        raise CharterError(
            number, "«\u202flanguage\u202f» est un code de deux lettres, par exemple «\u202ffr\u202f»."
        )
    if key == "demonstration" and value not in {"true", "false"}:
        raise CharterError(number, "«\u202fdemonstration\u202f» vaut «\u202ftrue\u202f» ou «\u202ffalse\u202f».")


def _front_matter(pairs: dict[str, str], number: int) -> FrontMatter:
    for key in REQUIRED:
        if key not in pairs:
            raise CharterError(number, f"il manque «\u202f{key}\u202f» dans l’en-tête.")
    return FrontMatter(
        title=pairs["title"],
        version=pairs["version"],
        dated=pairs["dated"],
        language=pairs["language"],
        demonstration=pairs.get("demonstration") == "true",
        source=pairs.get("source", ""),
    )


def _check_slug(slug: str, line: int) -> None:
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise CharterError(
            line,
            f"le nom «\u202f#{slug[:60]}\u202f» doit être en minuscules sans accent, chiffres et tirets.",
        )
