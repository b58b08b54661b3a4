"""Who a message to many goes to."""

from typing import Any

import pytest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.following.actions import rebuild
from signatories.following.models import FollowedQuerySet
from signatories.following.places import GROUPS, Group
from signatories.mailings import actions, readers
from signatories.mailings.readers import selection
from signatories.organisations.models import Membership
from signatories.outbox.actions import refuse
from signatories.outbox.models import Preference
from signatories.signatures.actions import withdraw
from signatories.signatures.models import Mandate
from tests.factories import (
    a_commune,
    a_confirmed_signature,
    a_paper_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
)
from tests.lists import queries_of
from tests.signatories.mailings.scenes import PUBLISHED, a_national, reading, territorial
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


def reached(audience: str = PUBLISHED, **more: Any) -> dict[str, list[str]]:
    """Names of associations, by address."""
    found = selection(audience, more.get("by") or a_national())
    return {reader.address: [each.name for each in reader.organisations] for reader in found.readers}


def test_an_address_is_written_to_once_for_all_that_it_reads_for() -> None:
    """As a person, even where one of its associations knows it from a paper alone (« Les Anciens », the last)."""
    reading("nora@example.org", "Iris", "La Régie")
    [shared] = reading("zoe@example.org", "Le Mail")
    Membership.objects.create(organisation=shared.organisation, user=Membership.objects.all()[0].user)
    papers = a_paper_signature(contact_email="nora@example.org").organisation.name

    found = reached()

    assert found == {"nora@example.org": ["Iris", "La Régie", "Le Mail", papers], "zoe@example.org": ["Le Mail"]}
    assert [reader.name for reader in selection(PUBLISHED, a_national()).readers] == ["Aminata Diallo"] * 2


def test_who_left_signed_no_more_or_wants_none_is_left_out_and_said() -> None:
    reading("nora@example.org", "Les Lilas")
    [gone] = reading("zoe@example.org", "Le Mail")
    withdraw(gone, by=a_team_member(), reason="Fin.")
    [left] = reading("ana@example.org", "La Régie")
    left.organisation.memberships.update(ended_at=left.confirmed_at)
    paused = a_paused_signature()
    an_organisation(name="Rien signé")
    a_confirmed_signature(name="À relire")
    reading("non@example.org", "Non merci")
    refuse(Preference.objects.create(address="non@example.org", family=readers.FAMILY))
    Preference.objects.create(address="nora@example.org", family=readers.FAMILY)

    found = selection("?signe=recent", a_national())

    names = [each.name for reader in found.readers for each in reader.organisations]
    assert sorted(names) == ["Les Lilas", "À relire"]
    assert [reader.address for reader in found.refusing] == ["non@example.org"]
    assert [each.name for each in found.unreachable] == ["La Régie"]
    assert found.apart == 3
    assert [*reached("?etat=paused").values()] == [[paused.organisation.name]], "asked for, they are written to"


@pytest.mark.parametrize(
    "audience",
    ["", "?", "?q=", "?etat=nimporte", "?etat=published&departement=ZZ", "?etat=published&groupe=parti"],
)
def test_what_asks_nothing_or_means_nothing_is_nobody(audience: str) -> None:
    reading("nora@example.org", "Les Lilas")

    assert reached(audience) == {}
    with pytest.raises(ActionRefused, match="Personne ne recevrait"):
        actions.begin(audience, by=a_national())


def test_a_group_that_a_slice_above_names_is_an_audience(monkeypatch: pytest.MonkeyPatch) -> None:
    reading("nora@example.org", "Les Lilas")
    reading("zoe@example.org", "Le Mail")

    def lilas(rows: FollowedQuerySet) -> FollowedQuerySet:
        return rows.filter(organisation__name="Les Lilas")

    group = Group("lilas", "Celles des lilas", lilas)
    monkeypatch.setattr(GROUPS, "gather", lambda: [group])

    assert [*reached("?groupe=lilas")] == ["nora@example.org"]
    page = team_browser(a_team_member()).get("/animation/associations/?groupe=lilas").content.decode()
    assert "Les Lilas" in page
    assert "Le Mail" not in page
    assert "/animation/envois/nouveau/?groupe=lilas" in page
    assert "Celles des lilas" in team_browser(a_team_member()).get("/animation/envois/nouveau/").content.decode()


def test_a_territorial_animator_writes_in_her_departments_alone() -> None:
    lyon = an_organisation(name="Là-bas", commune=a_commune(name="Lyon", code="69123"))
    a_published_signature(organisation=lyon)
    [here] = reading("nora@example.org", "Ici")
    Membership.objects.create(organisation=lyon, user=here.organisation.memberships.get().user)

    assert reached(by=territorial()) == {"nora@example.org": ["Ici"]}
    assert len(reached()) == 2
    with pytest.raises(ActionRefused, match="Personne"):
        actions.begin("?departement=69", by=territorial())


def test_too_many_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    reading("nora@example.org", "Les Lilas", "Le Mail")
    monkeypatch.setattr(readers, "MOST", 2)
    assert reached()
    monkeypatch.setattr(readers, "MOST", 1)

    with pytest.raises(ActionRefused, match="2 associations"):
        actions.begin(PUBLISHED, by=a_national())
    page = team_browser(a_team_member()).get(f"/animation/envois/nouveau/{PUBLISHED}").content.decode()
    assert "Trop d’associations" in page


def test_what_is_asked_is_what_the_list_shows() -> None:
    reading("nora@example.org", "Les Lilas")
    [unknown] = reading("zoe@example.org", "Le Mail")
    Mandate.objects.filter(signature=unknown).update(decided_by="")
    rebuild()

    page = team_browser(a_team_member()).get("/animation/envois/nouveau/?mandat=inconnu").content.decode()

    assert "zoe@example.org" in page
    assert "nora@example.org" not in page
    assert "1 adresse</strong>" in page
    assert "/animation/associations/?mandat=inconnu" in page


def test_reading_costs_the_same_at_any_length() -> None:
    browser, address = team_browser(a_team_member()), f"/animation/envois/nouveau/{PUBLISHED}"

    def more(name: str) -> int:
        reading(f"{name}@example.org", name)
        a_paper_signature(contact_email=f"papier-{name}@example.org")
        return queries_of(browser, address)

    assert more("un") == more("deux") == more("trois")
