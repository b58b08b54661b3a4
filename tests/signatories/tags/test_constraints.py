"""What the database refuses, whoever writes."""

import pytest

from signatories.organisations.models import Organisation
from signatories.tags.models import Tag, Tagging
from tests.constraints import Broken, changed, refused_by_the_database
from tests.factories import an_organisation
from tests.signatories.tags.scenes import a_tag, filed

pytestmark = pytest.mark.django_db


def twice() -> None:
    a_tag("À rappeler")
    changed(a_tag("Autre"), key="a rappeler")


def borne_twice() -> None:
    filed(organisation := an_organisation(), "À rappeler")
    changed(filed(organisation, "Autre").taggings.get(), tag=a_tag("À rappeler"))


BROKEN: Broken = {
    "tag_once": twice,
    "tag_says_something": lambda: changed(a_tag(), key=""),
    "tagging_once": borne_twice,
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_the_database_refuses_what_must_not_be(constraint: str) -> None:
    refused_by_the_database(constraint, BROKEN[constraint])


def test_a_tag_is_borne_by_many_and_an_association_bears_many() -> None:
    one, other = an_organisation(), an_organisation()
    for organisation in (one, other):
        for label in ("À rappeler", "Autre"):
            filed(organisation, label)

    assert Tagging.objects.count() == Organisation.objects.count() * Tag.objects.count() == 4
