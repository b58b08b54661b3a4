"""A message to many forgets who asked it, and keeps what is of the others."""

import pytest

from signatories.mailings import forgetting
from signatories.mailings.models import Mailing, MailingRecipient
from signatories.organisations.models import Organisation
from signatories.people.places import Leaver
from tests.factories import a_user
from tests.signatories.mailings.scenes import NORA, a_national, a_sending, reading, written

pytestmark = pytest.mark.django_db


def addresses() -> list[str]:
    return [*MailingRecipient.objects.order_by("address").values_list("address", flat=True)]


def searched(*words: str) -> list[str]:
    """What is left of the audiences that ask for these words, once something was forgotten."""
    by = a_national().person
    rows = [Mailing.objects.create(audience=f"?q={each}&etat=published", begun_by=by) for each in words]
    return [str(each.pk) for each in rows]


def kept(keys: list[str]) -> list[bool]:
    return [bool(Mailing.objects.get(pk=key).audience) for key in keys]


def test_a_person_is_forgotten_with_what_was_searched_for_by_her_name_or_address() -> None:
    reading(NORA, "Les Lilas", first_name="Éléonore")
    reading("zoe@example.org", "Le Mail")
    written(a_sending())
    her = a_user(email="nora.rey@example.org", first_name="Éléonore", last_name="Rey")
    keys = searched("eleonore", "Rey+martin", "nora%40example.org", "lilas", "reymond")
    state = Mailing.objects.create(audience="?etat=published", begun_by=her)

    forgetting.forget_person(Leaver(addresses=frozenset({NORA}), person=her))

    assert addresses() == ["zoe@example.org"]
    assert kept([*keys, str(state.pk)]) == [False, False, False, True, True, True]


def test_an_address_without_an_account_is_forgotten_too() -> None:
    reading(NORA, "Les Lilas")
    written(a_sending())
    keys = searched("nora%40example.org", "aminata")

    forgetting.forget_person(Leaver(addresses=frozenset({NORA})))

    assert addresses() == []
    assert kept(keys) == [False, True]


def test_an_association_is_forgotten_and_who_reads_for_another_too_is_not() -> None:
    reading(NORA, "Rose", "Iris")
    [alone] = reading("zoe@example.org", "Lilas")
    reading("ana@example.org", "Jasmin")
    written(a_sending())
    rose = Organisation.objects.get(name="Rose")
    keys = searched("rose", "la+ROSE", "iris")

    for organisation in (rose, alone.organisation):
        forgetting.forget_organisation(organisation)

    assert addresses() == ["ana@example.org", NORA]
    hers = MailingRecipient.objects.get(address=NORA)
    assert [each.name for each in hers.organisations.all()] == ["Iris"]
    assert kept(keys) == [False, False, True]
