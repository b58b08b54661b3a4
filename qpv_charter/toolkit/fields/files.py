"""Fields for pictures and papers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Model

from qpv_charter.toolkit import pictures, tables
from qpv_charter.toolkit.fields.lines import Line, checked
from qpv_charter.toolkit.files import NO_ROOM, LostFile
from qpv_charter.toolkit.limits import MINUTE, Limit

PER_SENDER = Limit("files-sent", times=20, seconds=10 * MINUTE)
TOO_MANY = "Vous avez envoyé beaucoup de fichiers en peu de temps. Réessayez dans dix minutes."


class File(forms.FileField):
    """A file, read by `read` into the one to keep.

    See `sent_by` for how many of them."""

    accept = ""
    sender = ""

    def __init__(self, *, missing: str = "", **options: Any) -> None:
        super().__init__(**({"widget": forms.FileInput({"accept": self.accept})} | options))
        self.error_messages["required"] = missing or self.error_messages["required"]
        self.error_messages["empty"] = "Ce fichier est vide."

    def read(self, upload: Any) -> ContentFile[bytes]:
        raise NotImplementedError

    def clean(self, data: Any, initial: Any = None) -> Any:
        if isinstance(data, LostFile):
            raise ValidationError(NO_ROOM, "no_room")
        upload = super().clean(data, initial)
        return self._kept(upload) if upload and upload is not initial else upload

    def _kept(self, upload: Any) -> Any:
        if self.sender and not PER_SENDER.spend(self.sender):
            raise ValidationError(TOO_MANY, "too_many")
        return checked(self.read, upload)


def sent_by(form: forms.Form, sender: Model) -> None:
    """Count the form's files as those of `sender`, who has only so many: each costs a second of a processor."""
    for field in form.fields.values():
        if isinstance(field, File):
            field.sender = f"{sender._meta.label_lower}:{sender.pk}"


class Picture(File):
    """A picture, drawn again as a PNG of at most `side` pixels a side. See PictureForm for what it shows."""

    accept = "image/png,image/jpeg,image/webp,image/gif"

    def __init__(self, *, side: int = pictures.SIDE, **options: Any) -> None:
        super().__init__(**options)
        self.side = side

    def read(self, upload: Any) -> ContentFile[bytes]:
        return pictures.redrawn(upload, size=upload.size or 0, side=self.side)


class Document(File):
    """A paper: a PDF, or a photo drawn again as a JPEG, or as the page of a PDF (`photo_as`)."""

    accept = "application/pdf,image/jpeg,image/png"

    def __init__(self, *, photo_as: str = "JPEG", **options: Any) -> None:
        super().__init__(**options)
        self.photo_as = photo_as

    def read(self, upload: Any) -> ContentFile[bytes]:
        return pictures.document(upload, size=upload.size or 0, photo_as=self.photo_as)


class Table(File):
    """A spreadsheet, kept as it is; one that cannot be read is refused with what to do."""

    accept = ".csv,.tsv,.txt,.xlsx,.xlsm"

    def read(self, upload: Any) -> ContentFile[bytes]:
        content = tables.content_of(upload)
        tables.refuse_unreadable(content)
        return ContentFile(content, name=upload.name)


class PictureForm(forms.Form):
    """A picture with what it shows, for whoever does not see it: one never goes without the other."""

    picture = Picture(label="Image", required=False, help_text="PNG, JPEG ou WebP, 5\u202fMo au plus.")
    shows = Line(
        label="Que voit-on sur l’image\u202f?",
        max_length=250,
        required=False,
        help_text="Une phrase, lue à qui ne voit pas l’image. Exemple\u202f: une dizaine de personnes au jardin.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("picture") and "shows" in cleaned and not cleaned["shows"]:
            self.add_error("shows", "Dites en une phrase ce que montre l’image.")
        return cleaned
