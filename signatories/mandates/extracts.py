"""Extracts of decisions: PDF files that only the association and the federation read."""

import re
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

MAX_BYTES = 5_000_000
HEADER = re.compile(rb"%PDF-[12]\.\d")
TAIL = 2048  # bytes; where ISO 32000 puts `startxref` and `%%EOF`, with room for what some printers add after


def checked(upload: UploadedFile[Any]) -> ContentFile[bytes]:
    """The file, when its content is that of a whole PDF, under a name of ours.

    Raises ValueError with a sentence for the person."""
    if (upload.size or 0) > MAX_BYTES:
        raise ValueError(
            "Ce fichier pèse plus de 5\u202fMo. Numérisez-le en moins fin, ou seulement la page utile."
        )
    content = upload.read()
    if not HEADER.match(content):
        raise ValueError("Ce fichier n’est pas un PDF, même si son nom le dit. Enregistrez-le au format PDF.")
    if b"startxref" not in content[-TAIL:]:
        raise ValueError("Ce PDF est incomplet\u202f: il a dû être coupé en chemin. Envoyez-le de nouveau.")
    return ContentFile(content, name=f"{uuid.uuid4()}.pdf")
