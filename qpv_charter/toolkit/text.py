"""Text that people type: cleaned once at the door, folded once for search and comparison."""

import re
import unicodedata
from functools import cache
from pathlib import Path

# What nobody sees (Unicode TR36 and TR39): controls, marks that reverse what follows, fillers that pass for
# letters, tags, soft hyphens, and what is no character (no XML may hold it). Two names that differ by one of these
# look the same.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U00013430-\U0001345f\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# What joins two emoji, or shapes other alphabets, does nothing after a letter of Latin, Greek, Cyrillic or
# Armenian: there it only hides.
_JOINERS = re.compile("(?<![^\0-\u058f\u1e00-\u1fff])[\u200c\u200d\ufe00-\ufe0f]+")
# Marks piled on a letter climb over the lines around; two are the most that any French or transcribed name needs.
_PILED = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
# The address of a site, as mail programs find one to make a link of: a scheme, « www. », a host and a path, or a
# host that ends like one. « St-Denis », « M.J.C » and « Ass.du Moulin » are none; « J.Leclerc » is none either,
# although .leclerc exists: of one letter, only what follows it most often makes a site.
_ENDINGS = "com|net|org|info|biz|app|dev|site|online|shop|top|xyz"
# Shorteners of one letter; « M.me » is none.
_SHORTENERS = r"t\.me|[a-z0-9]\.(?:co|io|ly|gg|gl|tv|cc|gd|ai|to)"
_NUMBERED = r"\d{1,3}(?:\.\d{1,3}){3}"
_COUNTRY = r"(?!(?:du|le|un|en|on|ou|où|or)\b)[^\W\d_]{2}"  # what no country has, French does
_SITE = re.compile(
    r"\S*://\S*|\bmailto:\S+|\bwww\.\S*|[\w-]+\.[^\W\d_]{2,}/\S+|\b[\w-]+\.xn--[\w-]+"
    rf"|(?<![\w.-])(?:{_SHORTENERS}|{_NUMBERED})(?![\w-]|\.\w)\S*"
    rf"|(?:\b[\w-]+\.(?:{_ENDINGS})|\b[\w-]*\w{{2}}\.{_COUNTRY})(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_HOST = re.compile(r"\b[\w-]*\w{2}\.([^\W\d_]{3,})(?![\w-]|\.\w)")
# Alphabets with letters that pass for Latin ones.
_ALIKE = frozenset({"GREEK", "CYRILLIC", "ARMENIAN", "COPTIC", "CHEROKEE", "LISU"})
LONGEST_NAME = 300  # characters; official titles reach 250 (RNA), more once a space follows each point
LONGEST_PERSON_NAME = 100  # of a first or a last name
LONGEST_FULL_NAME = 210  # of both
LONGEST_ROLE = 120
LONGEST_KEY = 400  # a name grows when folded (« St », « œ »)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
_NOT_WORD = re.compile(r"[\W_]+")
_SEPARATORS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)
_SHORT_SAINT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def _plain(text: str) -> str:
    """Without ligatures, accents, nor compatibility forms."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_PLAIN_LATIN = {code: _plain(chr(code)) for code in (*range(0x80, 0x250), *range(0x2010, 0x2030))}
_PLAIN_LATIN |= dict.fromkeys([0xAD, *range(0x200B, 0x2010)], "")  # soft hyphens, and what else nobody sees
# « S.O.S. Racisme » is looked for as « SOS racisme », « habitant·e·s » (or with points) as « habitants »;
# « col·lectiu » is one word.
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_INCLUSIVE = re.compile(r"(?<=l)·(?=l)|(?<=\w\w)[.·](?:e|ne|le|te|se|ve|ère|rice|trice|euse|ive)(?:[.·]?s)?\b")


def _joined(initials: re.Match[str]) -> str:
    return initials[0].replace(".", "")


def _without_its_feminine(ending: re.Match[str]) -> str:
    return "s" if ending[0].endswith("s") else ""


def clean_line(text: str) -> str:
    """One line without anything invisible, in NFC, its white space folded.

    >>> clean_line("  Les\\x00 Amis\\n du  quartier ")
    'Les Amis du quartier'
    """
    if text.isascii() and text.isprintable():  # nothing invisible in it: most of what two million records hold
        return " ".join(text.split())
    seen = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFC", _PILED.sub(r"\1", _JOINERS.sub("", seen))).split())


def clean_text(text: str) -> str:
    """Several lines, each cleaned like `clean_line`; never more than one empty line in a row."""
    lines = [clean_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read_line(typed: str, *, longest: int) -> str:
    """One clean line. Raises ValueError, in French, when it is too long: nothing is ever cut in silence."""
    line = clean_line(typed)
    if len(line) > longest:
        raise ValueError(
            f"Ce texte compte {len(line)} caractères\u202f: {longest} au plus. Raccourcissez-le un peu."
        )
    return line


def read_text(typed: str, *, longest: int) -> str:
    """Several clean lines. Raises ValueError, in French, when they are too long."""
    text = clean_text(typed)
    if len(text) > longest:
        raise ValueError(
            f"Ce texte compte {len(text)} caractères\u202f: {longest} au plus. Raccourcissez-le un peu."
        )
    return text


def read_name(typed: str, *, longest: int = LONGEST_NAME) -> str:
    """The name of an association, of a session: one clean line, empty when nothing is left of it.

    Raises ValueError, in French, for the address of a site (names go into mails), for signs without any letter or
    digit, for a word of several alphabets (what passes for another name), for too long a name."""
    name = read_line(typed, longest=longest)
    if found := _site_in(unicodedata.normalize("NFKC", name).replace("\u3002", ".")):
        raise ValueError(
            "Écrivez un nom, sans adresse de site web\u202f: "
            f"«\u202f{found[:60]}\u202f» se lit comme une adresse. "
            "Si ce n’en est pas une, mettez une espace après le point."
        )
    if mixed := next(filter(_mixes_alphabets, name.split()), ""):
        raise ValueError(
            f"«\u202f{mixed[:60]}\u202f» mélange des lettres de plusieurs alphabets qui se ressemblent. "
            "Tapez-le de nouveau au clavier."
        )
    if name and not any(char.isalnum() for char in name):
        raise ValueError("Écrivez ce nom avec des lettres ou des chiffres.")
    return name


def read_words(typed: str, *, longest: int) -> str:
    """One clean line of words, which leads nowhere. Raises ValueError, in French, for the address of a site: it is
    what robots write, and everybody would read it."""
    words = read_line(typed, longest=longest)
    if found := _site_in(unicodedata.normalize("NFKC", words)):
        raise ValueError(
            f"«\u202f{found[:60]}\u202f» se lit comme l’adresse d’un site\u202f: écrivez-le avec des mots."
        )
    return words


def _site_in(text: str) -> str:
    """What reads as the address of a site; empty where nothing does."""
    hosts = (found[0] for found in _HOST.finditer(text) if found[1].casefold() in _endings())
    found = _SITE.search(text)
    return found[0] if found else next(hosts, "")


@cache
def _endings() -> frozenset[str]:
    """How the hosts of the internet end, each as it is typed: the list that IANA publishes (data.iana.org/TLD)."""
    listed = (Path(__file__).parent / "tlds-alpha-by-domain.txt").read_text(encoding="ascii").lower().splitlines()
    return frozenset(
        ending.removeprefix("xn--").encode().decode("punycode") if ending.startswith("xn--") else ending
        for ending in listed
        if not ending.startswith("#")
    )


def _mixes_alphabets(word: str) -> bool:
    """Whether a word has Latin letters and some that pass for them (Unicode TR39, mixed scripts)."""
    if word.isascii():
        return False
    alphabets = {unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha()}
    return "LATIN" in alphabets and not _ALIKE.isdisjoint(alphabets)


def read_site(typed: str) -> str:
    """The address of a site, as it is typed, empty when nothing is left of it. Whether it is one is for the form.

    Raises ValueError, in French, for what a browser would take for one all the same: an e-mail address
    (« contact@asso.fr » is a user's name on asso.fr), the name of an account (« @asso »)."""
    site = clean_line(typed)
    rest = site.partition("://")[2] or site
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].removeprefix("mailto:")
    if host.startswith("@"):
        raise ValueError(
            f"«\u202f{host[:60]}\u202f» est le nom d’un compte. Écrivez l’adresse de sa page, comme la montre "
            "votre navigateur. Exemple\u202f: https://www.mon-association.fr."
        )
    if "@" in host:
        raise ValueError(
            f"«\u202f{host[:60]}\u202f» est une adresse e-mail. Écrivez ici celle de votre site, et l’adresse "
            "e-mail dans sa propre case, ou laissez vide si vous n’avez pas de site."
        )
    return site


