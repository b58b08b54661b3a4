"""Files go when nothing names them any more, and never before that is sure."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from qpv_charter.toolkit.files import forget_orphans, remove_once_committed
from signatories.signatures.models import Signature
from tests.factories import a_paper_signature

DAY = 24 * 60 * 60  # seconds


def files(*, older_by: float = 0) -> set[str]:
    """The scans that are on the disk, all of them made older by so many seconds."""
    folder = Path(storages["private"].path("papier"))
    found = list(folder.iterdir()) if folder.exists() else []
    for file in found:
        os.utime(file, (time.time() - older_by, time.time() - older_by))
    return {f"papier/{file.name}" for file in found}


@pytest.mark.django_db
def test_a_file_that_no_row_names_goes_after_a_day_and_the_others_stay() -> None:
    kept = a_paper_signature()
    lost = storages["private"].save("papier/perdu.pdf", ContentFile(b"%PDF-1.7 %%EOF"))

    files(older_by=DAY - 60)
    forget_orphans()
    assert lost in files()
    files(older_by=DAY + 60)
    assert forget_orphans() >= 1

    assert lost not in files()
    assert str(kept.paper_scan.name) in files()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_removed_once_it_is_sure_that_nothing_names_it() -> None:
    signature = a_paper_signature()
    storage, name = signature.paper_scan.storage, str(signature.paper_scan.name)

    with transaction.atomic():
        remove_once_committed(Signature.objects.get(pk=signature.pk).paper_scan)
        transaction.set_rollback(True)
    assert storage.exists(name)
    with transaction.atomic():
        remove_once_committed(signature.paper_scan)
        assert storage.exists(name)
    assert not storage.exists(name)
    remove_once_committed(Signature(paper_scan="").paper_scan)
