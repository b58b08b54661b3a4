"""The gallery shows every component with the parameters that it declares, and nobody else's machine serves it."""

import inspect
import re

import pytest
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import Settings

from qpv_charter.portal.samples import PARTS, Sample, samples
from qpv_charter.toolkit.templatetags import components

FOLDER = settings.BASE_DIR / "templates" / "components"
SAMPLES = list(samples())


def declared(component: str) -> str:
    """What the comment at the head of a component says of it, or the docstring and the parameters of its tag."""
    if component in components.register.tags:
        tag = getattr(components, component)
        return f"{tag.__doc__} {' '.join(inspect.signature(tag).parameters)}"
    text = (FOLDER / f"{component}.html").read_text()
    found = re.match(r"\{% comment %\}(.*?)\{% endcomment %\}", text, re.DOTALL)
    assert found, f"{component} declares no parameters"
    return found[1]


def test_every_component_is_shown() -> None:
    files = {path.stem for path in FOLDER.glob("*.html")}

    assert {sample.component for sample in SAMPLES} == files - PARTS | components.register.tags.keys()


@pytest.mark.parametrize("component", sorted(PARTS))
def test_a_part_says_what_it_is(component: str) -> None:
    assert declared(component).strip()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.component}, {sample.state}")
def test_a_component_is_drawn_from_what_it_declares(sample: Sample, rf: RequestFactory) -> None:
    request = rf.get("/", QueryDict("q=centre").dict())

    html = sample.drawn(request)

    assert "⟦undefined" not in html
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script|<style", html)
    for name in sample.context:
        assert re.search(rf"\b{name}\b", declared(sample.component)), f"{name} is not declared"


def test_a_page_of_a_list_keeps_the_question(rf: RequestFactory) -> None:
    middle = next(sample for sample in SAMPLES if (sample.component, sample.state) == ("pagination", "au milieu"))

    html = render_to_string("components/pagination.html", middle.context, rf.get("/"))

    assert 'href="/demo/composants/?q=centre&amp;page=3"' in html
    assert 'href="/demo/composants/?q=centre"' in html


def test_errors_lead_to_their_fields() -> None:
    form = next(sample for sample in SAMPLES if (sample.component, sample.state) == ("form", "à corriger"))

    html = render_to_string("components/form.html", form.context)

    targets = re.findall(r'<li><a href="#([\w-]+)"', html)
    assert len(targets) == 4
    assert all(f'id="{target}"' in html for target in targets)
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        assert all(f'id="{part}"' in html for part in described.split())


def test_an_empty_choice_leads_to_its_first_option() -> None:
    form = next(sample for sample in SAMPLES if (sample.component, sample.state) == ("form", "vierge")).context[
        "form"
    ]
    empty = type(form)({})

    html = render_to_string("components/error_summary.html", {"form": empty})

    assert 'href="#id_decision_0"' in html


def test_a_question_in_the_error_summary_is_not_followed_by_a_colon() -> None:
    class Asked(forms.Form):
        why = forms.CharField(label="Pourquoi\u202f?", error_messages={"required": "Dites-le en un mot."})
        name = forms.CharField(label="Nom", error_messages={"required": "Écrivez votre nom."})

    html = render_to_string("components/error_summary.html", {"form": Asked({})})

    assert ">Pourquoi\u202f? Dites-le en un mot.</a>" in html
    assert ">Nom\u202f: Écrivez votre nom.</a>" in html


@pytest.mark.django_db
def test_the_gallery_is_served_on_a_demonstration(client: Client) -> None:
    html = client.get("/demo/composants/").content.decode()

    assert html.count('class="specimen"') == len({sample.component for sample in SAMPLES})
    ids = re.findall(r' id="([^"]+)"', html)
    assert {one for one in ids if ids.count(one) > 1} == set()
    landmarks = re.findall(r'<nav [^>]*aria-label="([^"]+)"', html.partition("<main")[2])
    assert {one for one in landmarks if landmarks.count(one) > 1} == set()


@pytest.mark.django_db
def test_the_gallery_does_not_exist_elsewhere(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["charte.example.org", "testserver"]
    assert client.get("/demo/composants/", headers={"host": "charte.example.org"}).status_code == 404

    settings.DEMO = False
    assert client.get("/demo/composants/").status_code == 404
