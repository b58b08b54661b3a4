"""The small words that French joins to the name of a place."""

import re

_ELIDED = re.compile(r"[aàâeéèêëiîïoôöuùûüœæ]|y(?![aeiouéè])", re.IGNORECASE)
_ARTICLE = re.compile(r"(Le|Les) (?=\S)")


def of_place(name: str) -> str:
    """ "de" with a place: "de Saint-Denis", "du Havre", "des Abymes", "d’Évry". Before h, "de"."""
    if article := _ARTICLE.match(name):
        return f"{'du' if article[1] == 'Le' else 'des'} {name[article.end() :]}"
    return f"d’{name}" if _ELIDED.match(name) else f"de {name}"


def at_place(name: str) -> str:
    """ "à" with a place: "à Saint-Denis", "au Havre", "aux Abymes"."""
    if article := _ARTICLE.match(name):
        return f"{'au' if article[1] == 'Le' else 'aux'} {name[article.end() :]}"
    return f"à {name}"
