"""Nothing lies about that nobody uses: every template is named somewhere, every class of the styles too."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.utils import get_app_template_dirs

TEMPLATES = settings.BASE_DIR / "templates"
CODE = ("qpv_charter", "signatories", "engagements", "evaluations")
LIBRARY_CLASSES = {"htmx-request"}  # what a script adds while it works


@cache
def literals() -> frozenset[str]:
    """Every piece of text that the code holds, those of f-strings included."""
    files = [file for app in CODE for file in (settings.BASE_DIR / app).rglob("*.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    return frozenset(
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def pages() -> str:
    """All that templates and scripts say."""
    scripts = (settings.BASE_DIR / "static" / "js").rglob("*.js")
    return "\n".join(file.read_text() for file in (*_templates(), *scripts))


def _templates() -> Iterator[Path]:
    return (file for file in sorted(TEMPLATES.rglob("*")) if file.suffix in {".html", ".txt"})


def is_named(name: str) -> bool:
    """By its whole name, without its ending as mails are, or by its folder and, apart, what follows."""
    stem = name.rpartition(".")[0]
    folder, _, last = stem.rpartition("/")
    if f'"{name}"' in pages() or name in literals() or stem in literals():
        return True
    words = {word for literal in literals() for word in literal.removesuffix(".html").split("/")}
    return any(literal.rstrip("/") == folder for literal in literals()) and last in words


def is_asked_by_a_library(name: str) -> bool:
    """Ours stands before the one of the same name that an installed app ships."""
    return any((folder / name).exists() for folder in get_app_template_dirs("templates"))


def test_every_template_is_named_somewhere() -> None:
    names = [str(file.relative_to(TEMPLATES)) for file in _templates()]

    assert len(names) > 100
    assert [name for name in names if not is_named(name) and not is_asked_by_a_library(name)] == []


def test_every_class_of_the_styles_is_worn_somewhere() -> None:
    words = set(re.findall(r"[\w-]+", "\n".join([pages(), *literals()]))) | LIBRARY_CLASSES
    unused = {
        name
        for file in (settings.BASE_DIR / "static" / "css").glob("*.css")
        for name in classes_of(file.read_text())
        if not is_worn(name, words)
    }

    assert unused == set()


@cache
def put_together() -> frozenset[str]:
    """The blocks to which a template, or a component drawn in Python, adds a kind: `field` of `field--{{ … }}`."""
    drawn = "\n".join(
        file.read_text() for app in CODE for file in (settings.BASE_DIR / app).rglob("templatetags/*.py")
    )
    return frozenset([*re.findall(r"([\w-]+)--\{\{", pages()), *re.findall(r'_kinds\("([\w-]+)"', drawn)])


@cache
def kinds() -> frozenset[str]:
    """What a kind may be: a piece of text of the code, or one in quotation marks in a template."""
    return literals() | frozenset(re.findall(r'"([\w-]+)"', pages()))


def is_worn(name: str, words: set[str]) -> bool:
    """As it is, or put together: `status--sent` from its block and its kind, `t3` from `t{{ number }}`."""
    block, _, kind = name.rpartition("--")
    return (
        name in words
        or (block in put_together() and kind in kinds())
        or bool(re.search(rf"\b{name.rstrip('0123456789')}\{{\{{", pages()))
    )


def classes_of(styles: str) -> set[str]:
    """The classes that selectors name, comments and declarations left out."""
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", "", styles, flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", bare)
    return {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}


def test_this_guard_sees() -> None:
    assert classes_of(
        '/* .a */ .b:hover, p.c--d { margin: .5em; background: url("x.png") } @media (x) { .e {} }'
    ) == {
        "b",
        "c--d",
        "e",
    }
    worn = {name: is_worn(name, {"btn"}) for name in ("btn", "btn--danger", "btn--mauve", "figures--danger", "x9")}
    assert worn == {"btn": True, "btn--danger": True, "btn--mauve": False, "figures--danger": False, "x9": False}
    assert not is_named("errors/503.html")
    assert is_named("signatories/signing/merci.html")
