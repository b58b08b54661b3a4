"""Every template is sound, and every one that is named exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

pytestmark = pytest.mark.once

TEMPLATES = settings.BASE_DIR / "templates"
FILES = sorted(file for file in TEMPLATES.rglob("*") if file.suffix in {".html", ".txt"})
NAME = re.compile(r"[\w/-]+/[\w-]+\.html")
INCLUDED = re.compile(r'{% (?:include|extends) "([^"]+)"')
REVERSED = re.compile(r"{% url '([^']+)'")


def named_in_code() -> Iterator[str]:
    """What the code hands to `render` and the like: any text that looks like the name of a template."""
    for app in ("qpv_charter", "signatories", "engagements", "evaluations"):
        for file in Path(settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                    yield node.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_is_sound_and_names_what_exists(file: Path) -> None:
    """A branch that no test renders is read here; its tags, filters, inclusions and addresses exist."""
    get_template(str(file.relative_to(TEMPLATES)))
    text = file.read_text()

    for name in INCLUDED.findall(text):
        get_template(name)
    assert [name for name in REVERSED.findall(text) if not exists(name)] == []


def test_what_the_code_names_exists() -> None:
    names = sorted(set(named_in_code()))

    assert len(names) > 50
    for name in names:
        get_template(name)


def exists(address: str) -> bool:
    *namespaces, name = address.split(":")
    resolver = get_resolver()
    try:
        for namespace in namespaces:
            resolver = resolver.namespace_dict[namespace][1]
    except KeyError:
        return False
    return bool(resolver.reverse_dict.getlist(name))


def test_this_guard_sees() -> None:
    assert exists("portal:home")
    assert not exists("portal:nowhere")
    assert not exists("nowhere:home")
