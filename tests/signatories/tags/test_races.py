"""Two at the same moment: each lock is there for one of these."""

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.tags import actions
from signatories.tags.models import Tag, Tagging
from tests.factories import an_organisation
from tests.races import raised, side_by_side
from tests.signatories.tags.scenes import a_tag, national

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_tag_is_put_once() -> None:
    tag, organisation, by = a_tag(), an_organisation(), national()

    answers = side_by_side(*[lambda: actions.put_on(tag, [organisation], by=by)] * 2)

    assert raised(answers) == []
    assert sorted(map(len, answers)) == [0, 1]  # type: ignore[arg-type]  # none of them is an exception
    assert Tagging.objects.count() == 1


def test_the_same_word_is_made_once() -> None:
    by = national()

    answers = side_by_side(lambda: actions.make("À rappeler", by=by), lambda: actions.make("a rappeler", by=by))

    assert raised(answers) == [ActionRefused]
    assert Tag.objects.count() == 1
