"""What a list holds of people and associations, and how it goes. A file cannot forget one of its lines: it goes
whole, and its digest stays."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from qpv_charter.toolkit.files import remove_once_committed
from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation
from signatories.people.places import Leaver
from signatories.taking_up.models import ImportRow, ListImport


def forget_person(leaver: Leaver) -> None:
    """The lines that say her address or her name, wherever in a cell, and the files that they are of."""
    words = [fold(address) for address in leaver.addresses]
    theirs = Q(rows__signature__organisation__contact_email__in=leaver.addresses)
    if leaver.person:
        words.append(fold(leaver.person.full_name))
        theirs |= Q(rows__signature__mandates__signer=leaver.person)
    _forget(words, theirs, names=_in_their_words)


def forget_organisation(organisation: Organisation) -> None:
    """The lines that are known to be its own, or have its name or its numbers for a cell, and the files that they
    are of: « Quartiers » is neither « Jeunesse des Quartiers » nor every line that speaks of one."""
    numbers = (organisation.rna, organisation.siren, organisation.doubtful_rna, organisation.doubtful_siren)
    words = [fold(text) for text in (organisation.name, *numbers) if text]
    known = ImportRow.objects.known_as(organisation)
    _forget(words, Q(rows__signature__organisation=organisation), names=_in_a_cell, known=known)


def forget_older_than(during: timedelta) -> int:
    """The lines that were not entered, and the files, of lists received longer ago; how many lists."""
    old = ListImport.objects.filter(received_at__lt=timezone.now() - during).exclude(file="")
    for list_import in old:
        list_import.rows.waiting().delete()
        _forget_file(list_import)
    return len(old)


def _forget(
    words: list[str], entered: Q, *, names: Callable[[ImportRow, str], bool], known: Iterable[ImportRow] = ()
) -> None:
    staged = {*_naming([word for word in words if word], names), *known}
    for list_import in ListImport.objects.filter(Q(rows__in=staged) | entered).distinct():
        _forget_file(list_import)
    for row in staged:
        row.empty()
        row.state, row.why = (
            ImportRow.State.LEFT,
            "Effacée à la demande de la personne ou de l’association qu’elle nommait.",
        )
        row.save()


def _naming(words: list[str], names: Callable[[ImportRow, str], bool]) -> list[ImportRow]:
    """The database finds who might, `names` says who does."""
    holding = Q(pk=None)
    for word in words:
        holding |= Q(text__contains=word)
    rows = ImportRow.objects.filter(holding)
    return [row for row in rows if any(names(row, word) for word in words)]


def _in_their_words(row: ImportRow, words: str) -> bool:
    """Side by side and whole: « Anne Roy » is not said by « Jeanne Royer »."""
    return f" {words} " in f" {row.text} "


def _in_a_cell(row: ImportRow, words: str) -> bool:
    return any(fold(str(cell)) == words for cell in row.cells)


def _forget_file(list_import: ListImport) -> None:
    """With all that was copied from it beside its lines."""
    remove_once_committed(list_import.file)
    list_import.file, list_import.name = "", ""
    list_import.decisions, list_import.questions = {}, []
    # Not its state: a worker that enters its lines may have changed it since it was read.
    list_import.save(update_fields=["file", "name", "decisions", "questions"])
