"""The team's list says at any moment what is said elsewhere."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import user_logged_in
from django.core.management import call_command
from django.forms.models import model_to_dict
from django.test import RequestFactory
from django.utils import timezone

from qpv_charter.toolkit import periodic
from signatories.erasure.actions import erase_address, erase_organisation, erase_person
from signatories.following import tasks
from signatories.following.actions import hear, rebuild
from signatories.following.deriving import derived
from signatories.following.models import Followed
from signatories.history.actions import record
from signatories.moderation.actions import note, note_answer, reply
from signatories.organisations.models import Membership, Organisation
from signatories.organisations.signals import organisation_changed
from signatories.people.actors import Actor
from signatories.signatures.actions import publish, renew_mandate, sign, withdraw
from signatories.signatures.models import Mandate, Signature
from signatories.territories.models import Commune
from signatories.territories.signals import territories_imported
from tests.factories import (
    a_commune,
    a_newer_charter,
    a_published_signature,
    a_team_member,
    a_user,
    an_organisation,
    mandate_facts,
    signing_facts,
)

pytestmark = pytest.mark.django_db
A_YEAR_AGO = timedelta(days=400)


def kept() -> list[dict[str, Any]]:
    return [model_to_dict(row) for row in Followed.objects.order_by("pk")]


def to_be_kept() -> list[dict[str, Any]]:
    return [model_to_dict(row) for row in derived(Organisation.objects.values_list("pk", flat=True))]


def long_ago(signature: Signature) -> Followed:
    """Its row, when nobody has heard of it since."""
    at = timezone.now() - A_YEAR_AGO
    Signature.objects.filter(pk=signature.pk).update(confirmed_at=at)
    Mandate.objects.filter(signature=signature).update(created_at=at)
    Organisation.objects.filter(pk=signature.organisation_id).update(created_at=at)
    rebuild()
    return Followed.objects.get(pk=signature.organisation_id)


def visits(signature: Signature) -> None:
    user = signature.organisation.memberships.get().user
    user_logged_in.send(type(user), request=RequestFactory().get("/"), user=user)


def acts(signature: Signature) -> None:
    contact = signature.organisation.memberships.get().user
    record("organisation.located", signature, by=Actor(person=contact, acts_for=signature.organisation_id))


SIGNS: dict[str, Callable[[Signature], object]] = {
    "a visit": visits,
    "something done in its name": acts,
    "a message": lambda one: reply(one, by=one.organisation.memberships.get().user, text="Toujours là."),
    "what it said by telephone": lambda one: note_answer(one, by=a_team_member(), text="Toujours là."),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_of_life_is_heard_at_once(sign: str) -> None:
    signature, other = a_published_signature(), a_published_signature()
    silent, row = long_ago(other), long_ago(signature)
    now = timezone.now()

    SIGNS[sign](signature)

    row.refresh_from_db()
    assert row.heard_at >= now
    assert Followed.objects.get(pk=silent.pk).heard_at == silent.heard_at, "nobody heard of the other"
    assert kept() == to_be_kept()


SOURCES: dict[str, Callable[[Signature], object]] = {
    "its signature": lambda one: Signature.objects.filter(pk=one.pk).update(confirmed_at=timezone.now()),
    "its mandate": lambda one: one.mandates.update(created_at=timezone.now()),
    "its record": lambda one: Organisation.objects.filter(pk=one.organisation_id).update(
        created_at=timezone.now()
    ),
}


@pytest.mark.parametrize("source", SOURCES)
def test_the_last_sign_is_the_last_of_all(source: str) -> None:
    signature = a_published_signature()
    row = long_ago(signature)

    SOURCES[source](signature)
    rebuild()

    heard = row.heard_at
    row.refresh_from_db()
    assert row.heard_at - heard > timedelta(days=399)


def test_what_was_done_for_a_record_since_joined_is_heard_of_the_one_that_is_kept() -> None:
    signature, joined = a_published_signature(), an_organisation()
    row = long_ago(signature)
    Organisation.objects.filter(pk=joined.pk).update(joined_into=signature.organisation)
    record("organisation.located", joined, by=Actor(person=a_user(), acts_for=joined.pk))

    rebuild()

    heard = row.heard_at
    row.refresh_from_db()
    assert row.heard_at - heard > timedelta(days=399)
    assert not Followed.objects.filter(pk=joined.pk).exists()


def test_of_several_mandates_in_use_the_first_election_that_is_planned_is_the_one() -> None:
    first, team = a_published_signature(), a_team_member()
    a_newer_charter()
    second = publish(sign(first.organisation, facts=signing_facts()), by=team)
    march, january, past = date(2027, 3, 1), date(2027, 1, 1), date(2020, 1, 1)
    former = Mandate.objects.get(signature=first)
    renew_mandate(first, by=first.organisation.memberships.get().user, facts=mandate_facts())
    Mandate.objects.filter(pk=former.pk).update(next_election=past)

    def kept_of_it(**planned: date | None) -> tuple[date | None, bool]:
        for signature, day in zip((first, second), planned.values(), strict=True):
            Mandate.objects.filter(signature=signature, ended_at=None).update(next_election=day)
        rebuild()
        row = Followed.objects.get()
        return row.next_election, row.knows_mandate

    assert kept_of_it(first=march, second=None) == (march, True), "a mandate that ended plans nothing"
    assert kept_of_it(first=march, second=january) == (january, True)
    assert kept_of_it(first=None, second=None) == (None, True)
    Mandate.objects.filter(signature=first, ended_at=None).update(decided_by="")
    assert kept_of_it(first=march, second=january) == (january, True), "one of both is known"
    withdraw(second, by=team, reason="Entrée deux fois.", told=False)
    assert kept_of_it(first=march, second=january) == (march, False), "what was withdrawn counts no more"


def test_the_last_contact_person_left_when_nobody_is_there_any_more() -> None:
    organisation = a_published_signature().organisation
    early, late = timezone.now() - timedelta(days=9), timezone.now() - timedelta(days=3)
    first = organisation.memberships.get()
    second = Membership.objects.create(organisation=organisation, user=a_user())

    def left_at() -> datetime | None:
        rebuild()
        return Followed.objects.get(pk=organisation.pk).left_at

    assert left_at() is None
    Membership.objects.filter(pk=first.pk).update(ended_at=late)
    assert left_at() is None, "somebody is still there"
    Membership.objects.filter(pk=second.pk).update(ended_at=early)
    assert left_at() == late
    Membership.objects.filter(organisation=organisation).delete()
    assert left_at() is None, "nobody ever was"


def test_what_the_team_does_is_no_sign() -> None:
    signature = a_published_signature()
    row = long_ago(signature)

    note(signature, by=a_team_member(), text="Une note n’en est pas un.")
    record("organisation.located", signature, by=a_team_member())

    heard = row.heard_at
    row.refresh_from_db()
    assert row.heard_at == heard


def test_the_visit_of_who_left_is_no_sign() -> None:
    signature = a_published_signature()
    user = signature.organisation.memberships.get().user
    row = long_ago(signature)
    Membership.objects.update(ended_at=timezone.now())

    user_logged_in.send(type(user), request=RequestFactory().get("/"), user=user)
    rebuild()

    heard = row.heard_at
    row.refresh_from_db()
    assert row.heard_at == heard


def test_a_sign_that_is_told_late_takes_nothing_back() -> None:
    row = Followed.objects.get(pk=a_published_signature().organisation_id)

    hear(row.pk, at=row.heard_at - timedelta(days=3))

    heard = row.heard_at
    row.refresh_from_db()
    assert row.heard_at == heard


def test_made_anew_it_says_what_it_said_and_mends_what_it_did_not() -> None:
    first, second, gone = (a_published_signature().organisation for _ in range(3))
    before = kept()
    Followed.objects.filter(pk=first.pk).delete()
    another = {"search_text": " autre chose", "status": "withdrawn", "heard_at": timezone.now() - A_YEAR_AGO}
    Followed.objects.filter(pk=second.pk).update(**another)

    tasks.rebuild.func()
    assert kept() == before == to_be_kept()

    for work in periodic.works_after_update():
        Followed.objects.all().delete()
        work()
    assert kept() == before

    Organisation.objects.filter(pk=gone.pk).update(erased_at=timezone.now())
    call_command("rebuild_followed")
    assert {row["organisation"] for row in kept()} == {first.pk, second.pk}


def test_an_association_that_is_erased_leaves_the_list() -> None:
    signature, stays = a_published_signature(), a_published_signature()
    withdraw(signature, by=a_team_member(), reason="Elle s’arrête.")

    erase_organisation(signature.organisation, by=a_team_member())

    assert [row.pk for row in Followed.objects.all()] == [stays.organisation_id]


def test_who_is_erased_has_left_those_that_she_looked_after_and_the_rows_of_others_are_not_written() -> None:
    hers, other = a_published_signature().organisation, a_published_signature().organisation
    Followed.objects.filter(pk=other.pk).update(search_text=" autre chose")

    erase_person(hers.memberships.get().user, by=a_team_member())

    assert [row.pk for row in Followed.objects.without_contact()] == [hers.pk]
    assert Followed.objects.get(pk=other.pk).search_text == " autre chose"


def test_who_never_had_an_account_left_nobody() -> None:
    row = Followed.objects.get(pk=a_published_signature().organisation_id)
    Followed.objects.update(search_text=" autre chose")

    erase_address("papier@example.org", by=a_team_member())

    row.refresh_from_db()
    assert row.search_text == " autre chose"


def test_one_of_an_unknown_commune_is_found_by_what_was_typed() -> None:
    organisation = an_organisation()
    organisation.commune, organisation.commune_typed = None, "Saint-Trifouilly"
    organisation.save()

    organisation_changed.send(Organisation, organisation=organisation, by=None)

    row = Followed.objects.get()
    assert (row.department_id, " saint trifouilly" in row.search_text) == (None, True)


def test_a_commune_that_an_import_renames_is_found_by_its_new_name() -> None:
    commune = a_commune(name="Vénissieux", code="69259")
    an_organisation(commune=commune)
    Commune.objects.filter(pk=commune.pk).update(search_text="les minguettes")

    territories_imported.send(None)

    assert " les minguettes" in Followed.objects.get().search_text
