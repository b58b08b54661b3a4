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

MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000  # read in the header, before any decoding: a small file can hold a huge picture
SIDE = 512  # pixels
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")  # no SVG: it is a document that can carry scripts
DOCUMENT_BYTES = 10 * 1024 * 1024
DOCUMENT_PIXELS = 60_000_000  # an A4 page at 600 dots an inch is 35 million
DOCUMENT_SIDE = 3508  # pixels: an A4 page at 300 dots an inch
QUALITY = 85
PDF_START = re.compile(rb"%PDF-[12]\.\d")
PDF_HEAD = 1024  # bytes that may come before it, as readers accept (ISO 32000-1, annex H, note 13)
PDF_TAIL = 2048  # bytes; where `startxref` and `%%EOF` are, with room for what some printers add after
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
TOO_MANY_POINTS = (
    "Cette image compte trop de points. Choisissez-en une plus petite (1\u202f000 par 1\u202f000 suffit)."
)
NOT_A_PICTURE = (
    "Ce fichier n’est pas une image que nous savons lire. Choisissez un fichier PNG, JPEG ou WebP "
    "(le SVG n’est pas accepté\u202f: il peut contenir du code)."
)
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
        if picture.width * picture.height > MAX_PIXELS:
            raise _TooManyPoints(TOO_MANY_POINTS)
        return _written(_drawn(picture, mode="RGBA", side=side), "PNG", ".png", optimize=True)


def document(upload: IO[bytes], *, size: int, photo_as: str = "JPEG") -> ContentFile[bytes]:
    """A paper to keep, under a name of ours: a PDF from where it starts; a photo drawn again, upright, at
    most A4 at 300 dots an inch, as a JPEG or as the page of a PDF. `size` is that of the file, in bytes.

    Raises ValueError with a sentence for the person."""
    if size > DOCUMENT_BYTES:
        raise ValueError(
            "Ce fichier dépasse 10 Mo. Numérisez la page en moins fin, ou en noir et blanc, "
            "ou seulement la page utile."
        )
    content = upload.read()
    if start := PDF_START.search(content[: PDF_HEAD + 8]):
        return ContentFile(_whole(content[start.start() :]), name=f"{uuid.uuid4()}.pdf")
    unreadable = (
        "Ce fichier n’est ni un PDF ni une photo (JPEG, PNG) que nous sachions lire, même si son nom le dit."
    )
    with _opened(BytesIO(content), formats=("JPEG", "PNG"), unreadable=unreadable) as picture:
        if picture.width * picture.height > DOCUMENT_PIXELS:
            raise _TooManyPoints("Cette image est trop grande. Numérisez la page en moins fin.")
        upright = _drawn(picture, mode="RGB", side=DOCUMENT_SIDE)
        suffix = ".pdf" if photo_as == "PDF" else ".jpg"
        return _written(upright, photo_as, suffix, quality=QUALITY)


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


def _drawn(picture: Image.Image, *, mode: str, side: int) -> Image.Image:
    """A new picture, upright, on white where the mode knows no transparency: none of the old one's metadata."""
    picture.draft(mode, (side, side))  # a JPEG is decoded at the size needed, not at its own
    seen = _eight_bits(picture).convert("RGBA" if picture.has_transparency_data or mode == "RGBA" else "RGB")
    seen.thumbnail((side, side))
    upright = ImageOps.exif_transpose(seen)
    drawn = Image.new(mode, upright.size, "white" if mode == "RGB" else (0, 0, 0, 0))
    drawn.paste(upright, mask=upright if mode == "RGB" and upright.mode == "RGBA" else None)
    return drawn


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey brought down to eight: Pillow's own conversion cuts them, and all turns white."""
    if not picture.mode.startswith("I"):
        return picture
    grey = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    grey.info = picture.info  # its orientation
    return grey


def _written(drawn: Image.Image, kind: str, suffix: str, **options: object) -> ContentFile[bytes]:
    file = BytesIO()
    drawn.save(file, kind, **options)
    return ContentFile(file.getvalue(), name=f"{uuid.uuid4()}{suffix}")
