"""Whatever is typed: stored clean or refused in words, never an error of ours."""

import html
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qpv_charter.toolkit.fields import Line, Name
from qpv_charter.toolkit.models import Counter
from qpv_charter.toolkit.text import clean_line, fold
from signatories.outbox.models import Message
from signatories.signatures.models import Signature
from signatories.signing.models import SigningDraft
from tests.factories import a_charter, a_commune
from tests.signing import Person

NASTY = [
    "\x00\x01Les Amis\x7f",
    "\u202eruetua Les Amis",
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "{{ draft }}{% now %}",
    "Les Amis 🌻 du quartier",
    "جمعية الأمل",
    "Les\r\nAmis\tdu  quartier",
    'O\'Brien & "fils" \\ ; --',
    "Ⅷ ﬁ ½ İ ß",
]
ODD_ANSWERS = [*NASTY, "on", "not_yet", "absente", "x" * 10_000, "9999-12-31"]
FIELDS = re.findall(
    r"\w+",
    """name commune commune_code kind together qpvs whole outside unknown search chercher qpv_typed first_name
    last_name role email decided_by decided_on meeting_on agree publish_name sha256 code""",
)
anything = st.text(max_size=300)


@given(anything)
def test_a_line_is_clean_or_refused(typed: str) -> None:
    try:
        kept = Line(max_length=120, required=False).clean(typed)
    except ValidationError:
        assert len(clean_line(typed)) > 120
        return
    assert kept == clean_line(typed.strip())
    assert len(kept) <= 120


@given(anything)
def test_a_name_holds_a_letter_or_a_digit_and_no_address(typed: str) -> None:
    try:
        kept = Name(max_length=200).clean(typed)
    except ValidationError as refused:
        mixed = "plusieurs alphabets" in str(refused)
        assert (
            mixed
            or len(clean_line(typed)) > 200
            or not fold(typed)
            or "://" in typed
            or "www." in typed.casefold()
        )
        return
    assert any(char.isalnum() for char in kept)
    assert "://" not in kept


@pytest.mark.django_db
@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_name_goes_all_the_way_and_stays_in_its_place(name: str) -> None:
    a_charter()
    a_commune()
    person = Person()

    person.walk_to_check(name=name)
    person.post("verifier", {"code": person.ask_code()})

    kept = Signature.objects.get().organisation.name
    assert kept == clean_line(name)
    page: Any = person.get("merci").content.decode()
    assert html.escape(kept, quote=False).replace("'", "&#x27;").replace('"', "&quot;") in page
    assert "<script>alert" not in page
    assert "<script>alert" not in Message.objects.get(kind="signing.thanks").html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["🌻", "—", "\x00", "www.casino.example", "https://casino.example"])
def test_a_name_that_is_none_is_refused_and_kept_on_the_screen(name: str) -> None:
    a_charter()

    response = Person().begin(name=name)

    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not SigningDraft.objects.exists()


@pytest.mark.django_db
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.dictionaries(st.sampled_from(FIELDS), st.one_of(anything, st.sampled_from(ODD_ANSWERS))))
def test_no_form_ever_breaks(data: dict[str, str]) -> None:
    Counter.objects.all().delete()
    a_charter()
    person = Person()
    person.walk_to_check(name="Les Amis (exemple)", commune="Nulle part", commune_code="absente")

    person.client.post("/signer/association/", data)
    for slug in ("association", "quartiers", "vous", "charte", "verifier", "decision"):
        assert person.post(slug, data).status_code in {200, 302}
        assert person.get(slug).status_code in {200, 302}
    assert person.client.post("/signer/reprendre/", data).status_code == 200
    assert person.client.get("/signer/communes/", data).status_code == 200
