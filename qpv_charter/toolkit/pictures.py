"""Pictures and papers that people send: decoded within bounds and drawn again, never served as they came."""

import re
import threading
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

MAX_BYTES = 5_000_000
# Read in the header, before any decoding: a small file can hold a huge picture. A point takes 4 bytes, 8
# for a moment where something is clear, and twice as many in a WebP, whose decoder keeps copies.
MAX_PIXELS = 25_000_000
MAX_WEBP_PIXELS = 12_500_000
SIDE = 512  # pixels
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")  # no SVG: it is a document that can carry scripts
DOCUMENT_BYTES = 10 * 1024 * 1024
PHOTO_PIXELS = 60_000_000  # of a JPEG, whose decoder halves its sides for nothing: phones have 50 million
COLOURS = 3  # of a photo: a fourth is for printers
DOCUMENT_SIDE = 3508  # pixels: an A4 page at 300 dots an inch
QUALITY = 85
PDF_START = re.compile(rb"%PDF-[12]\.\d")
PDF_HEAD = 1024  # bytes that may come before it, as readers accept (ISO 32000-1, annex H, note 13)
PDF_TAIL = 2048  # bytes; where `startxref` and `%%EOF` are, with room for what some printers add after
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
TOO_MANY_POINTS = (
    "Cette image compte trop de pixels. Choisissez-en une plus petite (1\u202f000 sur 1\u202f000 suffisent)."
)
TOO_FINE = "Cette image est trop grande. Numérisez la page en qualité moyenne."
NOT_A_PICTURE = (
    "Ce fichier n’est pas une image que nous savons lire. Choisissez un fichier PNG, JPEG ou WebP "
    "(le SVG n’est pas accepté\u202f: il peut contenir du code)."
)
NO_DOCUMENT = "Ce fichier n’est ni un PDF ni une photo (JPEG, PNG) que nous sachions lire"
HEIC = (
    "Cette photo est au format HEIC, que beaucoup d’appareils ne savent pas lire. Faites-en une capture d’écran "
    "et envoyez la capture\u202f; ou, sur l’iPhone, choisissez Réglages, Appareil photo, Formats, «\u202fLe plus "
    "compatible\u202f», puis reprenez la photo."
)
BUSY = "Beaucoup d’images arrivent en ce moment. Réessayez dans une minute."
PATIENCE = 5.0  # seconds: three pictures as large as we take, one after the other
# A picture of 25 million points takes 100 MB once decoded: eight at once took a process to 1.3 GB. Who waits holds
# a thread and a connection to the database: fifty stopped the site, so few wait and the others are told.
_one_at_a_time = threading.Lock()
_places = threading.BoundedSemaphore(4)  # one that is drawn, three that wait


def redrawn(upload: IO[bytes], *, size: int, side: int = SIDE) -> ContentFile[bytes]:
    """The picture as a PNG of at most `side` pixels a side, without anything else the file held (place, author).

    `size` is that of the file, in bytes. Raises ValueError with a sentence for the person."""
    if size > MAX_BYTES:
        raise ValueError("Ce fichier pèse plus de 5\u202fMo. Choisissez une image plus légère.")
    with _opened(upload, formats=FORMATS, unreadable=NOT_A_PICTURE) as picture:
        _bounded(picture, mode="RGBA", side=side, beyond=TOO_MANY_POINTS)
        return _written(_drawn(picture, mode="RGBA", side=side), "PNG", ".png", optimize=True)


def document(upload: IO[bytes], *, size: int, photo_as: str = "JPEG") -> ContentFile[bytes]:
    """A paper to keep, under a name of ours: a PDF from where it starts; a photo drawn again, upright, at
    most A4 at 300 dots an inch, as a JPEG or as the page of a PDF. `size` is that of the file, in bytes.

    Raises ValueError with a sentence for the person."""
    if size > DOCUMENT_BYTES:
        raise ValueError(
            "Ce fichier dépasse 10 Mo. Numérisez la page en qualité moyenne, ou en noir et blanc, "
            "ou seulement la page utile."
        )
    content = upload.read()
    if start := PDF_START.search(content[: PDF_HEAD + 8]):
        return ContentFile(_whole(content[start.start() :]), name=f"{uuid.uuid4()}.pdf")
    with _opened(BytesIO(content), formats=("JPEG", "PNG"), unreadable=_no_document(upload)) as picture:
        _bounded(picture, mode="RGB", side=DOCUMENT_SIDE, beyond=TOO_FINE)
        upright = _drawn(picture, mode="RGB", side=DOCUMENT_SIDE)
        suffix = ".pdf" if photo_as == "PDF" else ".jpg"
        return _written(upright, photo_as, suffix, quality=QUALITY)


def _no_document(upload: IO[bytes]) -> str:
    """What to say of a file that is none, and of its name only where that says otherwise."""
    if str(getattr(upload, "name", "")).lower().endswith((".pdf", ".jpg", ".jpeg", ".png")):
        return f"{NO_DOCUMENT}, même si son nom le dit. Enregistrez la page en PDF, ou reprenez-la en photo."
    return f"{NO_DOCUMENT}. Enregistrez-le en PDF, ou prenez la page en photo."


