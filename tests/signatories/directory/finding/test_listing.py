"""The page of the directory: filters with counts, three readings, pages, what to loosen."""

import re
from html import unescape

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.directory.rows import COLUMNS
from tests.factories import a_commune, a_network, a_published_signature, a_qpv, a_signatory, a_theme

pytestmark = pytest.mark.django_db
LIST = reverse("directory:list")


def page(client: Client, query: str = "") -> str:
    return unescape(client.get(LIST + query).content.decode())


def choices(content: str, param: str) -> list[str]:
    """The labels of a filter's choices; the one in use is starred."""
    select = re.search(rf'<select name="{param}".*?</select>', content, re.DOTALL)
    options = re.findall(r"<option [^>]*?(selected)?>(.*?)</option>", select[0]) if select else []
    return [("*" if selected else "") + label.replace("\u202f", "") for selected, label in options[1:]]


def three_signatories() -> None:
    marseille = a_commune(name="Marseille", code="13055")
    a_signatory("Abeilles (exemple)", qpvs=[a_qpv()], networks=[a_network()], themes=[a_theme()])
    a_signatory("Bobines (exemple)", themes=[a_theme(), a_theme("Sport")])
    a_signatory("Cigales (exemple)", commune=marseille, networks=[a_network()])


def queries_of(client: Client, query: str) -> int:
    cache.clear()
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST + query).status_code == 200
    return len(captured)


def test_each_filter_counts_what_it_would_give_beside_the_others(client: Client) -> None:
    three_signatories()

    everything = page(client)
    with_theme = page(client, "?theme=sante")
    in_93 = page(client, "?theme=sante&departement=93")

    assert choices(everything, "departement") == ["Département 13 (13): 1", "Département 93 (93): 2"]
    assert choices(everything, "theme") == ["Santé: 2", "Sport: 1"]
    assert choices(everything, "qpv") == ["Franc-Moisin (93): 1"]
    assert choices(with_theme, "theme") == ["*Santé: 2", "Sport: 1"]
    assert choices(with_theme, "departement") == ["Département 93 (93): 2"]
    assert choices(in_93, "departement") == ["*Département 93 (93): 2"]
    assert choices(in_93, "reseau") == ["Réseau d’à côté: 1"]


def test_each_filter_in_use_can_be_removed_alone(client: Client) -> None:
    three_signatories()

    content = page(client, "?departement=93&vue=tableau&q=bobines")

    assert (
        'href="/signataires/?departement=93&vue=tableau"><span class="sr">Enlever </span>la recherche' in content
    )
    assert 'href="/signataires/?q=bobines&vue=tableau"><span class="sr">Enlever </span>Département' in content


def test_thousands_of_neighbourhoods_are_never_listed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signatories.directory.finding.facets.FEW", 0)
    three_signatories()
    a_signatory("Dauphins (exemple)", qpvs=[a_qpv(name="Plaisance", code="QN09332M")])

    everywhere, in_93 = page(client), page(client, "?departement=93")
    in_one, in_93_and_one = page(client, "?qpv=QN09331M"), page(client, "?qpv=QN09331M&departement=93")

    assert 'name="qpv"' not in everywhere
    assert "Choisissez un département pour voir ses communes et ses quartiers." in everywhere
    assert choices(in_93, "qpv") == ["Franc-Moisin (93): 1", "Plaisance (93): 1"]
    assert choices(in_one, "qpv") == ["*Franc-Moisin (93): 1"]
    assert choices(in_93_and_one, "qpv") == ["*Franc-Moisin (93): 1", "Plaisance (93): 1"]


def test_filters_and_order_are_kept_from_page_to_page(client: Client) -> None:
    for number in range(101):
        a_published_signature(name=f"Amis {number:03} (exemple)")

    second = page(client, "?q=amis&departement=93&tri=-nom&vue=tableau&page=2&utm_source=x")

    assert "101 signataires" in second
    assert "Amis 070 (exemple)" in second
    assert "Amis 071 (exemple)" not in second
    assert 'rel="prev" href="/signataires/?q=amis&departement=93&vue=tableau&tri=-nom"' in second
    assert 'rel="next" href="/signataires/?q=amis&departement=93&vue=tableau&tri=-nom&page=3"' in second
    assert "utm_source" not in second


def test_a_page_beyond_the_last_leads_to_the_last(client: Client) -> None:
    for number in range(51):
        a_published_signature(name=f"Amis {number:02} (exemple)")

    answer = client.get(LIST + "?q=amis&page=1000000000")

    assert answer["Location"] == "/signataires/?q=amis&page=2"


def test_nothing_found_says_what_asking_less_would_give(client: Client) -> None:
    three_signatories()

    content = page(client, "?q=abeilles bobines&departement=13")

    empty = content.partition('class="empty"')[2]
    assert "Aucun signataire ne répond" in empty
    assert re.search(r'href="/signataires/\?departement=13">sans la recherche.*?</a>\s*: 1 signataire<', empty)
    assert "avec le seul mot" not in empty  # neither is in the department
    assert "sans Département" not in empty  # no row holds both words
    one_word = page(client, "?q=abeilles bobines").partition('class="empty"')[2]
    assert re.search(r'href="/signataires/\?q=abeilles">avec le seul mot.*?</a>\s*: 1 signataire<', one_word)


