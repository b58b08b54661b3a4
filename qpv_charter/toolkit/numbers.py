"""So many of each, as a table and its bars draw it (`components/numbers.html`)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """So many associations of one kind: of a theme, of a form, of a month."""

    name: str
    answers: int
    part: int  # of a hundred, the whole being what the table says


def number_of(name: str, answers: int, *, whole: int) -> Number:
    return Number(name, answers, min(100, round(100 * answers / max(whole, 1))))