def read_person_name(typed: str, *, longest: int = LONGEST_PERSON_NAME) -> str:
    """A person's first or last name, like `read_name`; digits alone are none."""
    return _lettered(read_name(typed, longest=longest), "Écrivez ce nom avec des lettres.")


def read_role(typed: str, *, longest: int = LONGEST_ROLE) -> str:
    """What a person does in an association, like `read_name`."""
    return _lettered(read_name(typed, longest=longest), "Écrivez ce rôle avec des lettres.")


def _lettered(text: str, sentence: str) -> str:
    if text and not any(char.isalpha() for char in text):
        raise ValueError(sentence)
    return text


def fold(text: str) -> str:
    """Lower-case words without accents, ligatures or punctuation, one space apart; "St-Denis" is "saint denis",
    "S.O.S." "sos", "habitant·e·s" "habitants".

    The same fold serves stored search columns and what people type, so that both meet.

    >>> fold("L’Œuvre de St-Denis")
    'l oeuvre de saint denis'
    """
    plain = text.casefold()
    if "." in plain or "·" in plain:
        plain = _INITIALS.sub(_joined, _INCLUSIVE.sub(_without_its_feminine, plain))
    if not plain.isascii():
        plain = plain.translate(_PLAIN_LATIN)  # seven times faster than what follows, and enough for French
    if not plain.isascii():
        plain = _plain(plain)
    words = _ascii_words(plain) if plain.isascii() else _NOT_WORD.sub(" ", plain).split()
    if _SHORT_SAINT.keys().isdisjoint(words):
        return " ".join(words)
    return " ".join(_SHORT_SAINT.get(word, word) for word in words)


def key_of(name: str) -> str:
    """What a name is compared, sorted and found by."""
    return fold(name)[:LONGEST_KEY]


def same_person(name: str, other: str) -> bool:
    """Whether two full names are one, however they were typed: capitals, accents, the last name first.

    >>> same_person("Zoé Le Goff", "LE GOFF Zoe")
    True
    """
    return sorted(fold(name).split()) == sorted(fold(other).split()) != []


def _ascii_words(text: str) -> list[str]:
    """As bytes: five times faster than as text, on what two million records hold."""
    return text.encode("ascii").translate(_SEPARATORS).decode("ascii").split()
