"""The charter reader: the two real texts, each refusal with its line, and files damaged at random."""

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from signatories.charter import reader
from signatories.charter.reader import CharterError, read
from signatories.charter.rendering import inline_html, plain_text, unbroken
from signatories.charter.text import CharterText, Family

DEMONSTRATION = (settings.BASE_DIR / "fixtures/charter/demonstration.md").read_bytes()
OFFICIAL: Path = settings.BASE_DIR.parent / "shared/charter/charte-2020.md"
COMMITMENTS = ["veille", "debat", "concertation", "participation", "clientelisme", "repartition", "information"]
SMALL = """---
title: Charte
version: petite
dated: "mai 2026"
language: fr
---

## Un {#un}

- A **b** {#a .commitment .together}
- C {#c .commitment .authorities}

Chaque année. {#fete .meeting}
"""


def test_the_demonstration_is_read_whole() -> None:
    charter = read(DEMONSTRATION)

    assert charter.front.demonstration
    assert [item.slug for item in charter.commitments] == COMMITMENTS
    assert [item.family for item in charter.commitments] == [Family.TOGETHER] * 4 + [Family.AUTHORITIES] * 3
    assert [item.slug for item in charter.values] == ["solidarite", "transparence"]
    assert [meeting.slug for meeting in charter.meetings] == ["rendez-vous"]


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official text is not beside this clone (../shared/charter)")
def test_the_official_text_is_read_whole_and_the_demonstration_has_the_same_shape() -> None:
    official, ours = read(OFFICIAL.read_bytes()), read(DEMONSTRATION)

    assert official.front.version == "2020"
    assert not official.front.demonstration
    assert [article.slug for article in official.articles] == [article.slug for article in ours.articles]
    assert [article.is_annex for article in official.articles] == [False] * 4 + [True]
    assert [item.slug for item in official.commitments] == [item.slug for item in ours.commitments]
    assert [item.slug for item in official.values] == [item.slug for item in ours.values]
    assert [item.slug for item in official.meetings] == [item.slug for item in ours.meetings]
    assert plain_text(official.commitments[0].markdown).endswith("et les acteurs publics ;")


def changed(old: str, new: str) -> bytes:
    assert old in SMALL
    return SMALL.replace(old, new).encode()


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", 1, "doit commencer par"),
        (SMALL.encode().split(b"\n---")[0], 5, "n’est pas fermé"),
        (changed("title: Charte\n", ""), 5, "il manque «\u202ftitle\u202f»"),
        (changed("language: fr\n", "language: fr\nlanguage: fr\n"), 6, "écrit deux fois"),
        (changed("language: fr", "language: français"), 5, "deux lettres"),
        (changed("language: fr", "couleur: fr"), 5, "la clé «\u202fcouleur\u202f» n’existe pas"),
        (changed("title: Charte", "title"), 2, "clé: valeur"),
        (changed("title: Charte", "title: " + "x" * 301), 2, "de 1 à 300"),
        (changed("version: petite", "version: Été 2026"), 3, "sert d’adresse"),
        (changed("version: petite", "version: en-mots-simples"), 3, "sert d’adresse"),
        (changed("dated:", "demonstration: oui\ndated:"), 4, "true"),
        (changed("## Un {#un}", "Avant.\n\n## Un {#un}"), 8, "commencer par un titre"),
        (changed("## Un {#un}", "## Un"), 8, "pas de nom"),
        (changed("## Un {#un}", "# Un {#un}"), 8, "commencent par «\u202f##\u202f»"),
        (changed("## Un {#un}", "## {#un}"), 8, "il manque le texte"),
        (changed("## Un {#un}", "## Un {#un .value}"), 8, "pas à sa place"),
        (changed("{#a .commitment", "{#a .promesse"), 10, "«\u202f.promesse\u202f» n’existe pas"),
        (changed("{#a .commitment .together}", "{.commitment .together}"), 10, "de la forme"),
        (changed("{#a .commitment .together}", "{#a .commitment}"), 10, "un engagement s’écrit"),
        (changed("{#a .commitment .together}", "{#a .together}"), 10, "un engagement s’écrit"),
        (changed("{#a .commitment .together}", "{#a .value .commitment .together}"), 10, "pas les deux"),
        (changed("{#a .commitment", "{#É .commitment"), 10, "sans accent"),
        (changed("{#c .", "{#a ."), 11, "déjà pris"),
        (changed(".authorities", ".together"), 14, "aucun engagement «\u202f.authorities\u202f»"),
        (changed(" {#fete .meeting}", ""), 14, "rendez-vous annuel manque"),
        (changed("Chaque année.", "Un. {#x .meeting}\n\nDeux."), 15, "qu’un rendez-vous"),
        (changed("A **b**", "A <b>b</b>"), 10, "HTML"),
        (changed("Chaque année.", "<script>x</script>\n\nChaque année."), 13, "HTML"),
        (changed("A **b**", "![a](https://example.org/a.png)"), 10, "images"),
        (changed("Chaque année.", "```\ncode\n```\n\nChaque année."), 13, "pas prévue"),
        (changed("Chaque année.", "1. un\n\nChaque année."), 13, "pas prévue"),
        (changed("Chaque année.", "> cité\n\nChaque année."), 13, "pas prévue"),
        (changed("- C", "  - C"), 11, "pas prévue"),
        (changed("- C", "-\n- C"), 11, "pas prévue"),
        (changed("A **b**", "A \0"), 10, "contrôle"),
        (changed("A **b**", "A \u202e"), 10, "contrôle"),
        (SMALL.encode("utf-16"), 1, "UTF-8"),
        (changed("année", "ann#e").replace(b"#e.", b"\xe9e."), 13, "UTF-8"),
        (b"x" * 200_001, 1, "200 ko"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line_and_a_reason(data: bytes, line: int, reason: str) -> None:
    with pytest.raises(CharterError) as refused:
        read(data)

    assert refused.value.line == line
    assert reason in refused.value.reason


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_newline_gives_the_same_charter(newline: str) -> None:
    assert read(SMALL.replace("\n", newline).encode()) == read(SMALL.encode())


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read(b"\xef\xbb\xbf" + SMALL.encode()) == read(SMALL.encode())


def test_rendering_lets_nothing_through_but_emphasis_and_web_links() -> None:
    html = inline_html("**a** <b>x</b> [l](javascript:alert(1)) [d](data:text/html,x) [m](https://example.org)")

    assert html == (
        "<strong>a</strong> &lt;b&gt;x&lt;/b&gt; [l](javascript:alert(1)) [d](data:text/html,x) "
        '<a href="https://example.org">m</a>'
    )
    assert plain_text("**a**\n*b* & [c](https://example.org)") == "a b & c"


def outcome(data: bytes) -> CharterText | CharterError:
    try:
        return read(data)
    except CharterError as refused:
        return refused


def reads_or_refuses(data: bytes) -> None:
    """Whatever the bytes: a charter, or an error on one of the file's lines with something to read."""
    found = outcome(data)
    if isinstance(found, CharterError):
        assert 1 <= found.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert found.reason.endswith(".")
    else:
        assert {item.family for item in found.commitments} == set(Family)
        assert len(found.meetings) == 1


@given(cut=st.integers(0, len(DEMONSTRATION)))
def test_a_truncated_file_reads_or_is_refused(cut: int) -> None:
    reads_or_refuses(DEMONSTRATION[:cut])


PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [b"\n", b"\r", b"---\n", b"{#x .value}", b"{", b"}", b"- ", b"> ", b"## ", b"<p>", b"    ", b"***"]
    ),
)


