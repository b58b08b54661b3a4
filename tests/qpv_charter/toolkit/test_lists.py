"""A list from its declaration: addresses read and written back, links, pages, what to ask less."""

from dataclasses import dataclass

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.test import RequestFactory

from qpv_charter.toolkit import lists
from qpv_charter.toolkit.filters import Filters, asked, choice, search
from qpv_charter.toolkit.lists import Link, Listing, Place, listing, show, tidied
from signatories.organisations.models import Theme

KINDS = [("art", "Art"), ("sport", "Sport")]
HOME = "/demo/composants/"
Shown = Listing["ThemeFilters", Theme]


@dataclass(frozen=True, kw_only=True)
class ThemeFilters(Filters):
    q: str = search("Nom", narrow=lambda themes, typed: themes.filter(label__icontains=typed))
    kind: str = choice(
        "genre",
        "Genre",
        KINDS,
        narrow=lambda themes, kind: themes.filter(slug__startswith=kind),
        everything="Tous",
    )
    order: int | None = asked(
        "rang",
        "Rang",
        read=lambda value: int(value) if value.isdigit() else None,
        refusal="le rang",
        narrow=lambda themes, order: themes.filter(label__endswith=f" {order}"),
    )
    kept: str = choice("etat", "État", [("vifs", "Vifs"), ("tous", "Tous")], usual="vifs")


class Themes(Place[ThemeFilters]):
    asks, route, size = ThemeFilters, "portal:components", 2
    counted = ("thème", "thèmes")
    nothing, everything = "Aucun thème ne répond à ces filtres", "Voir tous les thèmes"
    orders = {"nom": ("label", "pk"), "rang": ("slug",)}
    readings = {"liste": "Liste", "carte": "Carte"}
    whole = frozenset({"carte"})


def at(query: str = "") -> Themes:
    return Themes.read(QueryDict(query))


def found(query: str = "") -> Listing[ThemeFilters, Theme]:
    return listing(at(query), Theme.objects.order_by("slug"))


@pytest.fixture
def themes() -> None:
    for rank, slug in [(4, "sport-a"), (3, "art-c"), (1, "art-a"), (2, "art-b")]:
        Theme.objects.create(slug=slug, label=f"{slug.partition('-')[0].title()} plastique {rank}")


def test_what_asks_the_same_has_one_address() -> None:
    asked_for = (
        "page=3&rang=007&genre=sport&x=1&q=%20les%20%20amis&etat=vifs&tri=-nom&genre=art&vue=liste&q=+amis+"
    )

    assert at(asked_for).href(page=3) == f"{HOME}?q=amis&genre=art&rang=7&tri=-nom&page=3"
    assert Themes.tidy(QueryDict(asked_for)) == "q=amis&genre=art&rang=007&etat=vifs&tri=-nom&page=3"
    assert at("q=amis&genre=art&rang=7&tri=-nom&page=3") == at(asked_for)
    assert at("etat=tous").href() == f"{HOME}?etat=tous"
    assert at("etat=tous").filters.any
    assert not at("etat=vifs&page=2").filters.any


def test_what_means_nothing_is_left_aside_and_told_where_it_has_a_name() -> None:
    place = at("q=%00&genre=lutte&rang=premier&etat=zz&tri=taille&vue=globe&page=-2&vue=")

    assert place == at()
    assert place.href() == HOME
    assert not place.filters.any
    assert place.filters.refused == ("Nous ne connaissons pas le rang «\u202fpremier\u202f».",)
    assert Themes.tidy(QueryDict()) == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2", 2), ("002", 2), ("0", 1), ("", 1), ("-1", 1), ("1e3", 1), ("²", 1), ("٣", 1), ("9" * 5000, 999_999)],
)
def test_a_page_number_is_never_an_error(typed: str, number: int) -> None:
    assert at(f"page={typed}").page == number


def test_lengths_are_bounded() -> None:
    place = at("q=" + "x" * 10_000 + "&rang=" + "y" * 10_000)

    assert len(place.filters.q) == 200
    assert len(place.filters.typed(QueryDict("rang=" + "y" * 10_000))["rang"]) == 120
    assert place.filters.refused == (f"Nous ne connaissons pas le rang «\u202f{'y' * 40}\u202f».",)


