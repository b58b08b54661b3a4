"""Answering alike, to the clock too: as much is read and written whatever is found.

Whoever measures how long a page takes must not learn whether an address is known. What is done for nobody is done,
and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def kept_if(kept: bool) -> Iterator[None]:  # noqa: FBT001  # reads as a sentence: `with kept_if(found):`
    """What is written inside stays, or is taken back at once as if it had never been; inside a transaction.

    Both end with one statement, where `atomic` takes two to roll back."""
    savepoint = transaction.savepoint()
    try:
        yield
    except BaseException:
        transaction.savepoint_rollback(savepoint)
        raise
    (transaction.savepoint_commit if kept else transaction.savepoint_rollback)(savepoint)
