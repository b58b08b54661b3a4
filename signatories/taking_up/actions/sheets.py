"""The sheet that a signing session printed, entered at once; and taken back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.erasure.actions import erase_organisation
from signatories.history.actions import record
from signatories.moderation.papers import NOT_HERS, PaperFacts, enter_from_paper, sign_from_paper
from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.people.rules import may_animate
from signatories.signatures import register
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Signature, SigningSession
from signatories.signatures.scans import let_go
from signatories.taking_up import untouched
from signatories.taking_up.actions.working import why
from signatories.taking_up.session_sheets import on_paper


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
    _hold({line.known.pk for line in lines if line.known})
    with register.at_the_end():
        signatures = [_enter(line, by=by) for line in lines]
        Signature.objects.filter(pk__in=[each.pk for each in signatures]).update(paper_scan=scan)
        record("session.sheet_entered", session, by=by)
    return signatures


@transaction.atomic
def undo_sheet(session: SigningSession, *, scan: str, by: User, reason: str) -> int:
    """Take back what was entered from one sheet of a session and that nobody touched since: the signatures are
    withdrawn for this reason, and an association that signed nothing else is erased. Nobody is told; the scan
    stays for the others. Returns how many were taken back.

    Raises ActionRefused without a reason, when nothing is left to take back, and when one of these associations
    is not where `by` animates."""
    reason = why(reason)
    of_sheet = on_paper(session).filter(paper_scan=scan)
    records = _hold({*of_sheet.values_list("organisation", flat=True)})
    signatures = list(untouched.of_a_sheet(of_sheet).select_related("organisation__commune").order_by("pk"))
    if not signatures:
        raise ActionRefused("Il n’y a plus rien à annuler de cette feuille\u202f: tout a été relu, ou annulé.")
    if not all(may_animate(by, each.department_code) for each in records):
        raise ActionRefused(NOT_HERS)
    with register.at_the_end():
        for signature in signatures:
            _take_back(signature, by=by, reason=reason)
        record("session.sheet_undone", session, by=by)
    return len(signatures)


def _take_back(signature: Signature, *, by: User, reason: str) -> None:
    """It leaves its paper first: the file stays as long as it shows somebody else's signature."""
    let_go(signature)
    Signature.objects.filter(pk=signature.pk).update(paper_scan="")
    withdraw(signature, by=by, reason=reason, told=False)
    if not Signature.objects.filter(organisation=signature.organisation_id).exclude(pk=signature.pk).exists():
        erase_organisation(signature.organisation, by=by)


def _hold(keys: Collection[UUID]) -> list[Organisation]:
    """The records of a sheet, in one order whatever its lines': nobody waits in a circle."""
    records = Organisation.objects.select_related("commune").select_for_update(of=("self",), no_key=True)
    return list(records.filter(pk__in=keys).order_by("pk"))


def _enter(line: SheetLine, *, by: User) -> Signature:
    if line.known:
        return sign_from_paper(line.known, line.facts, by=by)
    return enter_from_paper(line.facts, by=by, scan=None, published=False)
