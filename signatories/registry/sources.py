"""Opens a file of the RNA: its columns, its delimiter, its encoding, decided without holding it in memory."""

import codecs
import errno
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DELIMITERS = ";,\t|"
REQUIRED = frozenset({"id", "titre", "position", "adrs_codeinsee"})
_HEAD = 65_536  # bytes: more than any header line
_CHUNK = 1_048_576  # bytes
_ESCAPED, _BEYOND_ASCII = re.compile("[\udc80-\udcff]"), re.compile("[^\0-\x7f]")
# Two encodings in one file: the rarer has this many letters, and this share of the other's.
_MANY, _SHARE = 10, 0.1
_NOT_OURS = "ce n’est pas un fichier du répertoire national des associations"
_UNPACK = "Décompressez-la, puis donnez les fichiers .csv qu’elle contient."
_AS_CSV = "Donnez le fichier .csv d’origine, sans l’ouvrir dans un tableur."
# How other files begin.
_OTHERS = {
    rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!": f"c’est une archive compressée. {_UNPACK}",
    rb"\xd0\xcf\x11\xe0": f"c’est un classeur ou un document de bureautique. {_AS_CSV}",
    rb"%PDF": f"c’est un document PDF. {_AS_CSV}",
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)": (
        "c’est une page web, sans doute celle qui annonce le fichier ou une erreur du site. Téléchargez le "
        "fichier lui-même."
    ),
    rb"\xff\xfe|\xfe\xff|.\x00.\x00|\x00.\x00.": (
        "il est écrit en UTF-16 (c’est le «\u202ftexte Unicode\u202f» d’un tableur). Enregistrez-le en «\u202fCSV "
        "UTF-8\u202f», ou donnez le fichier .csv d’origine."
    ),
}
_UNREADABLE = {
    errno.ENOENT: "il n’y a rien à cet endroit",
    errno.EISDIR: "c’est un dossier\u202f: donnez les fichiers qu’il contient",
    errno.EACCES: "vous n’avez pas le droit de le lire",
}


class RegistryFileError(Exception):
    """A file that is not the RNA's, or not whole: nothing of the import is kept. `reason` is in French."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}\u202f: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class Source:
    """A recognised file; `columns` are lower-case header names in the file's order, `size` is in bytes."""

    path: Path
    size: int
    encoding: str
    delimiter: str
    columns: tuple[str, ...]


def recognise(path: Path) -> Source:
    """What a file is, from its header and one pass over its bytes.

    Raises RegistryFileError when it cannot be read, its header is not the RNA's, or it mixes two encodings."""
    try:
        with path.open("rb") as file:
            delimiter, columns = _header(path, file.read(_HEAD))
        return Source(path, path.stat().st_size, _encoding(path), delimiter, columns)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> RegistryFileError:
    """What the system says of a file that it does not give, in French."""
    reason = _UNREADABLE.get(error.errno or 0, error.strerror)
    return RegistryFileError(path, f"fichier illisible ({reason}).")


def _header(path: Path, head: bytes) -> tuple[str, tuple[str, ...]]:
    lines = head.decode("utf-8-sig", "replace").splitlines()
    for delimiter in DELIMITERS:
        columns = tuple(name.strip().strip('"').strip().lower() for name in (lines or [""])[0].split(delimiter))
        if REQUIRED.issubset(columns):
            return delimiter, columns
    raise RegistryFileError(path, f"{_NOT_OURS}\u202f: {_what_it_is(path, head)}")


def _what_it_is(path: Path, head: bytes) -> str:
    """What a file is instead, and what to do, for somebody who took the wrong one."""
    if not head.strip():
        return "il est vide. Téléchargez-le de nouveau."
    if head.startswith(b"PK"):
        return _of_an_archive(path)
    for signs, sentence in _OTHERS.items():
        if re.match(signs, head, re.IGNORECASE | re.DOTALL):
            return sentence
    return (
        "sa première ligne doit nommer ses colonnes, dont «\u202fid\u202f», «\u202ftitre\u202f», "
        "«\u202fposition\u202f» et «\u202fadrs_codeinsee\u202f»."
    )


def _of_an_archive(path: Path) -> str:
    """A zip, or one of the documents that are zips inside."""
    names: list[str] = []
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    if "[Content_Types].xml" in names or "mimetype" in names:
        return f"c’est un classeur ou un document de bureautique. {_AS_CSV}"
    inside = [name for name in names if name.lower().endswith(".csv")]
    held = f" (elle contient {inside[0]}{', …' if inside[1:] else ''})" if inside else ""
    return f"c’est une archive zip{held}. {_UNPACK}"


def _encoding(path: Path) -> str:
    """UTF-8 or the Windows encoding of older files: the one that explains nearly all the letters.

    A letter cut in two does not make a Windows file of one in UTF-8 (its row alone is refused); « É » before a
    closing quote, which reads as UTF-8 by chance, does not make the contrary. Where both are many, either would
    spoil names that nobody would notice: RegistryFileError."""
    if _is_utf8(path):
        return "utf-8-sig"
    whole, broken = _letters(path)
    if min(whole, broken) >= max(_MANY, max(whole, broken) * _SHARE):
        raise RegistryFileError(
            path,
            "il mélange deux encodages (UTF-8 et Windows-1252), comme deux fichiers mis bout à bout\u202f: des "
            "noms seraient faux. Téléchargez-le de nouveau, et donnez chaque fichier à part.",
        )
    return "utf-8-sig" if whole >= broken else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _letters(path: Path) -> tuple[int, int]:
    """How many letters beyond ASCII are UTF-8, and how many bytes are not; five times slower than `_is_utf8`."""
    whole = broken = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            escaped = len(_ESCAPED.findall(text))
            whole, broken = whole + len(_BEYOND_ASCII.findall(text)) - escaped, broken + escaped
    return whole, broken + len(decoder.decode(b"", final=True))
