"""Names and addresses as French writes them: most of the RNA's are in capitals.

What could be a word or an acronym stays as it was typed: capitals that are left look odd, a word spoiled is wrong.
Accents that a file lost are not guessed."""

import re
from collections.abc import Set

from qpv_charter.toolkit.text import fold
from signatories.registry import lexicon

_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aeiouy"
_ONSET, _CODA = re.compile(rf"^[^{_VOWELS}]*"), re.compile(rf"[^{_VOWELS}]*$")
_SHORTEST = 4  # letters: below, only the words that we know are words
_ROMAN = r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})"
_NUMERAL = re.compile(_ROMAN)  # of a king, a century, a district
_RANK = re.compile(rf"({_ROMAN}|I(?=ER)|\d+)(ERS?|RE|ÈRE|ERE|E|EME|ÈME|IEME|IÈME|NDE?)")
# « A.A.P.P.M.A. », « M.J.C », « A. S. »: initials are not words.
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.[ ]?)+(?:[^\W\d_]\b(?!['’]))?")
# An acronym stands alone between brackets and is short; what is longer is words: (EXEMPLE), (SECTION DU MAIL).
_BRACKETED = re.compile(r"\(([^\W\d_]{1,6})\)")
# « ASS.DE CHASSE »: a space after the point, else the name reads as the address of a site (toolkit/text.py).
_ABBREVIATED = re.compile(r"(?<=[^\W\d_]{2}\.)(?=[^\W\d_]{2})")
_LOST_APOSTROPHE = re.compile(r"(?:(\w+)\.? )?\b([DL]) (?=[AEIOUYÀÂÉÈÊÎÔŒH][^\W\d_])")
# A small word that comes after one of these begins something: « Théâtre – Le Lien », « Les Voisins (Le Mail) ».
_BEGINS = re.compile(r"(?:^|[«\"“(:!?]\s*|\s[-–—/]\s+)$")
_ARTICLES = frozenset({"la", "le", "les"})
# « 12, RUE DES LILAS » is one part of an address.
_NUMBER_APART = re.compile(r"(^|, )(\d+(?:\s?(?:BIS|TER|QUATER|[BTQ]))?), ")
# Number and letter, then a kind of street: « 3 B PL », « 12BIS RUE », « 9-11 AV ».
_NUMBERED = re.compile(r"^(\d+(?:\s*[-/]\s*\d+)*)(?:\s*(B|T|Q|BIS|TER|QUATER)\b|\s*([A-Z])(?=\s))?\s+(?=\S)")
_KIND = re.compile(r"^([^\W\d_]+)\.?(?=\s|$)")


def readable(name: str, *, acronym: str = "", commune: str = "") -> str:
    """A name in capitals with capitals where they belong; one that has small letters already keeps its own.

    `acronym` is known to be one, the words of the `commune` to be words (« BRY »).

    >>> readable("LES AMIS DE L'ÉTOILE (ADE)")
    'Les Amis de l’Étoile (ADE)'
    """
    if not name.isupper():
        return name.replace("'", "’").replace(" D’", " d’")
    kept = {fold(word) for word in (acronym, *_BRACKETED.findall(name))} - lexicon.SHORT
    return _Writing(_ABBREVIATED.sub(" ", name), kept=kept, words=frozenset(fold(commune).split())).done()


def readable_address(address: str) -> str:
    """Each part of an address (« 12 RUE DES LILAS, BAT B ») with its number, its kind of street spelled out, and
    capitals where they belong.

    >>> readable_address("3 B PL DU GRAND LIVRE")
    '3 bis place du Grand Livre'
    """
    line = ", ".join(_part(part) for part in _NUMBER_APART.sub(r"\1\2 ", address).split(", ")).replace("'", "’")
    return line[:1].upper() + line[1:]


def _part(part: str) -> str:
    number, rest = _number(part)
    kind = _KIND.match(rest)
    known = lexicon.PLACES | (lexicon.STREETS if number or rest.isupper() else {})
    written = known.get(fold(kind[1])) if kind and kind[1].isupper() else None
    if kind is None or written is None or not (number or kind.end() < len(rest)):
        return f"{number} {_capitals(rest, within=bool(number))}".strip()
    named = _capitals(rest[kind.end() :].strip(), within=written not in lexicon.NAMED)
    return " ".join(filter(None, (number, written, named)))


def _number(part: str) -> tuple[str, str]:
    """The number of a house with what follows it, and the rest. « B » is « bis » only before a kind of street."""
    found = _NUMBERED.match(part)
    if not found:
        return "", part
    rest = part[found.end() :]
    kind = _KIND.match(rest)
    repeated = found[2] or ""
    if len(repeated) > 1 or (kind and fold(kind[1]) in lexicon.STREETS):
        repeated = lexicon.REPEATED.get(repeated, repeated)
    return " ".join(filter(None, (found[1], repeated or found[3]))), rest


def _capitals(text: str, *, within: bool) -> str:
    return _Writing(text, within=within).done() if text.isupper() else text


class _Writing:
    """A text in capitals being written again; `within` a line, a small word stays small at its beginning too."""

    def __init__(
        self, text: str, *, kept: Set[str] = frozenset(), words: Set[str] = frozenset(), within: bool = False
    ) -> None:
        self.text = _LOST_APOSTROPHE.sub(_apostrophe, text).replace("'", "’")
        self.kept, self.words, self.within = kept, words | lexicon.SHORT, within
        self.initials = {place for found in _INITIALS.finditer(self.text) for place in range(*found.span())}

    def done(self) -> str:
        return _WORD.sub(self._word, self.text)

    def _word(self, found: re.Match[str]) -> str:
        word, before, after = found[0], self.text[: found.start()], self.text[found.end() :]
        if found.start() in self.initials or (len(word) == 1 and not after):
            return word
        folded = fold(word)
        small = folded in lexicon.SMALL or (after.startswith("’") and folded in lexicon.ELIDED)
        if small and not self._begins(before, folded):
            return word.lower()
        if _goes_on(before, after, folded):
            return word.lower()
        if after.startswith("’") and folded in lexicon.GOES_ON:
            return word.capitalize()
        rank = _RANK.fullmatch(word)
        if rank and folded not in self.words:
            return f"{rank[1]}{rank[2].lower()}"
        return word.capitalize() if small or not self._stays(word, folded) else word

    def _begins(self, before: str, folded: str) -> bool:
        """Whether a small word has its capital: at the beginning, or, for an article, after a siglum."""
        if not before:
            return not self.within
        if folded in _ARTICLES and before.endswith(" "):
            last = (_WORD.findall(before) or [""])[-1]
            siglum = last.isalpha() and len(last) > 1 and self._stays(last, fold(last))
            return siglum or len(before) - 2 in self.initials or bool(_BEGINS.search(before))
        return bool(_BEGINS.search(before))

    def _stays(self, word: str, folded: str) -> bool:
        """An acronym, a numeral or a letter stays in capitals; so does what may be one. None bears an accent."""
        if folded in self.kept or folded in lexicon.ACRONYMS or _NUMERAL.fullmatch(word) or not word.isalpha():
            return True
        if folded in lexicon.TITLES or folded in lexicon.SMALL or folded in self.words:
            return False
        return folded == word.lower() and (len(folded) < _SHORTEST or not _sayable(folded))


def _apostrophe(found: re.Match[str]) -> str:
    """« DE L EGLISE », « RUE D ALSACE » lost theirs; « BATIMENT D ESCALIER 2 » never had one."""
    before, letter = found[1], found[2]
    if before and fold(before) in lexicon.LETTERED:
        return found[0]
    return f"{before} {letter}’" if before else f"{letter}’"


def _goes_on(before: str, after: str, folded: str) -> bool:
    """Whether it only ends a word, or links two: « P’tits », « Kid’s », « Dira-t-on »."""
    if before.endswith("-") and after.startswith("-") and len(folded) == 1:
        return True
    return before.endswith("’") and (folded == "s" or fold(_WORD.findall(before)[-1]) in lexicon.GOES_ON)


def _sayable(word: str) -> bool:
    """Whether a word of French may begin and end so: « ASPTT » and « FCPE » are none."""
    onset, coda = _ONSET.findall(word)[0], _CODA.findall(word)[0]
    return (
        onset != word
        and (len(onset) == 1 or not onset or onset in lexicon.ONSETS)
        and (len(coda) == 1 or not coda or coda in lexicon.CODAS)
    )
