"""Reading the lines of a list against what the site knows, again at each decision. Writes staged lines alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from qpv_charter.toolkit.text import fold
from signatories.organisations.queries import correspondents_seen
from signatories.signatures.models import Signature
from signatories.taking_up.differences import between
from signatories.taking_up.known import borne_already, gazetteer_for, latest_of, name_and_place, signatories_near
from signatories.taking_up.models import ImportRow, ListImport
from signatories.taking_up.reading.likeness import Index, Named, borne_by_several
from signatories.taking_up.reading.lines import Line, Reader

State = ImportRow.State
BLOCK = 500  # rows written at a time
WRITTEN = ["facts", "state", "why", "standing", "differences"]
NOTHING_CHANGES = "Elle figure déjà parmi les signataires\u202f: rien ne change."


@dataclass
class _Checked:
    """`alike`: the association that it is, or where it stands as unclear, may be."""

    row: ImportRow
    line: Line
    alike: UUID | None = None

    @cached_property
    def named(self) -> Named:
        facts = self.line.facts
        numbers = frozenset(filter(None, (facts.rna, facts.siren)))
        place = facts.commune or fold(facts.commune_typed)
        return Named(self.row.number, facts.name, place, facts.department, numbers)


def check(list_import: ListImport) -> ListImport:
    """Read again every line that is not entered, and write what is otherwise than it was."""
    rows = list(list_import.rows.waiting())
    before = {row.pk: _written(row) for row in rows}
    read(list_import, rows)
    changed = [row for row in rows if before[row.pk] != _written(row)]
    ImportRow.objects.bulk_update(changed, WRITTEN, batch_size=BLOCK)
    list_import.save(update_fields=["questions"])
    return list_import


def _written(row: ImportRow) -> tuple[Any, ...]:
    return row.facts, row.state, row.why, row.standing_id, row.differences


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
    _compare(checked, list_import)
    list_import.questions = _questions(checked)


def _judge(checked: list[_Checked]) -> None:
    """Say of each line where it stands. The first of two alike is entered, the second asks."""
    named = [each.named for each in checked if not each.line.left]
    lines = [each.line.facts for each in checked]
    signatories = signatories_near(
        {said.department for said in lines},
        named={said.known for said in lines},
        called={said.name for said in lines if not said.department},
    )
    several = borne_by_several(named) | borne_by_several(signatories)
    shared = several | borne_already({number for one in named for number in one.numbers})
    known, before = Index(signatories, several), Index()
    identifiers = {str(each.key): each.key for each in signatories}
    for each in checked:
        facts = each.line.facts.as_json()
        doubtful = [key for key in ("rna", "siren") if facts[key] in shared]
        each.row.facts = facts | {"doubtful": doubtful}
        each.row.state, each.row.why = _state(each, known, before, identifiers)
        if each.row.state not in {State.LEFT, State.KNOWN}:
            before.add(each.named)


def _state(each: _Checked, known: Index, before: Index, identifiers: dict[str, UUID]) -> tuple[State, str]:
    if each.line.left:
        return State.LEFT, each.line.left
    if each.row.choice == ImportRow.Choice.LEAVE:
        return State.LEFT, "Vous l’avez laissée de côté."
    if alike := identifiers.get(each.line.facts.known) or _itself(each, known):
        each.alike = alike
        return State.KNOWN, NOTHING_CHANGES
    if each.line.questions:
        return State.ASKED, each.line.questions[0].why
    if each.row.choice == ImportRow.Choice.ENTER:
        return State.READY, ""
    return _compared(each, known, before)


def _itself(each: _Checked, known: Index) -> UUID | None:
    """The signatory of this name in this commune, of a close name and this number, or that somebody said it is."""
    found = known.same(each.named) or known.numbered(each.named)
    if found is None and each.row.choice == ImportRow.Choice.SAME:
        found = next(iter(known.close(each.named)), None)
    return found.key if found else None


def _compared(each: _Checked, known: Index, before: Index) -> tuple[State, str]:
    named = each.named
    if twin := before.same(named) or next(iter(before.close(named)), None):
        return State.UNCLEAR, f"Elle ressemble à «\u202f{twin.name}\u202f», ligne {twin.key} de la même liste."
    if alike := next(iter(known.close(named)), None):
        each.alike = alike.key
        return State.UNCLEAR, ""  # said once it is read (`_compare`)
    return State.READY, ""


def _compare(checked: list[_Checked], list_import: ListImport) -> None:
    """Of each association that is known, what the line says otherwise; of one that it may be, which it is (3
    queries for 500 of them)."""
    signatures = latest_of({each.alike for each in checked if each.alike})
    for each in checked:
        signature = signatures.get(each.alike) if each.alike else None
        each.row.standing, each.row.differences = signature, []
        if signature and each.row.state == State.KNOWN:
            _say_otherwise(each.row, signature, list_import)
        elif signature:
            each.row.why = (
                f"Elle ressemble à {name_and_place(signature.organisation)}, qui a déjà signé la charte."
            )


def _say_otherwise(row: ImportRow, signature: Signature, list_import: ListImport) -> None:
    """What an association said itself, online or since, no list says better."""
    reached = correspondents_seen(signature.organisation)
    if signature.source == Signature.Source.ONLINE or any(each.person for each in reached):
        return
    addresses = [signature.organisation.public_email, *(each.address for each in reached)]
    same_text = signature.charter_version_id == list_import.charter_version_id
    row.differences = between(signature, row.facts, addresses=addresses, same_text=same_text)
    if any(each["slug"] not in row.answers for each in row.differences):
        row.state, row.why = (
            State.DIFFERS,
            "Elle figure déjà parmi les signataires, et cette ligne dit autre chose.",
        )
    elif row.taken:
        row.state, row.why = State.READY, ""


def _questions(checked: list[_Checked]) -> list[dict[str, Any]]:
    """What one decision settles, with how many lines it settles; the most first."""
    asked = [question for each in checked if each.row.state == State.ASKED for question in each.line.questions]
    counts = Counter(question.key for question in asked)
    first = {question.key: question for question in reversed(asked)}
    return [asdict(first[key]) | {"lines": lines} for key, lines in counts.most_common()]
