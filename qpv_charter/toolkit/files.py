"""Files that rows name: whole or refused; they go when nothing names them any more, never before that is sure.

On a full disk whoever sends a file is told so on her form, with all else that she wrote: where its bytes are first
put (`Arrival`, when they are many), or where they are kept (`WholeFiles`, the storage of every model)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import transaction
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused

NAMED_WITHIN = timedelta(days=1)  # a file is written before its row commits
NO_ROOM = (
    "Nous n’avons pas pu garder votre fichier\u202f: la place manque sur notre serveur. Vos autres réponses sont "
    "encore là. Réessayez dans une heure, en choisissant de nouveau le fichier."
)
logger = logging.getLogger(__name__)


class WholeFiles(FileSystemStorage):
    """A folder where a file is whole or is not: written beside, then renamed. Raises ActionRefused when the disk
    does not take it."""

    def _save(self, name: str, content: File[Any]) -> str:
        beside = f"{name}.part"
        try:
            Path(self.path(super()._save(beside, content))).replace(self.path(name))  # type: ignore[misc]  # not in its stubs
        except OSError as error:
            logger.exception("Could not keep a file: is the disk full?")
            with suppress(OSError):
                self.delete(beside)
            raise ActionRefused(NO_ROOM) from error
        return name


class LostFile(UploadedFile[bytes]):
    """What arrived and found no room: a form refuses it with NO_ROOM."""


class Arrival(TemporaryFileUploadHandler):
    """Puts what is sent in a temporary file; without room for it, the file alone is lost, not the form."""

    lost = False

    def new_file(self, *args: Any, **options: Any) -> None:
        with self._losing():
            super().new_file(*args, **options)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.lost:
            with self._losing():
                super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        found: UploadedFile[bytes] | None = None
        if not self.lost:
            with self._losing():
                found = super().file_complete(file_size)
        return LostFile(ContentFile(b""), name=self.file_name, size=file_size) if self.lost else found

    @contextmanager
    def _losing(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            logger.exception("Could not receive a file: is the disk of temporary files full?")
            self.lost = True
            with suppress(OSError, AttributeError):  # not even begun
                self.file.close()


def opened(file: FieldFile) -> File[Any]:
    """The file that a row names, to be served; not found (Http404) when the row names none, or a lost one."""
    if file:
        with suppress(FileNotFoundError):
            return file.open("rb")
    raise Http404


def remove_once_committed(file: FieldFile) -> None:
    """A file cannot be rolled back: it goes only when the rest is sure to."""
    if file:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def forget_orphans() -> int:
    """Remove the files that no row has named for a day: their action was refused, or their process killed.

    Looks in the folders that our models keep files in, and nowhere else. Returns how many."""
    removed = 0
    for storage, folder, named in _folders():
        for name in _old_files(storage, folder):
            if name not in named:
                storage.delete(name)
                removed += 1
    return removed


def _folders() -> Iterator[tuple[Storage, str, set[str]]]:
    """Each folder with the names that rows give of what is in it."""
    found: dict[tuple[int, str], tuple[Storage, str, set[str]]] = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and isinstance(field.upload_to, str) and field.upload_to:
                folder = field.upload_to.rstrip("/")
                held = found.setdefault((id(field.storage), folder), (field.storage, folder, set()))
                held[2].update(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    yield from found.values()


def _old_files(storage: Storage, folder: str) -> list[str]:
    if not storage.exists(folder):
        return []
    _, files = storage.listdir(folder)
    names = [f"{folder}/{file}" for file in files]
    return [name for name in names if storage.get_modified_time(name) < timezone.now() - NAMED_WITHIN]
