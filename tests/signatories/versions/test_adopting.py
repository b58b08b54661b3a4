"""From a text that is prepared to the one that is signed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.actions import adopt
from signatories.charter.models import CharterVersion
from signatories.outbox.delivery import deliver_due
from signatories.outbox.models import Message
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.signatures.actions import require_first
from signatories.versions import queries
from signatories.versions.actions import preparing
from signatories.versions.models import Preparation
from signatories.versions.waves import asked_of
from tests.factories import a_charter, a_colleague, a_published_signature, a_team_member, another_text
from tests.signatories.versions.scenes import (
    DECIDED,
    a_committee,
    a_national,
    a_preparation,
    a_proposal,
    an_adoption,
    invited,
)
from tests.signin import team_browser

pytestmark = pytest.mark.django_db
LIST = "/animation/charte/"


def test_two_who_prepare_a_text_write_in_one_whatever_came_in_force_since() -> None:
    proposal, first = (
        a_proposal(),
        a_preparation(text=another_text("autre", words="Nous gardons la porte ouverte")),
    )

    assert preparing.begin(by=a_national()) == first
    an_adoption(proposal)
    assert preparing.begin(by=a_national()) == first


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [
        ("{#veille .commitment .together}", "{#veille .commitment}", "Ligne"),
        ("version: nouvelle", "version: essai", "s’appelle encore"),
        ("les deux yeux ouverts", "l’œil ouvert", "au moins un mot"),
        ("language: fr\n", "language: fr\ndemonstration: true\n", "démonstration"),
    ],
)
def test_what_is_no_next_text_is_refused_in_words(before: str, after: str, refusal: str) -> None:
    text, by = another_text().replace(before, after), a_national()
    assert text != another_text()

    with pytest.raises(ActionRefused, match=refusal):
        preparing.propose(a_preparation(text=text), by=by, revision=1)


def test_a_text_that_was_written_again_is_read_again_before_it_is_proposed() -> None:
    by, preparation = a_national(), a_preparation()
    preparing.write_text(preparation, by=by, source=another_text("autre"), revision=1)

    with pytest.raises(ActionRefused, match="relisez-le"):
        preparing.propose(preparation, by=by, revision=1)


def test_nobody_but_the_national_team_prepares_and_nobody_but_the_committee_adopts() -> None:
    version = a_proposal()

    with pytest.raises(ActionRefused, match="comité"):
        adopt(version, by=a_national(), on=DECIDED)
    with pytest.raises(ActionRefused, match="nationale"):
        preparing.begin(by=a_committee())


@pytest.mark.parametrize("day", [timezone.localdate() + timedelta(days=1), DECIDED.replace(year=2019)])
def test_a_decision_is_neither_of_tomorrow_nor_older_than_its_text(day: object) -> None:
    with pytest.raises(ActionRefused):
        adopt(a_proposal(), by=a_committee(), on=day)  # type: ignore[arg-type]  # a case
    assert a_charter().version == "essai"


def test_what_is_adopted_is_not_taken_back() -> None:
    version = an_adoption()

    with pytest.raises(ActionRefused, match="ne se retire plus"):
        preparing.take_back(version, by=a_national())


def test_from_the_page_of_the_text_to_the_one_that_is_signed() -> None:
    a_published_signature()
    team, person = team_browser(a_team_member()), a_colleague(Role.Kind.COMMITTEE)
    committee = team_browser(person)
    team.post(f"{LIST}preparer/")
    page = f"{LIST}preparation/{Preparation.objects.get().pk}/"

    written = team.post(page, {"source": another_text().replace("\n", "\r\n"), "revision": "0"}, follow=True).text
    proposed = team.post(f"{page}proposer/", {"revision": "1"}, follow=True)
    asked = committee.get("/animation/").text
    shown = committee.get(f"{LIST}version/nouvelle/adopter/").text
    unsure = committee.post(f"{LIST}version/nouvelle/adopter/", {"on": DECIDED.isoformat()}).text
    data = {"on": DECIDED.isoformat(), "sure": "on"}
    adopted = committee.post(f"{LIST}version/nouvelle/adopter/", data, follow=True).text

    assert "<ins>" in written
    assert proposed.redirect_chain[-1][0] == f"{LIST}version/nouvelle/"
    assert "le comité de suivi est prévenu" in proposed.text
    assert "c’est lui que l’on signe désormais" in adopted
    assert "adopter/" not in proposed.text, "the team that prepares does not adopt"
    assert "Adopter la charte" in asked
    assert "1 association signataire" in shown
    assert "Cochez cette case" in unsure
    assert f"en son nom : {person.full_name}" in adopted.replace("\u202f", " ")
    assert "Adoptée par le comité de suivi le 1er novembre 2026" in Client().get("/charte/").text
    version = CharterVersion.objects.in_force()
    assert version
    assert (version.version, version.adopted_by, version.adopted_on) == ("nouvelle", person, DECIDED)


def test_what_another_window_wrote_stands_beside_what_is_typed() -> None:
    preparation = a_preparation()
    browser, page = team_browser(a_team_member()), f"{LIST}preparation/{preparation.pk}/"
    typed = another_text("mienne", words="Nous gardons la porte ouverte ensemble")

    beside = browser.post(page, {"source": typed, "revision": "0"}).text
    both = browser.post(page, {"source": typed, "revision": "0", "both": "1"})

    for words in ("version: nouvelle", "version: mienne"):
        assert words in beside
        assert words in str(both.context["form"]["source"].value())
    preparation.refresh_from_db()
    assert "mienne" not in preparation.source


def test_a_preparation_that_is_gone_is_not_written_in_the_one_that_came_after_it() -> None:
    by, gone = a_national(), a_preparation()
    preparing.discard(gone, by=by)
    after = a_preparation(by=by)

    with pytest.raises(ActionRefused, match="entre-temps"):
        preparing.write_text(gone, by=by, source=another_text("autre"), revision=after.revision)

    after.refresh_from_db()
    assert "version: autre" not in after.source
    browser = team_browser(by.person)
    assert browser.get(f"{LIST}preparation/{gone.pk}/").status_code == 404
    assert browser.get(f"{LIST}preparation/{after.pk}/").status_code == 200


def test_a_text_that_does_not_read_stays_typed_beside_its_line() -> None:
    team, preparation = team_browser(a_team_member()), a_preparation()
    typed = another_text().replace("## 2.", "### 2.")

    answer = team.post(f"{LIST}preparation/{preparation.pk}/", {"source": typed, "revision": "1"}).text

    assert "Ligne" in answer
    assert "### 2." in answer


def test_a_correction_of_typography_asks_nobody_to_sign_again() -> None:
    signature = a_published_signature()
    text = another_text(words="Nous gardons l’œil OUVERT ensemble,")

    proposal = a_proposal(text)
    assert queries.compared(proposal)["invited"] == 0
    version = an_adoption(proposal)
    invited()

    assert version.corrects == signature.charter_version
    assert asked_of(signature.organisation) is None
    assert not Message.objects.filter(kind="version.invited").exists()
    with pytest.raises(ActionRefused, match="déjà signé"):
        require_first(signature.organisation, version)


def test_a_correction_of_a_correction_is_still_the_first_text() -> None:
    signature = a_published_signature()
    an_adoption(a_proposal(another_text("un", words="Nous gardons l’œil OUVERT ensemble,")))

    version = an_adoption(a_proposal(another_text("deux", words="Nous gardons l’ŒIL ouvert ensemble")))

    assert version.corrects == signature.charter_version


@pytest.mark.django_db(transaction=True)
def test_the_committee_is_not_asked_about_what_was_taken_back() -> None:
    a_colleague(Role.Kind.COMMITTEE)
    preparing.take_back(a_proposal(), by=member(a_team_member()))

    deliver_due()

    assert Message.objects.get(kind="version.proposed").state == Message.State.CANCELLED


def test_a_text_in_preparation_is_thrown_away_from_its_page_by_its_button_alone() -> None:
    browser, preparation = team_browser(a_team_member()), a_preparation()
    page = f"{LIST}preparation/{preparation.pk}/"

    asked = browser.get(f"{page}supprimer/")
    assert asked.status_code == 200
    assert Preparation.objects.get() == preparation
    answer = browser.post(f"{page}supprimer/", follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "Le texte en préparation est supprimé." in answer.text
    assert not Preparation.objects.exists()
    assert {browser.get(f"{page}{name}").status_code for name in ("", "proposer/", "supprimer/")} == {404}


def test_a_text_is_prepared_once_there_is_one_in_force() -> None:
    browser = team_browser(a_team_member())

    answer = browser.post(f"{LIST}preparer/", follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "il n’y a rien à reprendre" in answer.text
    assert not Preparation.objects.exists()


def test_what_was_written_meanwhile_sends_back_to_the_page_that_proposes() -> None:
    browser, preparation = team_browser(a_team_member()), a_preparation()
    page = f"{LIST}preparation/{preparation.pk}/proposer/"

    answer = browser.post(page, {"revision": "0"}, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert "relisez-le" in answer.text
    assert Preparation.objects.get() == preparation


def test_what_was_thrown_away_is_neither_written_proposed_nor_thrown_away() -> None:
    by, preparation = a_national(), a_preparation()
    gone = Preparation.objects.get(pk=preparation.pk)
    preparing.discard(preparation, by=by)

    for act in (
        lambda: preparing.write_text(gone, by=by, source=another_text(), revision=1),
        lambda: preparing.propose(gone, by=by, revision=1),
        lambda: preparing.discard(gone, by=by),
    ):
        with pytest.raises(ActionRefused, match="supprimé entre-temps"):
            act()
    assert CharterVersion.objects.count() == 1


def test_nobody_but_the_national_team_writes_proposes_throws_away_or_takes_back() -> None:
    preparation, committee = a_preparation(), a_committee()

    for act in (
        lambda: preparing.write_text(preparation, by=committee, source=another_text(), revision=1),
        lambda: preparing.propose(preparation, by=committee, revision=1),
        lambda: preparing.discard(preparation, by=committee),
    ):
        with pytest.raises(ActionRefused, match="nationale"):
            act()
    assert Preparation.objects.get() == preparation
    version = preparing.propose(preparation, by=a_national(), revision=1)
    with pytest.raises(ActionRefused, match="nationale"):
        preparing.take_back(version, by=committee)
    assert CharterVersion.objects.filter(pk=version.pk).exists()


def test_a_proposal_is_taken_back_from_its_page_and_one_in_force_is_not() -> None:
    browser, version = team_browser(a_team_member()), a_proposal()

    answer = browser.post(f"{LIST}version/{version.version}/retirer/", follow=True)

    assert "La proposition est retirée." in answer.text
    assert not CharterVersion.objects.filter(pk=version.pk).exists()
    answer = browser.post(f"{LIST}version/{a_charter().version}/retirer/", follow=True)
    assert "elle ne se retire plus" in answer.text


def test_versions_are_told_apart_by_what_became_of_them() -> None:
    a_published_signature()
    former = a_charter()
    today = an_adoption()
    proposed = a_proposal(another_text("ensuite", words="Nous gardons la porte ouverte ensemble"))

    found = queries.versions(a_national())

    assert (found["in_force"], found["proposed"], found["former"]) == (today, [proposed], [former])
    assert queries.compared(proposed)["invited"] == 1
