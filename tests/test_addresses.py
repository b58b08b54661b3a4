"""A slice links to its own pages and to lower ones; to a page above it leads the object it is about, or a
contribution. What is written as text, import-linter cannot see."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver, resolve

from qpv_charter.toolkit.audiences import audience_of
from tests.architecture import APPS, ROOT, slices
from tests.factories import a_commune, a_network, a_published_signature, a_qpv
from tests.signatories.tags.scenes import a_tag

NAMED = re.compile(r"""(?:\{% ?url|reverse(?:_lazy)?\(|redirect\()\s*["']([\w-]+:[\w-]+)["']""")
PUT_TOGETHER = re.compile(r"""["'](?:/[\w-]+)+/?\{[^"']*""")
WRITTEN = re.compile(r"""["'](/[\w-]+/[\w./-]+)["'#?]""")


def modules_of(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every named address of the site, and where its view stands."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from modules_of(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield prefix + pattern.name, pattern.lookup_str


def storey(module: str) -> tuple[int, int]:
    """How high a module stands: its app, then its slice. What is of no slice stands below them all."""
    app, name = (*module.split("."), "")[:2]
    if app in APPS:
        return APPS.index(app), slices(app).index(name)
    return (len(APPS), 0) if module.startswith("qpv_charter.portal") else (-1, 0)


def files() -> Iterator[tuple[str, Path]]:
    """Each template and each module of a slice, and the slice it stands in."""
    for app in APPS:
        for name in slices(app):
            found = [*(ROOT / "templates" / app / name).rglob("*.*"), *(ROOT / app / name).rglob("*.py")]
            yield from ((f"{app}.{name}", file) for file in found)


def test_names_of_addresses_point_down() -> None:
    modules = dict(modules_of(get_resolver()))
    links = [(place, file, name) for place, file in files() for name in NAMED.findall(file.read_text())]

    assert len(links) > 100
    assert [
        f"{file.relative_to(ROOT)} → {name}"
        for place, file, name in links
        if storey(modules[name]) > storey(place)
    ] == []


def test_paths_written_out_point_down() -> None:
    """But for the first part of a path alone (/espace/): those are on paper, and do not change."""
    links = [(place, file, path) for place, file in files() for path in WRITTEN.findall(file.read_text())]
    ours = [(place, file, path) for place, file, path in links if path.endswith("/")]

    assert ours != []
    assert [
        f"{file.relative_to(ROOT)} → {path}"
        for place, file, path in ours
        if storey(resolve(path)._func_path) > storey(place)
    ] == []


def test_no_path_is_put_together_by_hand() -> None:
    """`/quartiers/{{ code }}/` would break without a word; `{% url %}` and `reverse` do not."""
    found = [*(ROOT / "templates").rglob("*.html"), *(file for _, file in files())]

    assert PUT_TOGETHER.findall('href="/quartiers/{{ code }}/"') == ['"/quartiers/{{ code }}/']
    assert {
        str(file.relative_to(ROOT)): PUT_TOGETHER.findall(file.read_text())
        for file in found
        if PUT_TOGETHER.search(file.read_text())
    } == {}


@pytest.mark.django_db
def test_an_object_leads_to_its_page() -> None:
    signature, commune = a_published_signature(), a_commune()
    organisation, qpv = signature.organisation, a_qpv(commune=commune)
    shown: list[Any] = [signature, organisation, qpv, commune.department, a_network(), a_tag()]

    assert {each._meta.label_lower for each in shown} == set(settings.ABSOLUTE_URL_OVERRIDES)
    assert [each.get_absolute_url() for each in shown] == [
        f"/animation/signatures/{signature.pk}/",
        f"/signataires/{organisation.slug}/",
        f"/quartiers/{qpv.code}/",
        f"/territoires/{commune.department.code}/",
        "/reseaux/reseau-d-a-cote/",
        "/animation/associations/?etiquette=a+rappeler",
    ]


def test_the_site_keeps_its_names_where_it_is_included() -> None:
    """As the benchmarks do, beside an empty view."""
    included = get_resolver("tests.benchmarks.urls")

    assert {"portal", "directory", "signatures", "admin"} <= {*included.namespace_dict}
    assert audience_of(included.url_patterns[0].callback)
