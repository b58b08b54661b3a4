"""What the Nu Html Checker and screen readers ask of every page, kept here without them."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from qpv_charter.toolkit.audiences import public
from qpv_charter.toolkit.links import absolute
from tests.test_sweep import body, close_files
from tests.worlds import Address, World, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAGES = [address for address in addresses() if address.audience is public]
# Elements without an end, whose content no parser closes (HTML, 13.1.2).
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LANDMARKS = {"nav", "aside", "main", "search"}


class Element:
    def __init__(self, tag: str, attributes: dict[str, str | None], parent: "Element | None") -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element] = []
        self.text = ""

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def words(self) -> str:
        return " ".join((self.text + " ".join(child.words for child in self.children)).split())

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""


class Tree(HTMLParser):
    """A page as a tree; `AssertionError` for an element closed by another's end."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = self.here = Element("", {}, None)
        self.feed(html)
        assert self.here is self.root, f"<{self.here.tag}> is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, dict(attrs), self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> ends <{self.here.tag}>"
        assert self.here.parent
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.text += data


def faults(html: str) -> list[str]:
    """What is wrong with a page, in words; nothing for a sound one."""
    elements = list(Tree(html).root.walk())
    return [*_twice(elements), *_landmarks(elements), *_figures(elements), *_nested(elements)]


def _twice(elements: list[Element]) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    yield from (f"two elements are called {one}" for one, number in ids.items() if number > 1)


def _landmarks(elements: list[Element]) -> Iterator[str]:
    """Two landmarks of a kind are told apart by their names (ARIA in HTML; axe: landmark-unique)."""
    by_id = {element.get("id"): element for element in elements if element.get("id")}

    def name(element: Element) -> str:
        named = by_id.get(element.get("aria-labelledby"))
        return element.get("aria-label") or (named.words if named else "")

    def kind(element: Element) -> str:
        if element.tag in {"section", "form"} and not element.get("role"):
            return "region" if name(element) else ""
        return element.get("role") if element.tag == "form" else element.tag

    found = Counter((kind(one), name(one)) for one in elements if kind(one) in LANDMARKS | {"region"})
    yield from (f"two {tag} are called « {called} »" for (tag, called), number in found.items() if number > 1)


def _figures(elements: list[Element]) -> Iterator[str]:
    """A figure's caption is its first child or its last (HTML, 4.4.12)."""
    for figure in elements:
        tags = [child.tag for child in figure.children]
        if figure.tag == "figure" and "figcaption" in tags[1:-1]:
            yield "a figure goes on after its caption"


def _nested(elements: list[Element]) -> Iterator[str]:
    """Phrasing content holds no block, a list nothing but items (HTML, 3.2.5.2 and 4.4)."""
    blocks = {
        "div",
        "p",
        "ul",
        "ol",
        "dl",
        "section",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "form",
        "details",
    }
    for element in elements:
        inside = {child.tag for child in element.children}
        if element.tag in {"p", "span", "summary", "h1", "h2", "h3", "h4", "strong", "em", "small", "label"}:
            wrong = inside & (blocks - ({"h2", "h3", "h4"} if element.tag == "summary" else set()))
        elif element.tag in {"ul", "ol"}:
            wrong = inside - {"li"}
        else:
            wrong = set()
        yield from (f"<{element.tag}> holds <{tag}>" for tag in sorted(wrong))


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_a_public_page_is_sound_and_says_what_it_is_where_it_is_shared(world: World, address: Address) -> None:
    url = world.url(address)
    answer = Client().get(url)
    html = body(answer)
    close_files(answer)
    if not answer.get("Content-Type", "").startswith("text/html") or answer.status_code != 200:
        return

    assert faults(html) == []
    said = {
        element.get("property"): element.get("content")
        for element in Tree(html).root.walk()
        if element.tag == "meta" and element.get("property")
    }
    if "<header" in html:  # not a frame for other sites
        assert said["og:title"] in html.partition("</title>")[0]
        assert said["og:description"]
        assert said["og:url"] == absolute(url)
        assert said["og:image"].startswith(settings.SITE_URL)


def test_the_pages_of_one_person_are_not_offered_for_sharing(world: World) -> None:
    """Their addresses are keys, or open to nobody else."""
    assert "og:" not in world.browser("member").get("/espace/", follow=True).content.decode()


def test_the_picture_to_share_is_there() -> None:
    with Image.open(settings.BASE_DIR / "static" / "img" / "share.png") as picture:
        assert picture.size == (1200, 630)


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<figure><svg></svg><figcaption>a</figcaption><details></details></figure>", "a figure goes on"),
        ('<nav aria-label="A"></nav><nav aria-label="A"></nav>', "two nav are called « A »"),
        (
            '<h2 id="a">A</h2><section aria-labelledby="a"></section><section aria-label="A"></section>',
            "two region are called « A »",
        ),
        ('<b id="a"></b><i id="a"></i>', "two elements are called a"),
        ("<p><span><ul></ul></span></p>", "<span> holds <ul>"),
        ("<ul><a>b</a></ul>", "<ul> holds <a>"),
    ],
)
def test_this_guard_sees(html: str, fault: str) -> None:
    (found,) = faults(html)

    assert found.startswith(fault)
