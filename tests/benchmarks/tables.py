"""What was measured, as tables on the screen, each under the goal it is held to."""

from collections.abc import Sequence

from tests.benchmarks import engagements, workspace
from tests.benchmarks.directory import NARROW, DirectoryRow, growth
from tests.benchmarks.engagements import EngagementsRow
from tests.benchmarks.files import FileRow
from tests.benchmarks.letters import LetterRow
from tests.benchmarks.mailings import MailingRow
from tests.benchmarks.pages import Empty, PageRow
from tests.benchmarks.printing import PrintRow
from tests.benchmarks.registry import RegistryRow
from tests.benchmarks.reports import ReportRow
from tests.benchmarks.sharing import SharingRow
from tests.benchmarks.taking_up import ListRow
from tests.benchmarks.workspace import WorkspaceRow

GOALS = {
    "share": 1.5,
    "bare": 0.5,
    "weight": 30_000,  # bytes
    "time_ratio": 1.2,
    "growth_narrow": 3,
    "workspace_growth": 3,
    "letter_growth": 1.3,
    "file_ratio": 5,
    "report_ratio": 10,
    "report_s_of_2000": 1,
    "sharing_s": 600,
    "import_ratio": 5,
    "import_mb": 500,
    "look_up_p95_ms": 50,
    "list_ratio": 10,
    "list_mb": 300,
}


def show_pages(rows: Sequence[PageRow], empty: Empty, size: int) -> None:
    print(f"\nPages, {size} signatories: requests per second, over an empty view behind the same middleware")
    print(f"(goal ≥ {GOALS['share']}), and over an empty one without any (goal ≥ {GOALS['bare']});")
    print(f"a first visit on the wire, all in (goal ≤ {GOALS['weight'] / 1000:.0f} kB)")
    print(f"{'page':24}{'per s':>8}{'share':>8}{'304':>8}{'bare':>8}{'queries':>9}{'kept':>6}", end="")
    print(f"{'weight':>9}{'foreign':>9}")
    for row in rows:
        print(
            f"{row.path:24}{row.per_second:8.0f}{row.share:8.2f}{row.share_304:8.2f}{row.bare:8.2f}"
            f"{row.queries_cold:9}{row.queries_warm:6}{row.weight / 1000:7.1f}kB{row.foreign:9}"
        )
    print(f"{'empty':24}{empty.with_middleware:8.0f}\n{'empty, no middleware':24}{empty.bare:8.0f}")


def show_printing(rows: Sequence[PrintRow]) -> None:
    print(f"\nPrinting: ours over a bare WeasyPrint render of the same (goal ≤ {GOALS['time_ratio']})")
    print(f"{'document':36}{'seconds':>9}{'ratio':>7}{'MB':>7}{'ratio':>7}")
    for row in rows:
        print(
            f"{row.document:36}{row.seconds:9.2f}{row.time_ratio:7.2f}{row.memory_mb:7.0f}{row.memory_ratio:7.2f}"
        )


def show_mailing(row: MailingRow) -> None:
    print(f"\nA message to {row.addresses} addresses: confirmed, written, over as many bare rows, and sent")
    print(f"confirmed {row.confirmed:.1f} s, written {row.written:.1f} s, bare {row.bare:.1f} s, ", end="")
    print(f"ratio {row.ratio:.1f}, sent {row.sent:.1f} s")


def show_reports(rows: Sequence[ReportRow]) -> None:
    print("\nThe year's report, composed, over a bare read of the same answers")
    print(f"(goals ≤ {GOALS['report_ratio']}, and ≤ 1 s at 2,000), with as many queries whatever the size")
    print(f"{'look-backs':>12}{'seconds':>9}{'ratio':>7}{'queries':>9}")
    for row in rows:
        print(f"{row.look_backs:12,}{row.seconds:9.2f}{row.ratio:7.1f}{row.queries:9}")


def show_sharing(row: SharingRow) -> None:
    print(f"\nLook-backs shared, {row.at_once} at once (goal ≤ {GOALS['sharing_s']} s in all, none lost)")
    print(f"{row.look_backs:,} in {row.seconds:.0f} s, {row.lost} lost")


def show_directory_head() -> None:
    print(
        f"\nDirectory. Kept pages, and files one has already (304), over an empty view (goal ≥ {GOALS['share']});"
    )
    print("milliseconds of one made anew, and made again once its counts are kept; how many times more Django's")
    print(
        f"admin takes; growth since the fewest (goal ≤ {GOALS['growth_narrow']} under {NARROW} signatories found)"
    )
    print(f"{'':34}{'found':>8}{'share':>7}{'304':>6}{'ms':>9}{'again':>8}{'admin':>8}{'growth':>8}{'queries':>9}")


