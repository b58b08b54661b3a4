"""Logos: what is uploaded is decoded and drawn again, never served as it came."""

import uuid
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000  # read in the header, before any decoding: a small file can hold a huge picture
SIDE = 512  # pixels
FORMATS = ["PNG", "JPEG", "WEBP", "GIF"]  # no SVG: it is a document that can carry scripts
TOO_MANY_POINTS = (
    "Cette image compte trop de points. Choisissez-en une plus petite (1\u202f000 par 1\u202f000 suffit)."
)
NOT_A_PICTURE = (
    "Ce fichier n’est pas une image que nous savons lire. Choisissez un fichier PNG, JPEG ou WebP "
    "(le SVG n’est pas accepté\u202f: il peut contenir du code)."
)


def redrawn(upload: IO[bytes], *, size: int) -> ContentFile[bytes]:
    """The picture as a PNG of at most 512 pixels a side, without anything else the file held (place, author).

    `size` is that of the file, in bytes. Raises ValueError with a sentence for the person."""
    if size > MAX_BYTES:
        raise ValueError("Ce fichier pèse plus de 5\u202fMo. Choisissez une image plus légère.")
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            drawn = None if picture.width * picture.height > MAX_PIXELS else _as_png(picture)
    # A ValueError is what Pillow says of a text that would unfold to gigabytes, or of a header cut short.
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(NOT_A_PICTURE) from error
    if drawn is None:
        raise ValueError(TOO_MANY_POINTS)
    return drawn


def _as_png(picture: Image.Image) -> ContentFile[bytes]:
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((SIDE, SIDE))
    drawn = Image.new("RGBA", upright.size)
    drawn.paste(upright)  # a new picture: none of the old one's metadata
    file = BytesIO()
    drawn.save(file, "PNG", optimize=True)
    return ContentFile(file.getvalue(), name=f"{uuid.uuid4()}.png")