def _whole(pdf: bytes) -> bytes:
    tail = pdf[-PDF_TAIL:]
    if b"startxref" not in tail and b"%%EOF" not in tail:
        raise ValueError("Ce PDF est incomplet\u202f: il a dû être coupé en chemin. Envoyez-le de nouveau.")
    return pdf


class _TooManyPoints(Exception):  # noqa: N818  # leaves `_opened` as a ValueError
    """The header says more pixels than we decode."""


@contextmanager
def _opened(upload: IO[bytes], *, formats: tuple[str, ...], unreadable: str) -> Iterator[Image.Image]:
    """The picture, not decoded yet, alone in this process; what Pillow says of a broken one is a ValueError."""
    if _is_heic(upload):
        raise ValueError(HEIC)
    with _in_turn(), warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limits are lower
        try:
            with Image.open(upload, formats=formats) as picture:
                yield picture
        except _TooManyPoints as error:
            raise ValueError(str(error)) from None
        # A ValueError is what Pillow says of a text that would unfold to gigabytes, or of a header cut short.
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise ValueError(unreadable) from error


@contextmanager
def _in_turn() -> Iterator[None]:
    """Alone in this process, after a short wait; raises ValueError where too many wait, or for too long."""
    if not _places.acquire(blocking=False):
        raise ValueError(BUSY)
    try:
        if not _one_at_a_time.acquire(timeout=PATIENCE):
            raise ValueError(BUSY)
        try:
            yield
        finally:
            _one_at_a_time.release()
    finally:
        _places.release()


def _is_heic(upload: IO[bytes]) -> bool:
    head = upload.read(12)
    upload.seek(0)
    return head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS


def _bounded(picture: Image.Image, *, mode: str, side: int, beyond: str) -> None:
    """Ask a JPEG of its decoder at the size needed, not at its own. Raises _TooManyPoints, which says `beyond`,
    for a picture of more points than we hold."""
    points = picture.width * picture.height
    if MAX_PIXELS < points <= PHOTO_PIXELS and _can_be_halved(picture):
        picture.draft(mode, (min(side, picture.width // 2), min(side, picture.height // 2)))
        points = picture.width * picture.height
    if points > (MAX_WEBP_PIXELS if picture.format == "WEBP" else MAX_PIXELS):
        raise _TooManyPoints(beyond)
    picture.draft(mode, (side, side))


def _can_be_halved(picture: Image.Image) -> bool:
    """Whether it is a JPEG decoded row by row, as cameras write them: of one that comes in several scans (a
    progressive one, or each colour by itself), libjpeg first holds the whole."""
    if not isinstance(picture, JpegImageFile) or picture.fp is None or "progressive" in picture.info:
        return False
    after, length = picture.fp.tell(), 6 + 2 * picture.layers  # bytes of the head of a scan of all its colours
    picture.fp.seek(max(after - length - 2, 0))
    head = picture.fp.read(5)
    picture.fp.seek(after)
    return picture.layers <= COLOURS and head == bytes((0xFF, 0xDA, 0, length, picture.layers))


def _drawn(picture: Image.Image, *, mode: str, side: int) -> Image.Image:
    """A new picture, upright, on white where the mode knows no transparency: none of the old one's metadata.

    Brought down before anything else that can wait, and each step frees what the one before it held."""
    seen = _in_colours(picture)
    if mode == "RGB" and seen.mode == "RGBA":
        seen = _on_white(seen)
    seen.thumbnail((side, side))
    upright = ImageOps.exif_transpose(_eight_bits(seen)).convert(mode)
    drawn = Image.new(mode, upright.size)
    drawn.paste(upright)
    return drawn


def _in_colours(picture: Image.Image) -> Image.Image:
    """In a mode whose points can be mixed: a palette's cannot."""
    if picture.mode.startswith("I"):
        return _in_place_of(picture, picture.convert("I"))
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else _in_place_of(picture, picture.convert("RGBA"))
    wanted = {"1": "L", "P": "RGB"}.get(picture.mode)
    return _in_place_of(picture, picture.convert(wanted)) if wanted else picture


def _on_white(picture: Image.Image) -> Image.Image:
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture)
    return _in_place_of(picture, flat)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey brought down to eight: Pillow's own conversion cuts them, and all turns white."""
    if picture.mode != "I":
        return picture
    return _in_place_of(picture, picture.point(lambda value: value * (1 / 257)).convert("L"))


def _in_place_of(former: Image.Image, picture: Image.Image) -> Image.Image:
    """The picture, which keeps the orientation of the former; that one's points are freed."""
    picture.info = former.info
    former.close()
    return picture


def _written(drawn: Image.Image, kind: str, suffix: str, **options: object) -> ContentFile[bytes]:
    file = BytesIO()
    drawn.save(file, kind, **options)
    return ContentFile(file.getvalue(), name=f"{uuid.uuid4()}{suffix}")
