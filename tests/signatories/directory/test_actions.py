"""The directory follows the signatures, and can be made anew from them."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from signatories.directory.actions import rebuild
from signatories.directory.models import DirectoryEntry, DirectoryTerm
from signatories.organisations.actions import locate
from signatories.organisations.models import Network, Organisation, Theme
from signatories.organisations.reference import keep
from signatories.organisations.signals import organisation_changed
from signatories.signatures.actions import pause, publish, resume, withdraw
from signatories.territories.actions import link_predecessor, unlink_predecessor
from tests.factories import (
    a_commune,
    a_confirmed_signature,
    a_published_signature,
    a_qpv,
    a_team_member,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, Any]]:
    found = DirectoryEntry.objects.order_by("slug").values()
    return [{key: value for key, value in row.items() if key != "id"} for row in found]


def terms() -> list[tuple[str, str, str]]:
    return sorted(DirectoryTerm.objects.values_list("entry__slug", "kind", "value"))


def names() -> list[str]:
    return [entry.name for entry in DirectoryEntry.objects.all()]


def a_rich_organisation() -> Organisation:
    organisation = a_published_signature(name="L’Œuvre du Mail (exemple)").organisation
    organisation.acronym = "ODM"
    organisation.save()
    organisation.qpvs.add(a_qpv())
    organisation.networks.add(Network.objects.create(slug="reseau", name="Réseau d’à côté", acronym="RAC"))
    organisation.themes.add(Theme.objects.create(slug="sante", label="Santé"))
    organisation_changed.send(Organisation, organisation=organisation, by=None)
    return organisation


def test_a_signature_enters_leaves_and_comes_back() -> None:
    team = a_team_member()
    a_confirmed_signature(name="Pas encore relue (exemple)")
    signature = a_published_signature(name="Les Amis (exemple)")
    assert names() == ["Les Amis (exemple)"]

    pause(signature, by=team, reason="Trois appels sans réponse.")
    assert names() == []

    resume(signature, by=team)
    assert names() == ["Les Amis (exemple)"]

    withdraw(signature, by=team, reason="Dissolution.")
    assert names() == []


@pytest.mark.parametrize(
    "typed", ["oeuvre", "ODM", "saint-denis", "franc moisin", "ile de france", "rac", "reseau d'a cote", "sante"]
)
def test_a_signatory_is_found_by_all_that_describes_it(typed: str) -> None:
    a_rich_organisation()
    a_published_signature(organisation=None, name="Autre (exemple)")
    Organisation.objects.filter(name="Autre (exemple)").update(commune=a_commune(name="Bobigny", code="93008"))

    found = DirectoryEntry.objects.search(typed)

    assert "L’Œuvre du Mail (exemple)" in [entry.name for entry in found]


def test_rows_written_by_actions_and_rows_made_anew_agree(capsys: pytest.CaptureFixture[str]) -> None:
    team = a_team_member()
    a_rich_organisation()
    a_published_signature()
    pause(a_published_signature(), by=team, reason="Trois appels sans réponse.")
    resumed = pause(a_published_signature(), by=team, reason="Trois appels sans réponse.")
    resume(resumed, by=team)
    without_place = a_published_signature().organisation
    without_place.commune, without_place.commune_typed = None, "Sainte-Soline-des-Tours"
    without_place.save()
    organisation_changed.send(Organisation, organisation=without_place, by=None)
    renamed = keep(Network.objects.get(), by=team)
    link_predecessor(a_qpv(), predecessor=a_qpv(code="QP093028"), by=team)
    written, tied = rows(), terms()

    call_command("rebuild_directory")

    assert rows() == written
    assert len(written) == 4
    assert terms() == tied
    assert [value for _, kind, value in tied if kind == "network"] == [str(renamed.pk)]
    assert "4 signataires" in capsys.readouterr().out


def test_a_renamed_network_is_found_by_its_new_name() -> None:
    organisation = a_rich_organisation()
    network = organisation.networks.get()
    network.name = "Union des voisinages"

    keep(network, by=a_team_member())

    assert [entry.organisation for entry in DirectoryEntry.objects.search("union voisinages")] == [organisation]
    assert not DirectoryEntry.objects.search("reseau d’a cote")


def test_who_acts_in_a_neighbourhood_of_2015_is_found_in_its_successor_once_linked() -> None:
    team = a_team_member()
    before, after = a_qpv(code="QP093028"), a_qpv(code="QN09332M")
    organisation = an_organisation()
    organisation.qpvs.add(before)
    a_published_signature(organisation=organisation)
    assert not DirectoryEntry.objects.tied_to(after)

    link_predecessor(after, predecessor=before, by=team)
    assert [entry.organisation for entry in DirectoryEntry.objects.tied_to(after)] == [organisation]

    unlink_predecessor(after, predecessor=before, by=team)
    assert not DirectoryEntry.objects.tied_to(after)


def test_a_failing_directory_undoes_the_publication(monkeypatch: pytest.MonkeyPatch) -> None:
    signature = a_confirmed_signature()
    monkeypatch.setattr("signatories.directory.receivers.refresh", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        publish(signature, by=a_team_member())

    signature.refresh_from_db()
    assert signature.published_at is None


def meanwhile(act: Callable[[], object], ours: Callable[[], object]) -> None:
    """`act` in another connection, begun when `ours` is done but not yet committed: it has to wait."""

    def in_its_own_connection() -> None:
        act()
        connection.close()

    thread = Thread(target=in_its_own_connection)
    with transaction.atomic():
        ours()
        thread.start()
        thread.join(timeout=0.7)  # seconds: long enough to reach what we hold
        assert thread.is_alive()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_what_happens_while_the_directory_is_made_anew_is_in_it() -> None:
    team = a_team_member()
    leaving, coming = a_published_signature(name="Part (exemple)"), a_confirmed_signature(name="Arrive (exemple)")

    def leave_and_come() -> None:
        pause(leaving, by=team, reason="Trois appels sans réponse.")
        publish(coming, by=team)

    meanwhile(leave_and_come, rebuild)

    assert names() == ["Arrive (exemple)"]


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_began_before_a_pause_does_not_bring_the_signatory_back() -> None:
    team, signature = a_team_member(), a_published_signature(name="Part (exemple)")

    meanwhile(
        lambda: organisation_changed.send(Organisation, organisation=signature.organisation, by=None),
        lambda: pause(signature, by=team, reason="Trois appels sans réponse."),
    )

    assert names() == []


def test_places_that_the_team_makes_official_are_searched() -> None:
    organisation = a_published_signature().organisation
    before = organisation.directory_entry.search_text

    locate(organisation, by=a_team_member(), commune=organisation.commune, qpvs=[a_qpv()], outside_qpv=False)

    organisation.directory_entry.refresh_from_db()
    assert "franc moisin" not in before
    assert "franc moisin" in organisation.directory_entry.search_text