def test_the_table_is_sorted_by_each_column_both_ways(client: Client) -> None:
    three_signatories()

    by_place = page(client, "?vue=tableau&tri=commune")
    backwards = page(client, "?vue=tableau&tri=-nom")

    assert '<th scope="col" aria-sort="ascending"><a href="/signataires/?vue=tableau&tri=-commune">' in by_place
    assert '<th scope="col" aria-sort="descending"><a href="/signataires/?vue=tableau&tri=nom">' in backwards
    assert by_place.count("aria-sort") == backwards.count("aria-sort") == 1
    assert by_place.index("Cigales") < by_place.index("Abeilles") < by_place.index("Bobines")
    assert backwards.index("Cigales") < backwards.index("Bobines") < backwards.index("Abeilles")
    assert 'data-label="Quartiers">Franc-Moisin' in by_place


def test_the_table_says_that_it_is_sorted_by_name_unless_a_search_ranks_it(client: Client) -> None:
    three_signatories()

    assert '<th scope="col" aria-sort="ascending"><a href="/signataires/?vue=tableau&tri=-nom">' in page(
        client, "?vue=tableau"
    )
    assert "aria-sort" not in page(client, "?vue=tableau&q=abeilles")


def test_the_map_draws_the_answer_and_a_tile_adds_its_department(client: Client) -> None:
    three_signatories()

    content = page(client, "?vue=carte&reseau=reseau-d-a-cote&departement=93")

    assert "Département 13 (13)\u202f: 1 signataire" in content
    assert "Département 93 (93)\u202f: 1 signataire" in content
    assert 'href="/signataires/?reseau=reseau-d-a-cote&departement=13"' in content


def test_the_table_has_the_columns_of_the_files_and_says_what_they_say(client: Client) -> None:
    signature = a_signatory("Amis (exemple)", qpvs=[a_qpv(), a_qpv(name="Plaisance", code="QN09332M")])
    labels = {column.key: column.label for column in COLUMNS}
    asked = ["nom", "commune", "departement", "signee_le", "quartiers"]

    content = page(client, "?vue=tableau")

    table = content[content.index("<table") : content.index("</table>")]
    heads = [re.sub(r"<[^>]+>", "", head) for head in re.findall(r'<th scope="col".*?</th>', table)]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r'<(?:td|th scope="row").*?</t[dh]>', table)]
    assert heads == [labels[key] for key in asked]
    assert cells == [
        "Amis (exemple)",
        "Saint-Denis",
        "Département 93",
        day(signature.signed_on),
        "Franc-Moisin, Plaisance",
    ]


def test_a_search_with_braces_does_not_break_the_map(client: Client) -> None:
    a_published_signature(name="Amis {code} (exemple)")

    assert "q=%7Bcode%7D&departement=93" in page(client, "?vue=carte&q={code}")


def test_as_many_queries_for_one_as_for_three_and_for_sixty(client: Client) -> None:
    asked = ("", "?vue=tableau&tri=commune", "?vue=carte", "?q=amis&departement=93&theme=sante", "?qpv=QN09331M")

    def costs_after(signatures: int) -> dict[str, int]:
        for _ in range(signatures):
            a_signatory("Amis (exemple)", qpvs=[a_qpv()], networks=[a_network()], themes=[a_theme()])
        return {query: queries_of(client, query) for query in asked}

    one, three, sixty = costs_after(1), costs_after(2), costs_after(57)

    assert sixty == three == one
    assert max(one.values()) <= 20


def test_a_form_sent_half_empty_leads_to_a_short_address(client: Client) -> None:
    answer = client.get(LIST + "?vue=tableau&q=+amis&departement=&region=&theme=")

    assert answer["Location"] == "/signataires/?q=amis&vue=tableau"


def test_htmx_is_answered_at_once_and_told_the_short_address(client: Client) -> None:
    a_published_signature(name="Amis (exemple)")

    answer = client.get(LIST + "?q=amis&departement=", headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert answer["HX-Push-Url"] == "/signataires/?q=amis"
    assert 'id="resultats"' in answer.content.decode()


def test_kept_pages_depend_on_known_parameters_only(client: Client) -> None:
    three_signatories()
    first = client.get(LIST + "?departement=93")

    with CaptureQueriesContext(connection) as captured:
        again = client.get(LIST + "?utm_source=lettre&departement=93&page=1&x=%3Cscript%3E")
    other = client.get(LIST + "?departement=13")

    assert len(captured) == 0
    assert again.content == first.content
    assert "Cigales" in other.content.decode()
    assert "Cigales" not in first.content.decode()


def test_a_search_asked_again_is_kept_until_somebody_signs(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    three_signatories()
    search = LIST + "?q=%20abeilles&theme=sante"
    first = client.get(search)

    with CaptureQueriesContext(connection) as captured:
        again = client.get(LIST + "?theme=sante&q=abeilles")
        unchanged = client.get(search, headers={"If-None-Match": first["ETag"]})
    with django_capture_on_commit_callbacks(execute=True):
        a_signatory("Abeilles du canal (exemple)", themes=[a_theme()])

    assert len(captured) == 0
    assert again.content == first.content
    assert unchanged.status_code == 304
    assert "Abeilles du canal (exemple)" in page(client, "?theme=sante&q=abeilles")


def test_what_visitors_asked_for_leaves_room_for_the_pages_most_read(client: Client) -> None:
    three_signatories()
    client.get(LIST)
    for number in range(caches["pages"]._max_entries + 50):
        caches["pages"].set(f"search-{number}", "a page")
        if number % 100 == 0:
            client.get(LIST)

    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)

    assert len(captured) == 0
