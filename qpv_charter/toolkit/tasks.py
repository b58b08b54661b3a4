"""The toolkit's own upkeep."""

import time

from django_tasks import task

from qpv_charter.toolkit import pdf, periodic

A_MONTH = 30 * 24 * 60 * 60  # seconds


@periodic.daily
@task()
def forget_old_pdfs() -> int:
    """Remove PDFs built over a month ago (each change of a list leaves one behind); returns how many."""
    return pdf.forget_older_than(A_MONTH, now=time.time())
