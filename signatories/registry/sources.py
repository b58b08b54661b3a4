"""Opens a file of the RNA: its columns, its delimiter, its encoding, decided without holding it in memory."""

import codecs
from dataclasses import dataclass
from pathlib import Path

DELIMITERS = ";,\t|"
REQUIRED = frozenset({"id", "titre", "position", "adrs_codeinsee"})
_HEAD = 65_536  # bytes: more than any header line
_CHUNK = 1_048_576  # bytes


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

    Raises RegistryFileError when it cannot be read or its header is not the RNA's."""
    try:
        with path.open("rb") as file:
            delimiter, columns = _header(path, file.read(_HEAD))
        return Source(path, path.stat().st_size, _encoding(path), delimiter, columns)
    except OSError as error:
        raise RegistryFileError(path, f"fichier illisible ({error.strerror}).") from error


def _header(path: Path, head: bytes) -> tuple[str, tuple[str, ...]]:
    line = (head.decode("utf-8-sig", "replace").splitlines() or [""])[0]
    for delimiter in DELIMITERS:
        columns = tuple(name.strip().strip('"').strip().lower() for name in line.split(delimiter))
        if REQUIRED.issubset(columns):
            return delimiter, columns
    raise RegistryFileError(
        path,
        "ce n’est pas un fichier du répertoire national des associations\u202f: sa première ligne doit nommer "
        "ses colonnes, dont «\u202fid\u202f», «\u202ftitre\u202f», «\u202fposition\u202f» et "
        "«\u202fadrs_codeinsee\u202f».",
    )


def _encoding(path: Path) -> str:
    """UTF-8 if every byte of the file is, else the Windows encoding of older files."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
