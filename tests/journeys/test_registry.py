"""The national registry saves typing while one signs, asks « Est-ce vous ? » after, and helps the federation."""

from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from qpv_charter.toolkit.templatetags.toolkit import day
from signatories.organisations.models import Organisation
from signatories.registry import demo
from tests.factories import a_charter, a_commune, a_qpv
from tests.journeys.browser import small_targets
from tests.journeys.conftest import Visit
from tests.journeys.people import Signer, the_team

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
MOSSON = "Jardins de la Mosson (Exemple)"
FIRST = "/signer/association/"


@pytest.fixture(autouse=True)
def registry(live_server_address: str, tmp_path: Path) -> None:
    """A charter in force, two communes, and the invented registry of the demonstration."""
    a_charter()
    a_qpv(name="Mosson", code="QN03405M", commune=a_commune(name="Montpellier", code="34172"))
    a_qpv(name="Franc-Moisin", code="QN09331M")
    with override_settings(VAR_DIR=tmp_path):  # a lock of this test's own
        demo.load()


def asks(signer: Signer, text: str, *, scripts: bool) -> None:
    """Type a name; with scripts what answers comes by itself, without them a button asks for it."""
    signer.field("Nom de l’association ou du collectif").press_sequentially(text)
    if not scripts:
        signer.press("Retrouver mon association")
    signer.sees("Est-ce l’une de ces associations", "répertoire national").looks()
    assert small_targets(signer.page) == []


@both
def test_three_letters_and_the_keyboard_fill_name_and_commune(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given somebody on a phone who types three letters of their association's name
    signer = Signer(visit(FIRST, width=320, scripts=scripts), name=MOSSON).looks()
    asks(signer, "jar", scripts=scripts)
    signer.sees("(JDLM)", "34080 Montpellier · créée en 2009", "Jardins des Six Chênes")

    # When the next key of the keyboard reaches the first one, and takes it
    signer.page.keyboard.press("Tab")
    expect(signer.page.get_by_role("button", name=MOSSON)).to_be_focused()
    signer.page.keyboard.press("Enter")

    # Then its name and commune are filled, and the focus is on where they come from
    signer.holds("Nom de l’association ou du collectif", MOSSON).holds("Commune", "Montpellier (34)").looks()
    expect(signer.page.locator(":focus")).to_contain_text("Reprise du répertoire national des associations")
    expect(signer.page.locator(":focus")).to_contain_text("RNA W009999001")
    assert small_targets(signer.page) == []

    # When they correct the name, nothing else is offered, and what is checked and signed is what they wrote
    signer.fill("Nom de l’association ou du collectif", "Jardins de la Mosson").press("Continuer")
    signer.gives_neighbourhoods("Mosson").gives_person().says_who_decided().agrees()
    signer.sees("Jardins de la Mosson", "Montpellier (34)", "RNA W009999001").does_not_see("(Exemple)")
    signer.types_code(signer.asks_code()).sees("C’est signé, merci")
    signed = Organisation.objects.get()
    assert (signed.name, signed.rna) == ("Jardins de la Mosson", "W009999001")
    assert signed.address == "12 rue des Cerises"

    # Then the federation reads whose number it is
    team = the_team(visit("/")).go("/animation/signatures/").follow("Jardins de la Mosson")
    team.sees("Le numéro W009999001 est celui de", MOSSON, "12 rue des Cerises, 34080 Montpellier")


@both
def test_a_click_takes_one_and_another_gives_it_back(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given somebody at a desk who picks the association of the line below
    signer = Signer(visit(FIRST, scripts=scripts), name=MOSSON)
    asks(signer, "jar", scripts=scripts)
    signer.page.get_by_role("button", name="Les Jardiniers du Fort").click()
    signer.sees("RNA W009999022").holds("Commune", "Saint-Denis (93)")

    # When they say that it is not theirs, they may choose again at once
    signer.press("Ce n’est pas nous").does_not_see("W009999022")
    expect(signer.field("Nom de l’association ou du collectif")).to_be_focused()
    signer.fill("Nom de l’association ou du collectif", "")
    asks(signer, "mosson jardins", scripts=scripts)
    signer.page.get_by_role("button", name=MOSSON).click()

    # Then the right one is there, and stays there when they come back to this screen
    signer.holds("Commune", "Montpellier (34)").press("Continuer").follow("Retour")
    signer.sees("RNA W009999001").holds("Nom de l’association ou du collectif", MOSSON)


@both
def test_who_picks_nothing_goes_on_by_hand(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given somebody whose association is not among those offered
    signer = Signer(visit(FIRST, width=320, scripts=scripts), name="Jardiniers d’à côté")
    asks(signer, "jard", scripts=scripts)

    # When they go on typing, even with Enter
    signer.fill("Nom de l’association ou du collectif", signer.name).fill("Commune", "Saint-Denis (93)")
    signer.field("Nom de l’association ou du collectif").press("Enter")

    # Then they are on the next screen, and no number is noted
    signer.is_at("/quartiers/").gives_neighbourhoods().gives_person().says_who_decided().agrees()
    signer.sees("Jardiniers d’à côté").does_not_see("RNA")


@both
def test_is_this_you_is_asked_after_signing(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given an association that signed by hand, and that the federation finds in the registry
    signer = Signer(visit(FIRST, width=320, scripts=scripts), name="Les jardiniers du fort")
    signer.signs().sees("C’est signé, merci")
    team = the_team(visit("/")).go("/animation/signatures/").follow(signer.name)
    team.sees("Aucun numéro n’est noté, mais ce nom y figure", "Les Jardiniers du Fort (Exemple)", "W009999022")

    # When its space asks whether it is this one, and its contact person says yes
    signer.follow("Ouvrir notre espace").sees("Est-ce vous", "RNA W009999022", "créée en 2012")
    signer.sees("Non, ce n’est pas nous", "11 rue du Sécateur, 93200 Saint-Denis")
    assert small_targets(signer.page) == []
    signer.page.get_by_role("button", name="Oui, c’est nous").click()

    # Then number and address are there, with where and when they come from, and nothing more is asked
    today = day(timezone.localdate())
    signer.looks().sees("C’est repris du répertoire").does_not_see("Est-ce vous")
    signer.sees(f"RNA W009999022, repris du répertoire national le {today}")
    signer.sees(f"11 rue du Sécateur, reprise du répertoire national le {today}")
    signer.follow("Numéros officiels").holds("Numéro RNA", "W009999022").sees(f"(RNA) le {today}")

    # And what they correct is theirs
    signer.page.go_back()
    signer.follow("Adresse du siège").fill("Adresse", "1 rue du Fort").press("Enregistrer")
    signer.sees("repris du répertoire national").does_not_see("reprise du répertoire national")
    team.page.reload()
    team.looks().sees("Le numéro W009999022 est celui de", f"(repris du RNA le {today})")


@both
def test_none_of_them_is_an_answer_too(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    signer = Signer(visit(FIRST, scripts=scripts), name="Les jardiniers du fort").signs()

    signer.follow("Ouvrir notre espace").press("Non, ce n’est pas nous")

    signer.sees("C’est noté").does_not_see("Est-ce vous", "W009999022")
    assert Organisation.objects.get().rna is None