def test_a_filter_is_removed_alone_and_begins_again_from_the_first_page() -> None:
    shown: Shown = Listing(place=at("q=amis&genre=art&rang=7&etat=tous&tri=nom&page=2"), total=9, rows=())

    assert shown.removals == [
        Link("la recherche «\u202famis\u202f»", f"{HOME}?genre=art&rang=7&etat=tous&tri=nom"),
        Link("Genre\u202f: Art", f"{HOME}?q=amis&rang=7&etat=tous&tri=nom"),
        Link("Rang\u202f: 7", f"{HOME}?q=amis&genre=art&etat=tous&tri=nom"),
        Link("État\u202f: Tous", f"{HOME}?q=amis&genre=art&rang=7&tri=nom"),
    ]
    assert shown.home == HOME


def test_pages_keep_what_is_asked() -> None:
    middle: Shown = Listing(place=at("genre=art&tri=-rang&page=2"), total=5, rows=())
    last: Shown = Listing(place=at("genre=art&page=3"), total=5, rows=())
    found_nothing: Shown = Listing(place=at(), total=0, rows=())
    only: Shown = Listing(place=at("genre=art"), total=2, rows=())

    assert (middle.previous, middle.next) == (
        f"{HOME}?genre=art&tri=-rang",
        f"{HOME}?genre=art&tri=-rang&page=3",
    )
    assert (last.previous, last.next, last.pages) == (f"{HOME}?genre=art&page=2", "", 3)
    assert (only.previous, only.next, only.pages) == ("", "", 1)
    assert found_nothing.pages == 1


def test_a_reading_of_everything_has_neither_order_nor_pages() -> None:
    on_map: Shown = Listing(place=at("vue=carte&genre=art&tri=nom&page=2"), total=90, rows=())

    assert on_map.pages == 1
    assert on_map.place.href(page=2) == f"{HOME}?genre=art&vue=carte"
    assert on_map.views == [
        Link("Liste", f"{HOME}?genre=art&tri=nom"),
        Link("Carte", f"{HOME}?genre=art&vue=carte", current=True),
    ]


def test_the_form_carries_along_what_it_does_not_draw() -> None:
    shown: Shown = Listing(place=at("q=amis&genre=art&rang=7&vue=carte&tri=nom"), total=2, rows=())

    assert [(one.param.name, one.value) for one in shown.questions] == [
        ("q", "amis"),
        ("genre", "art"),
        ("etat", "vifs"),
    ]
    assert shown.kept == {"rang": "7", "vue": "carte", "tri": "nom"}

    html = render_to_string("components/filters.html", {"listing": shown})
    assert '<input type="hidden" name="rang" value="7">' in html
    assert '<option value="">Tous</option>' in html
    assert '<option value="vifs" selected>' in html
    assert html.count('<option value="">') == 1
    assert all(f'<label for="{name}">' in html and f'id="{name}"' in html for name in ("q", "genre", "etat"))


def test_the_head_of_a_column_turns_its_order_round() -> None:
    assert at("genre=art").turned("nom") == (f"{HOME}?genre=art&tri=nom", "none")
    assert at("tri=nom&page=2").turned("nom") == (f"{HOME}?tri=-nom", "ascending")
    assert at("tri=-nom").turned("nom") == (f"{HOME}?tri=nom", "descending")
    assert at("tri=nom").turned("rang") == (f"{HOME}?tri=rang", "none")
    assert at("tri=-nom").order() == ("-label", "pk")
    assert at().order() == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("themes")
def test_rows_are_narrowed_ordered_and_cut_in_pages() -> None:
    assert [theme.slug for theme in found().rows] == ["art-a", "art-b"]
    assert [theme.slug for theme in found("page=2").rows] == ["art-c", "sport-a"]
    assert [theme.slug for theme in found("tri=-nom").rows] == ["sport-a", "art-c"]
    assert [theme.slug for theme in found("genre=sport").rows] == ["sport-a"]
    assert [theme.slug for theme in found("rang=2&q=plastique").rows] == ["art-b"]
    assert found("genre=art").total == 3
    assert found("genre=art").loosenings == []


