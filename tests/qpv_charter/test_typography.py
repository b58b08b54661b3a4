"""French typography in all that people read: narrow no-break spaces, curly apostrophes, no median points."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
APPS = ("qpv_charter", "signatories", "engagements", "evaluations")
CODE = re.compile(
    r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->|<(?:style|code|pre).*?</(?:style|code|pre)>", re.DOTALL
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
LOOSE = re.compile(r"[^\W_]\s?[ \t][;:!?»](?=[\s\u202f\"”.,)]|$)|«[ \t]|[^\W\d_]'[^\W\d_]|[a-zé]·[a-zé]")


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))


def modules() -> list[Path]:
    return [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Texts in the code, except its documentation."""
    documentation = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_are_set_as_french_is(path: Path) -> None:
    blank = TAGS.sub("…", CODE.sub("", path.read_text(encoding="utf-8")))

    assert LOOSE.findall(blank) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_sentences_in_the_code_are_set_as_french_is(path: Path) -> None:
    found = [
        (line, text)
        for line, text in sentences(ast.parse(path.read_text(encoding="utf-8")))
        if " " in text and re.search("[éèàçêôû’œ]", text) and LOOSE.search(text)
    ]

    assert found == []