def show_directory(rows: Sequence[DirectoryRow], *, size: int) -> None:
    """The rows of one size; `rows` holds those of the fewest signatories too."""
    grown = growth(rows)
    for row in rows:
        if row.size != size:
            continue
        found = "" if row.found is None else f"{row.found:,}"
        share = "" if row.share is None else f"{row.share:.2f}"
        print(
            f"{row.size:8,}  {row.name:24}{found:>8}{share:>7}{row.share_304:6.2f}{row.made:9.1f}{row.again:8.1f}"
            f"{row.admin:7.1f}×{grown[row.size, row.name]:7.1f}×{row.queries:9}",
            flush=True,
        )


def show_engagements(rows: Sequence[EngagementsRow]) -> None:
    print(
        f"\nNeeds, calls, gatherings. Kept pages over an empty view (goal ≥ {GOALS['share']}); milliseconds of one"
    )
    print(f"made anew; growth since the fewest (goal ≤ {GOALS['growth_narrow']} under {NARROW} found)")
    print(f"{'needs':>8}  {'':32}{'found':>8}{'share':>7}{'ms':>9}{'growth':>8}{'queries':>9}")
    grown = engagements.growth(rows)
    for row in rows:
        found = "" if row.found is None else f"{row.found:,}"
        share = "" if row.share is None else f"{row.share:.2f}"
        print(
            f"{row.needs:8,}  {row.name:32}{found:>8}{share:>7}{row.made:9.1f}"
            f"{grown[row.needs, row.name]:7.1f}×{row.queries:9}"
        )
    show_other_queries(engagements.other_queries(rows))


def show_other_queries(names: Sequence[str]) -> None:
    print("Queries that change with their number (goal: none):", *names or ["none"])


def show_workspace_head() -> None:
    print(
        "\nThe team's workspace, each page made for who asks: milliseconds, of the database's among them; growth"
    )
    print(f"since the fewest associations (goal ≤ {GOALS['workspace_growth']}; of a file, for each line)")
    print(f"{'':44}{'found':>8}{'ms':>9}{'SQL ms':>9}{'growth':>8}{'queries':>9}")


def show_workspace(rows: Sequence[WorkspaceRow], *, size: int) -> None:
    """The rows of one size; `rows` holds those of the fewest associations too."""
    grown = workspace.growth(rows)
    for row in rows:
        if row.size == size:
            found = "" if row.found is None else f"{row.found:,}"
            print(
                f"{row.size:8,}  {row.name:34}{found:>8}{row.made:9.1f}{row.sql:9.1f}"
                f"{grown[row.size, row.name]:7.1f}×{row.queries:9}",
                flush=True,
            )


def show_letters(few: LetterRow, many: LetterRow) -> None:
    print("\nThe letter of a week: milliseconds for one person, their growth since the fewest people")
    print(f"(goal ≤ {GOALS['letter_growth']}) and queries (goal: the same), to compose it and to claim it")
    taken = f"{'growth':>8}{'queries':>9}"
    print(f"{'people':>8}{'says':>6}{'compose ms':>12}{taken}{'claim ms':>10}{taken}")
    for row in (few, many):
        composing, claiming = row.composing, row.claiming
        print(
            f"{row.people:8,}{row.says:6.1f}"
            f"{composing.milliseconds:12.1f}{composing.milliseconds / few.composing.milliseconds:7.2f}×"
            f"{composing.queries:9.2f}{claiming.milliseconds:10.1f}"
            f"{claiming.milliseconds / few.claiming.milliseconds:7.2f}×{claiming.queries:9.2f}"
        )


def show_files(rows: Sequence[FileRow]) -> None:
    print(f"\nFiles, whole: seconds over those of a bare COPY of the same bytes (goal ≤ {GOALS['file_ratio']})")
    print(f"{'signatories':>12}  {'file':10}{'MB':>8}{'seconds':>9}{'COPY s':>8}{'ratio':>7}")
    for row in rows:
        print(
            f"{row.size:12,}  {row.name:10}{row.bytes / 1e6:8.1f}{row.seconds:9.2f}{row.copy:8.2f}{row.ratio:7.1f}"
        )


def show_registry(row: RegistryRow) -> None:
    print(f"\nRegistry, {row.rows:,} rows (goals: import ≤ {GOALS['import_ratio']} bare COPY")
    print(f"and ≤ {GOALS['import_mb']} MB; look-up p95 ≤ {GOALS['look_up_p95_ms']} ms)")
    print(f"{'COPY s':>8}{'import s':>10}{'ratio':>7}{'MB':>6}{'look-up ms':>12}{'p95 ms':>8}")
    print(
        f"{row.bare_copy:8.1f}{row.whole_import:10.1f}{row.ratio:7.2f}{row.memory:6.0f}"
        f"{row.median_ms:12.1f}{row.p95_ms:8.1f}"
    )


def show_list(row: ListRow) -> None:
    print(f"\nTaking up a list of {row.lines} lines: read and checked, over openpyxl's bare read of the same file")
    print(f"(goal ≤ {GOALS['list_ratio']}), its memory (goal ≤ {GOALS['list_mb']} MB)")
    print(f"bare {row.bare:.2f} s, whole {row.whole:.2f} s, ratio {row.ratio:.1f}, {row.memory:.0f} MB")
