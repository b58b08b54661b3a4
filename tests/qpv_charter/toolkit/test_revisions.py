"""Two who write one text: nobody's words are lost. First client: an association's presentation."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from qpv_charter.toolkit.revisions import LATE, Stale, save_over
from signatories.organisations.actions import set_logo, update_description
from signatories.organisations.models import Organisation
from tests.factories import a_user, an_organisation
from tests.races import side_by_side
from tests.signin import browser_of

pytestmark = pytest.mark.django_db

ONE, OTHER = "Nous jardinons le samedi.", "Nous jardinons le dimanche."
NOTHING_ELSE: dict[str, Any] = {"website": "", "public_email": "", "public_phone": ""}


def present(organisation: Organisation, text: str, *, read: int | None = None) -> Organisation:
    contact = organisation.memberships.get().user
    return update_description(organisation, by=contact, description=text, read=read, **NOTHING_ELSE)


def test_each_writing_is_a_revision() -> None:
    organisation = an_organisation()

    assert present(organisation, ONE, read=0).revision == 1
    assert present(organisation, OTHER, read=1).revision == 2


def test_whoever_saves_over_what_they_have_not_read_gets_both_texts() -> None:
    organisation = an_organisation()
    present(organisation, ONE, read=0)

    with pytest.raises(Stale) as late:
        present(organisation, OTHER, read=0)

    assert late.value.reason == LATE
    assert (late.value.mine, late.value.theirs) == ({"description": OTHER}, {"description": ONE})
    assert late.value.revision == 1
    organisation.refresh_from_db()
    assert (organisation.description, organisation.revision) == (ONE, 1)


def test_the_same_words_are_no_quarrel() -> None:
    organisation = an_organisation()
    present(organisation, ONE, read=0)

    assert present(organisation, ONE, read=0).description == ONE


def test_who_read_nothing_writes_whatever_was_there_and_others_are_told() -> None:
    organisation = an_organisation()
    present(organisation, ONE)

    assert present(organisation, OTHER).description == OTHER
    with pytest.raises(Stale):
        present(organisation, ONE, read=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("save", ["action", "save_over"])
def test_of_two_at_the_same_moment_one_saves_and_the_other_sees_both(save: str) -> None:
    organisation = an_organisation()

    def write(text: str) -> Organisation:
        if save == "action":
            return present(organisation, text, read=0)
        return save_over(Organisation.objects.all(), organisation.pk, read=0, description=text)

    first, second = side_by_side(lambda: write(ONE), lambda: write(OTHER))

    won, late = (first, second) if isinstance(second, Stale) else (second, first)
    assert isinstance(won, Organisation)
    assert isinstance(late, Stale)
    assert {won.description, late.mine["description"]} == {ONE, OTHER}
    assert late.theirs == {"description": won.description}
    organisation.refresh_from_db()
    assert (organisation.description, organisation.revision) == (won.description, 1)


def test_autosave_goes_from_one_revision_to_the_next() -> None:
    organisation = an_organisation()
    rows = Organisation.objects.all()

    saved = save_over(rows, organisation.pk, read=0, description="Nous")
    saved = save_over(rows, organisation.pk, read=saved.revision, description=ONE)

    organisation.refresh_from_db()
    assert (organisation.description, organisation.revision) == (ONE, 2) == (saved.description, saved.revision)
    with pytest.raises(Stale):
        save_over(rows, organisation.pk, read=1, description=OTHER)


# On the page


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation(contact=a_user())


def page(organisation: Organisation, data: dict[str, Any] | None = None) -> HttpResponse:
    browser = browser_of(organisation.memberships.get().user)
    address = reverse("organisations:edit", args=[organisation.slug, "presentation"])
    answer: Any = browser.get(address) if data is None else browser.post(address, data)
    return answer  # type: ignore[no-any-return]  # a test's response


def body(response: HttpResponse) -> str:
    return response.content.decode().replace("&#x27;", "’")


def written(text: str, *, revision: object, **more: str) -> dict[str, Any]:
    return {"description": text, "revision": revision} | NOTHING_ELSE | more


def test_the_page_carries_the_revision_that_is_read(organisation: Organisation) -> None:
    present(organisation, ONE)

    shown = body(page(organisation))

    assert '<input type="hidden" name="revision" value="1"' in shown
    assert "Le sien" not in shown


def test_a_late_save_shows_both_and_saving_again_keeps_mine(organisation: Organisation) -> None:
    present(organisation, ONE)

    late = body(page(organisation, written(OTHER, revision=0)))

    assert LATE in late
    assert f"<blockquote>{ONE}</blockquote>" in late
    assert f"<blockquote>{OTHER}</blockquote>" in late
    assert f">\n{OTHER}</textarea>" in late
    assert '<input type="hidden" name="revision" value="1"' in late
    organisation.refresh_from_db()
    assert organisation.description == ONE

    assert page(organisation, written(OTHER, revision=1)).status_code == 302
    organisation.refresh_from_db()
    assert organisation.description == OTHER


def test_a_third_writer_is_shown_too(organisation: Organisation) -> None:
    present(organisation, ONE)
    page(organisation, written(OTHER, revision=0))
    present(organisation, "Autre chose.")

    late = body(page(organisation, written(OTHER, revision=1)))

    assert "<blockquote>Autre chose.</blockquote>" in late
    assert 'name="revision" value="2"' in late


def test_both_are_put_one_after_the_other_to_be_read_again(organisation: Organisation) -> None:
    present(organisation, ONE)

    together = body(page(organisation, written(OTHER, revision=1, both="1")))

    assert f">\n{ONE}\n\n{OTHER}</textarea>" in together
    assert 'name="revision" value="1"' in together
    organisation.refresh_from_db()
    assert organisation.description == ONE

    again = body(page(organisation, written(f"{ONE}\n\n{OTHER}", revision=1, both="1")))
    assert again.count(ONE) == 1


def test_a_field_that_nobody_else_wrote_is_not_shown_twice(organisation: Organisation) -> None:
    contact = organisation.memberships.get().user
    update_description(organisation, by=contact, description=ONE, **NOTHING_ELSE | {"public_phone": "0102030405"})

    late = body(page(organisation, written(ONE, revision=0, public_phone="0607080910")))

    assert late.count("<blockquote>") == 2
    assert "<blockquote>0102030405</blockquote>" in late


def test_another_part_of_the_record_is_no_revision_of_this_one(organisation: Organisation) -> None:
    contact = organisation.memberships.get().user
    set_logo(organisation, by=contact, picture=None)  # type: ignore[arg-type]  # no picture is needed here

    assert page(organisation, written(ONE, revision=0)).status_code == 302


@pytest.mark.parametrize("revision", ["", "x", "9" * 5000, "-1"])
def test_a_revision_that_is_none_breaks_nothing(organisation: Organisation, revision: str) -> None:
    present(organisation, ONE)

    assert page(organisation, written(OTHER, revision=revision)).status_code in {200, 302}
