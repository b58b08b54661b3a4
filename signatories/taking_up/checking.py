"""Reading the lines of a list against what the site knows, again at each decision. Writes staged lines alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from qpv_charter.toolkit.text import fold
from signatories.taking_up.known import borne_already, gazetteer_for, signatories_near
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.reading.likeness import Index, Named, borne_by_several
from signatories.taking_up.reading.lines import Line, Reader

State = ImportRow.State
BLOCK = 500  # rows written at a time
WRITTEN = ["facts", "state", "why"]


@dataclass
class _Checked:
    row: ImportRow
    line: Line

    @cached_property
    def named(self) -> Named:
        facts = self.line.facts
        numbers = frozenset(filter(None, (facts.rna, facts.siren)))
        place = facts.commune or fold(facts.commune_typed)
        return Named(self.row.number, facts.name, place, facts.department, numbers)


def check(list_import: ListImport) -> ListImport:
    """Read again every line that is not entered, and write what is otherwise than it was."""
    rows = list(list_import.rows.waiting())
    before = {row.pk: (row.facts, row.state, row.why) for row in rows}
    read(list_import, rows)
    changed = [row for row in rows if before[row.pk] != (row.facts, row.state, row.why)]
    ImportRow.objects.bulk_update(changed, WRITTEN, batch_size=BLOCK)
    list_import.save(update_fields=["questions"])
    return list_import


def read(list_import: ListImport, rows: Sequence[ImportRow]) -> None:
    """Say of each line where it stands, and of the list what is left to decide; neither is saved."""
    reader = Reader(
        columns=list_import.columns,
        decisions=list_import.decisions,
        places=gazetteer_for(list_import, rows),
        since=list_import.charter_version.written_from,
        today=timezone.localdate(),
    )
    checked = [_Checked(row, reader.read(row.cells)) for row in rows]
    _judge(checked)
    list_import.questions = _questions(checked)


def _judge(checked: list[_Checked]) -> None:
    """Say of each line where it stands. The first of two alike is entered, the second asks."""
    named = [each.named for each in checked if not each.line.left]
    shared = borne_by_several(named) | borne_already({number for one in named for number in one.numbers})
    signatories = signatories_near({each.line.facts.department for each in checked})
    known, before = Index(signatories), Index()
    identifiers = {str(each.key) for each in signatories}
    for each in checked:
        facts = each.line.facts.as_json()
        doubtful = [key for key in ("rna", "siren") if facts[key] in shared]
        each.row.facts = facts | {"doubtful": doubtful}
        each.row.state, each.row.why = _state(each, known, before, identifiers)
        if each.row.state not in {State.LEFT, State.KNOWN}:
            before.add(each.named)


def _state(each: _Checked, known: Index, before: Index, identifiers: set[str]) -> tuple[State, str]:
    if each.line.left:
        return State.LEFT, each.line.left
    if each.row.choice == ImportRow.Choice.LEAVE:
        return State.LEFT, "Vous l’avez laissée de côté."
    if each.line.facts.known in identifiers or known.same(each.named):
        return State.KNOWN, "Elle figure déjà parmi les signataires\u202f: rien ne change."
    if each.line.questions:
        return State.ASKED, each.line.questions[0].why
    if each.row.choice == ImportRow.Choice.ENTER:
        return State.READY, ""
    return _compared(each.named, known, before)


def _compared(named: Named, known: Index, before: Index) -> tuple[State, str]:
    if twin := before.same(named) or next(iter(before.close(named)), None):
        return State.UNCLEAR, f"Elle ressemble à «\u202f{twin.name}\u202f», ligne {twin.key} de la même liste."
    if alike := next(iter(known.close(named)), None):
        return State.UNCLEAR, f"Elle ressemble à «\u202f{alike.name}\u202f», qui a déjà signé la charte."
    return State.READY, ""


def _questions(checked: list[_Checked]) -> list[dict[str, Any]]:
    """What one decision settles, with how many lines it settles; the most first."""
    asked = [question for each in checked if each.row.state == State.ASKED for question in each.line.questions]
    counts = Counter(question.key for question in asked)
    first = {question.key: question for question in reversed(asked)}
    return [asdict(first[key]) | {"lines": lines} for key, lines in counts.most_common()]