@pytest.mark.django_db
@pytest.mark.usefixtures("themes")
def test_when_nothing_answers_it_says_what_to_ask_less() -> None:
    shown = found("q=plastique lyrique&genre=sport")

    assert (shown.total, shown.rows) == (0, [])
    assert shown.loosenings == [
        Link("sans la recherche «\u202fplastique lyrique\u202f»", f"{HOME}?genre=sport", count=1),
        Link("avec le seul mot «\u202fplastique\u202f»", f"{HOME}?q=plastique&genre=sport", count=1),
    ]
    assert found("genre=sport&rang=2").loosenings == [
        Link("sans Genre\u202f: Sport", f"{HOME}?rang=2", count=1),
        Link("sans Rang\u202f: 2", f"{HOME}?genre=sport", count=1),
    ]
    assert [link.count for link in found("q=sport&genre=art").loosenings] == [1, 3]


def test_a_word_alone_is_no_less_than_itself() -> None:
    assert [(label, less.q) for label, less in at("q=zut").filters.looser()] == [
        ("sans la recherche «\u202fzut\u202f»", "")
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("themes")
def test_a_page_beyond_the_last_leads_to_the_last(rf: RequestFactory) -> None:
    request = rf.get("/")

    beyond = show(request, "components/pagination.html", found("genre=art&page=9"))
    last = show(request, "components/pagination.html", found("genre=art&page=2"))
    nothing = show(request, "components/pagination.html", found("rang=7&page=2"))

    assert (beyond.status_code, beyond["Location"]) == (302, f"{HOME}?genre=art&page=2")
    assert "Page 2 sur 2" in last.content.decode()
    assert nothing["Location"] == f"{HOME}?rang=7"


@tidied(Themes)
def a_view(request: HttpRequest, *, slug: str) -> HttpResponseBase:
    return HttpResponse(slug)


@pytest.mark.parametrize(
    ("query", "led_to"),
    [
        ("q=&genre=art&etat=", "/?genre=art"),
        ("q=", "/"),
        ("page=", "/"),
        ("q=amis&genre=art", ""),
        ("utm_source=", ""),
        ("", ""),
    ],
)
def test_fields_that_nobody_filled_in_leave_the_address(rf: RequestFactory, query: str, led_to: str) -> None:
    answer = a_view(rf.get(f"/?{query}"), slug="mail")

    assert answer.get("Location", "") == led_to
    assert answer.status_code == (302 if led_to else 200)


def test_what_is_posted_is_not_led_away(rf: RequestFactory) -> None:
    assert a_view(rf.post("/?q="), slug="mail").status_code == 200


def test_htmx_is_answered_at_once_and_told_the_short_address(rf: RequestFactory) -> None:
    answer = a_view(rf.get("/?q=&genre=art", headers={"HX-Request": "true"}), slug="mail")

    assert answer.status_code == 200
    assert answer["HX-Push-Url"] == "/?genre=art"
    assert a_view(rf.get("/?q=", headers={"HX-Request": "true"}), slug="mail")["HX-Push-Url"] == "/"


def test_a_count_is_said_in_its_number() -> None:
    def said(total: int, **more: str) -> str:
        shown: Shown = Listing(place=at(f"page={more.get('page', 1)}"), total=total, rows=())
        return render_to_string("components/count.html", {"listing": shown, "order": more.get("order", "")})

    assert "<strong>0 thème</strong></p>" in said(0)
    assert "<strong>1 thème</strong></p>" in said(1, order="le plus ancien en premier")
    assert "<strong>2 thèmes</strong>, le plus ancien en premier</p>" in said(2, order="le plus ancien en premier")
    assert "thèmes</strong>, page 2 sur 617</p>" in said(1234, page="2")
    assert "<strong>1\u202f234 thèmes" in said(1234).replace("\xa0", "\u202f")


def test_the_names_of_how_a_list_is_shown_are_those_of_the_contract() -> None:
    assert (lists.READING, lists.ORDER, lists.PAGE) == ("vue", "tri", "page")
    assert Themes.known() == {"q", "genre", "rang", "etat", "vue", "tri", "page"}
