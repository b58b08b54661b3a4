"""Addresses kept before a mailbox had one form (`toolkit.mailboxes`): each is put into it, unless two rows that
are to stay apart (two accounts, two invitations) would then say the same."""

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, models, transaction

from qpv_charter.toolkit.mailboxes import same_mailbox

APPS = ("signatories", "account")
CHUNK = 500


def respell(registry: Any) -> list[str]:
    """Put each address of a registry of models (`django.apps.apps`, or a migration's) into its one form; safe to
    run twice. Returns the rows that had to stay as they are: another one has that mailbox."""
    return [
        f"{model._meta.label} n°\u202f{pk}\u202f: {typed}"
        for model, field in _address_fields(registry)
        for pk, typed in _spelled_otherwise(model, field)
        if not _is_mended(model, field, pk, typed)
    ]


def _address_fields(registry: Any) -> Iterator[tuple[type[models.Model], str]]:
    for model in registry.get_models():
        if model._meta.app_label in APPS:
            fields = model._meta.concrete_fields
            yield from ((model, field.name) for field in fields if isinstance(field, models.EmailField))


def _spelled_otherwise(model: type[models.Model], field: str) -> list[tuple[Any, str]]:
    rows = model._base_manager.exclude(**{field: ""}).values_list("pk", field)
    return [(pk, typed) for pk, typed in rows.iterator(chunk_size=CHUNK) if same_mailbox(typed) != typed]


def _is_mended(model: type[models.Model], field: str, pk: Any, typed: str) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{field: same_mailbox(typed)})
    except IntegrityError:
        return False
    return True
