"""From lines that are ready to signatures, then to published ones; and back. Each block is a transaction:
whoever is killed leaves whole blocks, and whoever goes on begins after them. The register's head is locked at the
end of each, alone."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.files import remove_once_committed
from qpv_charter.toolkit.text import fold
from signatories.erasure.actions import erase_organisation
from signatories.moderation.papers import PaperFacts, enter_from_paper
from signatories.organisations.models import Organisation
from signatories.organisations.queries import correspondents
from signatories.people.models import User
from signatories.signatures import register
from signatories.signatures.actions import MandateFacts, hold_records, publish, withdraw
from signatories.signatures.dates import Precision
from signatories.signatures.models import Mandate, Signature, Status
from signatories.taking_up import differences, emails
from signatories.taking_up.models import ImportRow, ListImport
from signatories.territories.models import Qpv
from signatories.territories.places import commune_of_code

State = ImportRow.State
BLOCK = 100  # lines of a transaction


@transaction.atomic
def enter_block(list_import: ListImport) -> int:
    """Enter the next lines, as papers are; then correct what is known, a line at a time, since each holds a record
    before the numbers. Returns how many were tried, 0 once none is left."""
    list_import = ListImport.objects.locked(list_import.pk)
    if list_import.state != ListImport.State.ENTERING or list_import.entered_by is None:
        return 0
    rows = list(list_import.rows.to_enter()[:BLOCK]) or list(list_import.rows.to_update()[:1])
    with register.at_the_end():
        for row in rows:
            if row.standing_id:
                _update(row, by=list_import.entered_by)
            else:
                _enter(row, list_import, by=list_import.entered_by)
    if not rows:
        list_import.state = ListImport.State.PREPARED
        list_import.save(update_fields=["state"])
    return len(rows)


def _enter(row: ImportRow, list_import: ListImport, *, by: User) -> None:
    """A line that is refused stays, with the reason: somebody settles it or leaves it."""
    try:
        with transaction.atomic():
            row.signature = enter_from_paper(
                _paper(row, list_import), by=by, scan=None, published=False, source=Signature.Source.IMPORT
            )
    except ActionRefused as refused:
        row.state, row.why, row.choice = State.UNCLEAR, refused.reason, ""
    else:
        row.state = State.ENTERED
        row.empty()
    row.save()


def _update(row: ImportRow, *, by: User) -> None:
    """What was taken is written; what was before is kept, to be restored. One that is refused stays, as others."""
    try:
        with transaction.atomic():
            differences.write(_standing(row), row.taken, by=by)
    except ActionRefused as refused:
        row.state, row.why, row.choice, row.standing = State.UNCLEAR, refused.reason, "", None
    else:
        taken = row.taken
        row.empty()
        row.state, row.differences = State.UPDATED, taken
        row.cells = differences.words_of(taken)  # found, like those of a line, by who asks to be forgotten
        row.text = fold(" ".join(row.cells))
    row.save()


def _standing(row: ImportRow) -> Signature:
    return Signature.objects.select_related("organisation__commune").get(pk=str(row.standing_id))


def _paper(row: ImportRow, list_import: ListImport) -> PaperFacts:
    said = row.facts
    return PaperFacts(
        name=said["name"],
        kind=Organisation.Kind(said["kind"] or Organisation.Kind.ASSOCIATION),
        commune=commune_of_code(said["commune"]),
        commune_typed=said["commune_typed"],
        qpvs=list(Qpv.objects.filter(code__in=said["qpvs"])) if said["qpvs"] else [],
        qpv_typed=said["qpv_typed"],
        outside_qpv=said["outside_qpv"],
        rna=said["rna"] or None,
        siren=said["siren"] or None,
        doubtful=said["doubtful"],
        contact_email=next(iter(said["emails"]), ""),
        charter_version=list_import.charter_version,
        signed_on=date.fromisoformat(said["signed_on"]) if said["signed_on"] else None,
        signed_precision=Precision(said["precision"]),
        mandate=_mandate(row),
    )


def _mandate(row: ImportRow) -> MandateFacts | None:
    """None where the line names nobody."""
    said = row.facts
    if not said["signer"]:
        return None
    decided_by = Mandate.Decision(said["decided_by"]) if said["decided_by"] else None
    return MandateFacts(signer_name=said["signer"], signer_role=said["role"], decided_by=decided_by)


@transaction.atomic
def publish_block(list_import: ListImport, *, by: User, after: int = 0) -> int:
    """Publish the next signatures of a list that wait for it, those of lines after a number; returns the number of
    the last line that was tried, 0 once none is left. One that another published one forbids (a number) stays."""
    waiting = list_import.rows.filter(signature__status=Status.CONFIRMED, number__gt=after)
    rows = list(waiting.select_related("signature")[:BLOCK])
    hold_records(row.signature for row in rows if row.signature)
    with register.at_the_end():
        for row in rows:
            _publish(row, by=by)
    return rows[-1].number if rows else 0


def _publish(row: ImportRow, *, by: User) -> None:
    if row.signature:
        try:
            with transaction.atomic():
                publish(row.signature, by=by, told=False)
        except ActionRefused as refused:
            row.why = refused.reason
            row.save(update_fields=["why"])


@transaction.atomic
def undo_block(list_import: ListImport) -> int:
    """Take the next lines back; returns how many, 0 once none is left: the staging goes then, and the file. Lines
    that were touched stay, and are named by the page."""
    list_import = ListImport.objects.locked(list_import.pk)
    if list_import.state != ListImport.State.UNDOING or list_import.undone_by is None:
        return 0
    by, why = list_import.undone_by, list_import.undone_why
    rows = list(list_import.rows.untouched().select_related("signature")[:BLOCK])
    corrected = [] if rows else list(list_import.rows.filter(state=State.UPDATED, why="")[:1])
    with register.at_the_end():
        for row in rows:
            _undo(row, by=by, reason=why)
        for row in corrected:
            _restore(row, by=by)
    rows += corrected
    if not rows:
        _close(list_import)
    return len(rows)


def _undo(row: ImportRow, *, by: User, reason: str) -> None:
    """Its association first, as whoever publishes does: nobody waits in a circle, nobody touches it meanwhile."""
    signature = row.signature
    row.delete()
    if signature:
        organisation = Organisation.objects.select_for_update(no_key=True).get(pk=signature.organisation_id)
        withdraw(signature, by=by, reason=reason, told=False)
        erase_organisation(organisation, by=by)


def _restore(row: ImportRow, *, by: User) -> None:
    """What somebody touched since stays, and the page names it."""
    try:
        with transaction.atomic():
            differences.restore(_standing(row), row.differences, by=by)
    except ActionRefused as refused:
        row.why = refused.reason
        row.save(update_fields=["why"])
    else:
        row.delete()


def _close(list_import: ListImport) -> None:
    list_import.rows.waiting().delete()
    remove_once_committed(list_import.file)
    list_import.file, list_import.state = "", ListImport.State.UNDONE
    list_import.decisions, list_import.questions = {}, []
    list_import.save()


@transaction.atomic
def tell_block(list_import: ListImport) -> int:
    """Write to the next lines, one mail for all the associations of an address; returns how many lines that was.

    Lines are marked in the same transaction: whoever goes on after a worker was killed writes to nobody twice."""
    list_import = ListImport.objects.locked(list_import.pk)
    related = "signature__organisation__commune", "standing__organisation__commune"
    first = list_import.rows.to_tell().select_related(*related)[:BLOCK]
    told = list[ImportRow](first)
    for address, organisations in sorted(_by_address(told).items()):
        emails.listed(address, organisations)
    list_import.rows.filter(pk__in=[row.pk for row in told]).update(told_at=timezone.now())
    return len(told)


def _by_address(rows: list[ImportRow]) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for row in rows:
        if signature := row.signature or row.standing:
            for reader in correspondents(signature.organisation):
                found.setdefault(reader.address, []).append(signature.organisation)
    return found
