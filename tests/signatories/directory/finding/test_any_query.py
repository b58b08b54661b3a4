"""Whatever the query string, the directory answers, and shows a page at most."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from signatories.directory.finding.addresses import Place
from tests.factories import a_published_signature, a_qpv, a_signatory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LIST = reverse("directory:list")
MOST_ROWS = 50

params = st.sampled_from([*sorted(Place.known()), "x", ""])
values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["10" * 9, "-1", "0", "1e9", "93", "QN09331M", "sante", "carte", "tableau", "-depuis", "%", "\x00"]
    ),
    st.text(alphabet="\x00\u202e\u200bst'’%_\\{}<>=;é🎈", max_size=200),
    st.integers().map(str),
)


@pytest.fixture
def signatories() -> None:
    a_signatory("Les Amis du quartier (exemple)", qpvs=[a_qpv()])
    for _ in range(MOST_ROWS):
        a_published_signature()


def as_query(asked: list[tuple[str, str]]) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for param, value in asked:
        query.setdefault(param, []).append(value)
    return query


@pytest.mark.usefixtures("signatories")
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(params, values), max_size=12))
@example([("page", "1000000000")])
@example([("q", "x" * 10_000)])
@example([("q", "a b c d e f g h " * 500)])
@example([("departement", "93"), ("departement", "13"), ("departement", "")])
@example([("page", "9" * 5000)])
@example([("vue", "carte"), ("q", "{code}{0}%s")])
def test_no_query_string_breaks_the_directory_nor_makes_it_answer_without_end(
    asked: list[tuple[str, str]],
) -> None:
    answer = Client().get(LIST, as_query(asked), follow=True)

    content = answer.content.decode()
    assert answer.status_code == 200
    assert content.count('class="card__title"') <= MOST_ROWS
    assert len(content) < 150_000


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json", "geojson", "atom", "pdf"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(st.tuples(params, values), max_size=6))
@example(asked=[("page", "1000000000")])
@example(asked=[("q", "x" * 10_000)])
@example(asked=[("departement", "93"), ("departement", "13"), ("attendre", "non")])
def test_no_query_string_breaks_a_file(asked: list[tuple[str, str]], extension: str) -> None:
    """Without signatories: what could break is how the address is read and said back, in every file's own way."""
    answer = Client().get(reverse(f"directory:{extension}"), as_query(asked))

    content = answer.getvalue()
    assert answer.status_code in {200, 404}
    assert len(content) < 100_000
