"""A scan of a signed paper, checked by what is in it and not by its name."""

import io
import warnings

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

from signatories.moderation.papers import scan_name

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000  # an A4 page at 600 dots an inch is 35 million
PDF_START = b"%PDF-"
QUALITY = 85


def checked_scan(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """The file to keep: a PDF as it came, a picture encoded anew (without where and by whom it was taken).

    Raises ValidationError with what is wrong."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError("Ce fichier dépasse 10 Mo. Numérisez la page en moins fin, ou en noir et blanc.")
    content = upload.read()
    if content.startswith(PDF_START) and b"%%EOF" in content[-2048:]:
        return ContentFile(content, name=scan_name(".pdf"))
    return ContentFile(_as_jpeg(content), name=scan_name(".jpg"))


def _as_jpeg(content: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError("Cette image est trop grande. Numérisez la page en moins fin.")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(
            "Ce fichier n’est ni un PDF ni une photo (JPEG, PNG) que nous sachions lire."
        ) from error
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
