"""What is done with a whole list, in the background: each says so, and asks the worker for it (`blocks.py`)."""

from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused, or_refuse
from qpv_charter.toolkit.text import read_text
from signatories.history.actions import record
from signatories.people.models import User
from signatories.signatures.models import Status
from signatories.taking_up import tasks
from signatories.taking_up.models import ImportRow, ListImport

State = ListImport.State
LONGEST_REASON = 1000


@transaction.atomic
def begin_entering(list_import: ListImport, *, by: User) -> ListImport:
    """Enter the lines that are ready, and correct what is known as was chosen, in the background. Raises
    ActionRefused when none is ready, or once begun."""
    list_import = ListImport.objects.locked(list_import.pk)
    if list_import.state != State.PREPARED:
        raise ActionRefused("Cette liste est déjà en cours d’intégration, ou annulée.")
    if not list_import.rows.filter(state=ImportRow.State.READY).exists():
        raise ActionRefused("Aucune ligne n’est prête\u202f: il reste à décider, ou tout est déjà intégré.")
    list_import.state, list_import.entered_by = State.ENTERING, by
    list_import.save(update_fields=["state", "entered_by"])
    record("list_import.entering", list_import, by=by)
    transaction.on_commit(lambda: tasks.enter_lines.enqueue(str(list_import.pk)))
    return list_import


@transaction.atomic
def begin_publishing(list_import: ListImport, *, by: User) -> ListImport:
    """Publish, in the background, the signatures of a list that wait for it. Raises ActionRefused if none does."""
    list_import = ListImport.objects.locked(list_import.pk)
    if not list_import.rows.filter(signature__status=Status.CONFIRMED).exists():
        raise ActionRefused("Aucune signature de cette liste n’attend d’être publiée.")
    record("list_import.publishing", list_import, by=by)
    transaction.on_commit(lambda: tasks.publish_lines.enqueue(str(list_import.pk), by=by.pk))
    return list_import


@transaction.atomic
def begin_telling(list_import: ListImport, *, by: User) -> ListImport:
    """Write, in the background, to the associations of a list that are published. Raises ActionRefused when all
    were written to already, or none is published."""
    list_import = ListImport.objects.locked(list_import.pk)
    if not list_import.rows.to_tell().exists():
        raise ActionRefused("Toutes les associations publiées de cette liste sont déjà prévenues.")
    record("list_import.telling", list_import, by=by)
    transaction.on_commit(lambda: tasks.tell_associations.enqueue(str(list_import.pk)))
    return list_import


@transaction.atomic
def begin_undoing(list_import: ListImport, *, by: User, reason: str) -> ListImport:
    """Take a list back, in the background: its signatures are withdrawn for this reason, their associations
    erased; nobody is written to. Raises ActionRefused without a reason, or while lines are being entered."""
    list_import = ListImport.objects.locked(list_import.pk)
    if list_import.state != State.PREPARED:
        raise ActionRefused("Cette liste est en cours d’intégration, ou déjà annulée.")
    list_import.state, list_import.undone_by, list_import.undone_why = State.UNDOING, by, why(reason)
    list_import.save(update_fields=["state", "undone_by", "undone_why"])
    record("list_import.undoing", list_import, by=by)
    transaction.on_commit(lambda: tasks.undo_lines.enqueue(str(list_import.pk)))
    return list_import


def why(reason: str) -> str:
    """Why something is taken back, as it was typed. Raises ActionRefused where nothing is said."""
    said = or_refuse(read_text, reason, longest=LONGEST_REASON)
    if not said:
        raise ActionRefused("Dites pourquoi, en une phrase.")
    return said
