"""The team's workspace among few associations and many: each page against itself when there were fewer, with as
many queries. Nothing is kept for the team: a page is made for who asks."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signatories.following.lists import Associations
from signatories.following.queries import associations
from signatories.people.audiences import member
from signatories.people.models import Role, User
from signatories.signatures.models import Signature
from signatories.territories.models import Department
from tests.benchmarks.directory import median_of, time_of, whole
from tests.benchmarks.followed import HERE
from tests.factories import a_colleague, a_team_member
from tests.signin import team_browser

LIST, FILE = "/animation/associations/", "/animation/associations/associations.csv"
WRITE = "/animation/envois/nouveau/"


@dataclass(frozen=True)
class Asked:
    """An address; `near` is asked by who animates one department; `file`, whose growth is that of each line: it
    holds all that answers, or names each of those it would write to."""

    name: str
    path: str
    near: bool = False
    file: bool = False


ASKED = (
    Asked("today", "/animation/"),
    Asked("today, in a department", "/animation/", near=True),
    Asked("put off", "/animation/plus-tard/"),
    Asked("associations", LIST),
    Asked("associations, page 4", f"{LIST}?page=4"),
    Asked("associations, by last sign", f"{LIST}?tri=signe"),
    Asked("associations, in a department", LIST, near=True),
    Asked("published", f"{LIST}?etat=published"),
    Asked("without a known mandate", f"{LIST}?etat=published&mandat=inconnu"),
    Asked("silent for a year", f"{LIST}?signe=silence"),
    Asked("without a contact", f"{LIST}?contact=personne"),
    Asked("refused address", f"{LIST}?contact=refuse"),
    Asked("one department", f"{LIST}?departement={HERE}"),
    Asked("network and theme", f"{LIST}?reseau=secours-catholique&theme=sante"),
    Asked("still to look back", f"{LIST}?groupe=point-2027"),
    Asked("search, a broad word", f"{LIST}?q=centre"),
    Asked("search, two rare words", f"{LIST}?q=denis+regie"),
    Asked("search, a person", f"{LIST}?q=Zoé+Diallo"),
    Asked("search, an address", f"{LIST}?q=b00000000200@example.org"),
    Asked("search, a number", f"{LIST}?q=W000000212"),
    Asked("search, nothing found", f"{LIST}?q=zanzibar"),
    Asked("search, in a department", f"{LIST}?q=centre", near=True),
    Asked("to review", "/animation/signatures/"),
    Asked("to review together", "/animation/signatures/?vue=ensemble"),
    Asked("to review, in a department", "/animation/signatures/", near=True),
    Asked("with a message to read", "/animation/signatures/?etat=reponses"),
    Asked("with the number of another", "/animation/signatures/?etat=meme-numero"),
    Asked("pauses and withdrawals", "/animation/departs/"),
    Asked("changes of name", "/animation/changements/"),
    Asked("requests to join", "/animation/demandes/"),
    Asked("the team", "/animation/equipe/"),
    Asked("numbers", "/animation/chiffres/"),
    Asked("numbers, in a department", "/animation/chiffres/", near=True),
    Asked("mails", "/animation/courriels/"),
    Asked("an audience, everybody", f"{WRITE}?etat=published"),
    Asked("an audience, in a department", f"{WRITE}?etat=published", near=True, file=True),
    Asked("a new text", "/animation/charte/signer-de-nouveau/"),
    Asked("erasing, a search", "/animation/effacer/?q=b00000000200@example.org"),
    Asked("CSV, everybody", FILE, file=True),
    Asked("CSV, in a department", FILE, near=True, file=True),
)


@dataclass(frozen=True)
class WorkspaceRow:
    """`found`: associations that answer. `made`, `sql`: milliseconds of the page, of the database's among them."""

    size: int
    name: str
    found: int | None
    made: float
    sql: float
    queries: int
    file: bool


def measure(size: int) -> list[WorkspaceRow]:
    """Every address, the database holding `size` associations."""
    national = a_team_member(email=f"bench-{size}@example.org")
    near = a_colleague(Role.Kind.TERRITORIAL, Department.objects.get(code=HERE))
    browsers = {person: team_browser(person) for person in (national, near)}
    some = Signature.objects.published().filter(organisation__commune__department=HERE).order_by("code")[0]
    pages = (
        Asked("one association", f"{LIST}{some.organisation.slug}/"),
        Asked("one signature", f"/animation/signatures/{some.pk}/"),
        Asked("two records to join", f"{LIST}{some.organisation.slug}/reunir/"),
    )
    who = {True: near, False: national}
    return [_measure_one(size, asked, who[asked.near], browsers[who[asked.near]]) for asked in (*ASKED, *pages)]


def _measure_one(size: int, asked: Asked, person: User, browser: Client) -> WorkspaceRow:
    with CaptureQueriesContext(connection) as captured:
        whole(browser, asked.path)
    queries = len(captured)  # before the next request forgets them
    return WorkspaceRow(
        size=size,
        name=asked.name,
        found=_found(asked.path, person),
        made=median_of(lambda: time_of(browser, asked.path)),
        sql=median_of(lambda: _in_the_database(lambda: whole(browser, asked.path))),
        queries=queries,
        file=asked.file,
    )


def _in_the_database(act: Callable[[], object]) -> float:
    """Milliseconds that an act waits for its queries."""
    waited = 0.0

    def timed(execute: Callable[..., Any], *asked: Any) -> Any:
        nonlocal waited
        start = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            waited += time.perf_counter() - start

    with connection.execute_wrapper(timed):
        act()
    return waited * 1000


def _found(path: str, person: User) -> int | None:
    """How many associations answer; None for what lists none."""
    url = urlsplit(path)
    if url.path not in {LIST, FILE, WRITE}:
        return None
    return int(Associations.read(QueryDict(url.query)).filters.narrow(associations(member(person))).count())


def growth(rows: Sequence[WorkspaceRow]) -> dict[tuple[int, str], float]:
    """Milliseconds over those of the same address among the fewest associations; of a file, those of each line."""

    def cost(row: WorkspaceRow) -> float:
        return row.made / (row.found or 1) if row.file else row.made

    first = {row.name: cost(row) for row in rows if row.size == min(each.size for each in rows)}
    return {(row.size, row.name): cost(row) / first[row.name] for row in rows}


def other_queries(rows: Sequence[WorkspaceRow]) -> list[str]:
    """The addresses that ask the database more, or less, among many than among few; a file asks by its chunks."""
    asked: dict[str, set[int]] = {}
    for row in rows:
        if not row.file:
            asked.setdefault(row.name, set()).add(row.queries)
    return [name for name, numbers in asked.items() if len(numbers) > 1]
