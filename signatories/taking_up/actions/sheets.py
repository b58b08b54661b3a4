"""The sheet that a signing session printed, entered at once."""

from collections.abc import Sequence

from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.moderation.papers import PaperFacts, enter_from_paper
from signatories.people.models import User
from signatories.signatures import register
from signatories.signatures.models import Signature, SigningSession


@transaction.atomic
def enter_sheet(session: SigningSession, lines: Sequence[PaperFacts], *, by: User, scan: str) -> list[Signature]:
    """Enter the lines of a session's sheet, each by the road of papers, all of them or none; `scan` is the one
    paper of all (`signatures.scans.keep`). They wait to be reviewed; nobody is told.

    Raises ActionRefused without a line, for a sheet that is entered already, and as `enter_from_paper` does."""
    SigningSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    if not lines:
        raise ActionRefused("Aucune ligne de cette feuille n’est à entrer.")
    if Signature.objects.filter(paper_scan=scan).exists():
        raise ActionRefused("Cette feuille est déjà entrée\u202f: ses signatures sont parmi celles à relire.")
    with register.at_the_end():
        signatures = [enter_from_paper(line, by=by, scan=None, published=False) for line in lines]
        Signature.objects.filter(pk__in=[each.pk for each in signatures]).update(paper_scan=scan)
        record("session.sheet_entered", session, by=by)
    return signatures
