"""The demonstration: words that the team sorts by, on invented associations."""

import pytest

from signatories.people.demo import load as load_team
from signatories.tags.demo import BORNE, load
from signatories.tags.models import Tag, Tagging
from tests.factories import a_signatory, a_team_member
from tests.signin import team_browser

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_each_word_is_there_once_and_says_it_is_invented() -> None:
    load_team()
    for name in {name for names in BORNE.values() for name in names}:
        a_signatory(name)

    for _ in range(2):
        load()

    assert all("(exemple)" in tag.label for tag in Tag.objects.all())
    borne = {(each.tag.label, each.organisation.name) for each in Tagging.objects.all()}
    assert borne == {(label, name) for label, names in BORNE.items() for name in names}
    page = team_browser(a_team_member()).get("/animation/associations/").content.decode()
    assert all(label in page for label in BORNE)


def test_without_the_team_nothing_is_made() -> None:
    load()

    assert not Tag.objects.exists()
