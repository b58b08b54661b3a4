"""Two records of one association, each with a look-back of the same year: a person says which counts."""

import pytest
from django.urls import reverse

from evaluations.self_evaluations.models import LookBack
from signatories.merging.actions import join, part
from signatories.merging.parts import Side
from signatories.merging.queries import what_stayed
from signatories.organisations.models import Organisation
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.self_evaluations.scenes import a_draft, a_shared, a_signatory
from tests.signatories.merging.twins import an_animator
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
SLUG = f"point-{YEAR}"


def two_with_a_look_back() -> tuple[LookBack, LookBack]:
    return a_draft(a_signatory()), a_shared(a_signatory())


def whose(look_back: LookBack) -> Organisation:
    return LookBack.objects.get(pk=look_back.pk).organisation


@pytest.mark.parametrize("counted", [[], [SLUG]])
def test_one_counts_and_the_other_stays_apart(counted: list[str]) -> None:
    of_kept, of_joined = two_with_a_look_back()
    kept, joined, team = of_kept.organisation, of_joined.organisation, an_animator()

    union = join(kept, joined, by=team, chosen={}, counted=counted)

    last, other = (of_joined, of_kept) if counted else (of_kept, of_joined)
    assert (whose(last), whose(other)) == (kept, joined)
    part(union, by=team)
    assert (whose(of_kept), whose(of_joined)) == (kept, joined)
    assert what_stayed(union) == []


@pytest.mark.parametrize("touched", [0, 1])
def test_what_was_written_since_stays_with_what_it_was_exchanged_for(touched: int) -> None:
    both = two_with_a_look_back()
    kept, joined, team = both[0].organisation, both[1].organisation, an_animator()
    union = join(kept, joined, by=team, chosen={}, counted=[SLUG])
    LookBack.objects.filter(pk=both[touched].pk).update(agenda="Les loyers")

    part(union, by=team)

    assert (whose(both[0]), whose(both[1])) == (joined, kept)
    assert len(what_stayed(union)) == 2


def test_the_page_asks_which_and_takes_no_answer_for_granted() -> None:
    of_kept, of_joined = two_with_a_look_back()
    kept, joined, team = of_kept.organisation, of_joined.organisation, an_animator()
    browser = team_browser(team.person)
    address = reverse("merging:compare", args=[kept.slug, joined.slug])
    form = browser.get(address).context["form"]
    sent = {name: str(form.get_initial_for_field(field, name)) for name, field in form.fields.items()}

    refused = browser.post(address, sent | {SLUG: ""})
    assert refused.context["form"].errors.keys() == {SLUG}
    browser.post(address, sent | {SLUG: Side.JOINED.value})

    assert whose(of_joined) == kept


def test_the_only_look_back_of_a_year_moves() -> None:
    kept, joined = a_signatory().organisation, a_draft(a_signatory())

    join(kept, joined.organisation, by=an_animator(), chosen={})

    assert whose(joined) == kept
