"""What templates write of a telephone, a site, a long text, and a block twice."""

import pytest
from django.template import Context, Engine

from qpv_charter.toolkit.templatetags.toolkit import bare_address, dialled, opening


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("01 23 45 67 89", "0123456789"),
        ("01.23.45.67.89", "0123456789"),
        ("01\u202f23\u00a045-67/89", "0123456789"),
        ("+33 (0)1 23 45 67 89", "+33123456789"),
        ("0262 12 34 56", "0262123456"),
        ("3919", "3919"),
        ("01 23 45 67 89 ou 06 12 34 56", ""),
        ("01 23 45 67 89 - 06 12 34 56 78", ""),
        ("accueil : 01 23", ""),
        ("—", ""),
    ],
)
def test_a_number_is_dialled_where_it_is_one_number(written: str, number: str) -> None:
    assert dialled(written) == number


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.amis.example.org/", "amis.example.org"),
        ("http://amis.example.org", "amis.example.org"),
        ("https://example.org/www.amis/?a=1", "example.org/www.amis/?a=1"),
    ],
)
def test_a_site_is_called_as_one_says_it(url: str, said: str) -> None:
    assert bare_address(url) == said


def test_the_opening_of_a_text_ends_between_two_words() -> None:
    said = "Un café\nassociatif, des ateliers."

    assert opening(said, 200) == "Un café associatif, des ateliers."
    assert opening(said, 22) == "Un café associatif…"
    assert opening("Ateliers\u202f: cuisine et vélo", 22) == "Ateliers\u202f: cuisine et…"
    assert opening("Ateliers\u202f: cuisine et vélo", 12) == "Ateliers…"
    assert opening("a" * 300, 100) == "a" * 99 + "…"


def test_a_block_is_said_again_as_the_page_writes_it() -> None:
    skeleton = "<title>{% block title %}Site{% endblock %}</title><meta content=\"{% again 'title' %}\">"
    page = '{% extends "skeleton" %}{% block title %}{{ name }} & co{% endblock %}'
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", {"skeleton": skeleton, "page": page})],
        builtins=["qpv_charter.toolkit.templatetags.toolkit"],
    )

    written = engine.get_template("page").render(Context({"name": '"A"'}))

    assert written == '<title>&quot;A&quot; & co</title><meta content="&quot;A&quot; & co">'
