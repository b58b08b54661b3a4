"""The sheet that a signing session printed, entered at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.actions import record
from signatories.moderation.papers import PaperFacts, enter_from_paper, sign_from_paper
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures import register
from signatories.signatures.models import Signature, SigningSession


@dataclass(frozen=True)
class SheetLine:
    """`known`: the association that somebody says it is, which signs the text, and whose record stays as it is."""

    facts: PaperFacts
    known: Organisation | None = None


@transaction.atomic
def enter_sheet(session: SigningSession, lines: Sequence[SheetLine], *, by: User, scan: str) -> list[Signature]:
    """Enter the lines of a session's sheet, each by the road of papers, all of them or none; `scan` is the one
    paper of all (`signatures.scans.keep`). They wait to be reviewed; nobody is told.

    Raises ActionRefused without a line, for a sheet that is entered already, and as `enter_from_paper` and
    `sign_from_paper` do."""
    SigningSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    if not lines:
        raise ActionRefused("Aucune ligne de cette feuille n’est à entrer.")
    if Signature.objects.filter(paper_scan=scan).exists():
        raise ActionRefused("Cette feuille est déjà entrée\u202f: ses signatures sont parmi celles à relire.")
    _hold([line.known for line in lines if line.known])
    with register.at_the_end():
        signatures = [_enter(line, by=by) for line in lines]
        Signature.objects.filter(pk__in=[each.pk for each in signatures]).update(paper_scan=scan)
        record("session.sheet_entered", session, by=by)
    return signatures


def _hold(known: Sequence[Organisation]) -> None:
    """The records of a sheet, in one order whatever its lines': nobody waits in a circle."""
    records = Organisation.objects.select_for_update(no_key=True)
    list(records.filter(pk__in=[each.pk for each in known]).order_by("pk"))


def _enter(line: SheetLine, *, by: User) -> Signature:
    if line.known:
        return sign_from_paper(line.known, line.facts, by=by)
    return enter_from_paper(line.facts, by=by, scan=None, published=False)
