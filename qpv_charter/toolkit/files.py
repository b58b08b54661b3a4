"""Files that rows name: they go when nothing names them any more, and never before that is sure."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.apps import apps
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.utils import timezone

NAMED_WITHIN = timedelta(days=1)  # a file is written before its row commits


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