@given(at=st.integers(0, len(DEMONSTRATION)), lost=st.integers(0, 60), new=PIECES)
def test_a_damaged_file_reads_or_is_refused(at: int, lost: int, new: bytes) -> None:
    reads_or_refuses(DEMONSTRATION[:at] + new + DEMONSTRATION[at + lost :])


@given(body=st.text(alphabet="#-{}.*_<>![]()`~=+:\n\t\\ ax1", max_size=200))
def test_any_markdown_reads_or_is_refused(body: str) -> None:
    reads_or_refuses((SMALL + "\n" + body).encode())


def test_on_screen_no_mark_starts_a_line() -> None:
    assert unbroken("« Quoi : ceci ; cela ! »") == "«\u202fQuoi\u202f: ceci\u202f; cela\u202f!\u202f»"
    assert inline_html("[La charte](https://example.org/a:b) : **oui**").endswith(
        "</a>\u202f: <strong>oui</strong>"
    )


FRONT = {"title": 300, "version": 40, "dated": 60, "source": 300}


@pytest.mark.parametrize(("key", "longest"), FRONT.items())
def test_a_line_of_the_front_matter_has_its_length(key: str, longest: int) -> None:
    def with_one_of(length: int) -> bytes:
        lines = [line for line in SMALL.splitlines() if not line.startswith(f"{key}:")]
        return "\n".join([lines[0], f"{key}: {'a' * length}", *lines[1:]]).encode()

    assert len(getattr(read(with_one_of(longest)).front, key)) == longest
    with pytest.raises(CharterError, match=f"de 1 à {longest} caractères"):
        read(with_one_of(longest + 1))


@pytest.mark.parametrize(("heading", "slug"), [(300, 60), (300, 2), (1, 60)])
def test_a_heading_and_its_name_have_their_length(heading: int, slug: int) -> None:
    article = read(changed("## Un {#un}", f"## {'U' * heading} {{#{'a' * slug}}}")).articles[0]

    assert (len(article.title), len(article.slug)) == (heading, slug)


@pytest.mark.parametrize(
    ("heading", "slug", "reason"), [(301, 1, "dépasse 300"), (1, 61, "minuscules sans accent")]
)
def test_no_more_than_that(heading: int, slug: int, reason: str) -> None:
    with pytest.raises(CharterError, match=reason):
        read(changed("## Un {#un}", f"## {'U' * heading} {{#{'a' * slug}}}"))


def test_a_file_has_its_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    data = SMALL.encode()
    monkeypatch.setattr(reader, "LARGEST", len(data))

    assert read(data).front.version == "petite"
    with pytest.raises(CharterError, match="dépasse"):
        read(data + b"\n")


@pytest.mark.parametrize(
    "block",
    ["> Une citation", "### Un sous-titre", "1. un", "```\ncode\n```", "***", "- \n", "- # titre", "- - un"],
)
def test_what_a_charter_does_not_hold_is_refused(block: str) -> None:
    with pytest.raises(CharterError):
        read(changed("Chaque année. {#fete .meeting}", block))


def test_an_item_of_two_paragraphs_is_refused_where_the_second_begins() -> None:
    with pytest.raises(CharterError, match="pas prévue") as refused:
        read(changed("- C {#c", "- B\n\n  encore\n- C {#c"))
    assert refused.value.line == 13
