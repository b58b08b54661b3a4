"""An association signs: on a phone, in several goes, without papers; and nothing typed is lost."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from signatories.signatures.models import Signature
from signatories.signing.models import SigningDraft
from signatories.signing.tasks import remind_decisions
from tests.factories import a_charter, a_commune, a_qpv, a_team_member
from tests.journeys.browser import open_page
from tests.journeys.conftest import Visit
from tests.journeys.people import SAINT_DENIS, Signer, Visitor, code_in, last_mail, links_in, the_team
from tests.processes import a_server

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
NAME = "Les Jardins du Moulin (exemple)"


@pytest.fixture(autouse=True)
def saint_denis(live_server_address: str) -> None:
    """A charter in force, two communes of one name, and two neighbourhoods in one of them."""
    a_charter()
    a_commune(name="Saint-Denis", code="97411")
    a_qpv(name="Franc-Moisin", code="QN09331M")
    a_qpv(name="Sémard", code="QN09332M")


@both
def test_a_small_association_signs_from_a_phone(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given the federation, and somebody who arrives on the home page
    federation = a_team_member()
    signer = Signer(visit("/", width=320, scripts=scripts), name=NAME).looks()

    # When they go through the five screens
    signer.follow("Signer la charte").follow("Commencer")
    signer.fill("Nom de l’association ou du collectif", NAME).fill("Commune", "saint denis")
    if not scripts:  # the page lists the communes once sent; with scripts, while one types
        signer.press("Continuer").sees("Choisissez votre commune dans la liste.")
    signer.tick("Saint-Denis, Département 93 (93)").looks().press("Continuer")
    signer.sees("Voici les quartiers prioritaires (QPV) de Saint-Denis").gives_neighbourhoods("Franc-Moisin")
    signer.gives_person().says_who_decided()
    signer.sees("Entre nous").agrees()
    signer.sees(NAME, "Saint-Denis (93)", "Franc-Moisin", "Aminata Diallo, présidente", "Non publié")
    signer.types_code(signer.asks_code())

    # Then it is signed, said by mail to both, and their space tells what would help
    signer.sees("C’est signé, merci", NAME)
    assert f"«\u202f{NAME}\u202f» a signé la charte" in last_mail(signer.email, kind="signing.thanks").text
    assert "Franc-Moisin" in last_mail(federation.email).text
    signer.follow("Ouvrir notre espace").sees(NAME, "Ce qui aiderait", "deuxième personne")
    assert Signature.objects.get().organisation.name == NAME


@both
def test_a_board_decides_and_the_signing_goes_on_a_month_later(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a signer whose board meets in three weeks
    meeting = timezone.localdate() + timedelta(days=21)
    signer = Signer(visit("/signer/association/", width=320, scripts=scripts), name=NAME)
    signer.gives_association().gives_neighbourhoods("Sémard").gives_person()
    signer.tick("Pas encore").looks().fill("Date de votre prochaine réunion", meeting.isoformat())

    # When they stop there and take the kit
    signer.press("Continuer").sees("Prenez le temps d’en parler")
    kit_address = signer.page.get_by_role("link", name="Télécharger le dossier (PDF)").get_attribute("href")
    kit = PdfReader(io.BytesIO(signer.page.request.get(str(kit_address)).body()))
    words = "".join("".join(sheet.extract_text() for sheet in kit.pages).split())

    # Then the kit is two pages that lead back to this very signing
    draft = SigningDraft.objects.get()
    resume = links_in_kit(kit)
    assert len(kit.pages) == 2
    assert "".join(NAME.split()) in words
    assert "Modèlededécision" in words

    # When the meeting is over, once and gently they are written to
    SigningDraft.objects.update(decision_expected_on=timezone.localdate() - timedelta(days=9))
    remind_decisions.call()
    remind_decisions.call()
    reminder = last_mail(signer.email, kind="signing.decision_reminder")
    assert links_in(reminder)[0] == resume
    assert "ce n’est pas grave" in reminder.text

    # Then the paper's address, on another phone, asks for a mailed code and opens what was answered
    later = Signer(visit(resume, width=320, scripts=scripts), name=NAME).looks()
    later.does_not_see(NAME).press("Recevoir mon code")
    later.fill("Votre code", code_in(last_mail(signer.email, kind="signing.resume_code"))).press("Continuer")
    later.is_at("/decision/").says_who_decided("Le bureau").agrees()
    later.sees(NAME, "Sémard", "Le bureau").press("Confirmer et signer").sees("C’est signé, merci")
    draft.refresh_from_db()
    assert draft.signature is not None
    assert not draft.data


def links_in_kit(kit: PdfReader) -> str:
    """The address behind the links of the second page: the one its QR code holds."""
    notes = [note.get_object() for note in kit.pages[1]["/Annots"]]  # type: ignore[attr-defined]  # an array of a PDF
    (address,) = {str(note["/A"]["/URI"]) for note in notes}
    return address


@both
def test_a_collective_signs_without_any_number(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a collective whose commune and neighbourhood are on no list
    team = the_team(visit("/"))
    collective = Signer(visit("/signer/association/", width=320, scripts=scripts), name="Collectif Là-Haut")

    # When it types them by hand
    collective.gives_association(commune="Trifouilly-les-Oies", kind="Collectif sans existence légale")
    collective.sees("Nous ne trouvons pas cette commune").holds(
        "Nom de l’association ou du collectif", "Collectif Là-Haut"
    )
    collective.tick("Ma commune n’est pas dans la liste").press("Continuer")
    collective.opens("Un autre quartier").fill("Un quartier absent de la liste", "Les Hauts du lac")
    collective.press("Continuer").gives_person().says_who_decided("Le collectif, réuni").agrees()
    collective.sees("Trifouilly-les-Oies (absente de la liste)", "Les Hauts du lac")
    collective.types_code(collective.asks_code()).sees("C’est signé, merci")

    # Then the federation reads both in its queue, and finds where they are
    team.go("/animation/signatures/").sees("Commune hors de la liste officielle", "Trifouilly-les-Oies")
    team.follow("Collectif Là-Haut").sees("Les Hauts du lac", "Collectif sans existence légale")
    team.follow("Choisir la commune et les quartiers officiels").fill("Commune du siège", "Saint-Denis (93)")
    team.press("Enregistrer").sees("Franc-Moisin")


@both
def test_nothing_typed_is_lost(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a signer who makes a mistake
    signer = Signer(visit("/signer/association/", width=320, scripts=scripts), name=NAME)
    signer.gives_association(commune="").sees("Un point à corriger").holds(
        "Nom de l’association ou du collectif", NAME
    )
    signer.gives_association().gives_neighbourhoods("Franc-Moisin").gives_person().says_who_decided()

    # When they go back with the browser's own button, answers are there
    signer.page.go_back()
    signer.looks().holds("Prénom", "Aminata").holds("Adresse e-mail", signer.email)
    signer.press("Continuer").is_at("/charte/")

    # And when two tabs change the same signing, the last one to speak is heard
    tab = Signer(signer.page.context.new_page(), name=NAME)
    tab.go(signer.page.url.replace("/charte/", "/association/")).fill(
        "Nom de l’association ou du collectif", f"{NAME} bis"
    )
    tab.press("Continuer").is_at("/quartiers/")
    signer.agrees().sees(f"{NAME} bis", "Franc-Moisin")

    # And when they confirm twice in one go, there is one signature
    signer.fill("Votre code", signer.asks_code())
    signer.page.get_by_role("button", name="Confirmer et signer").dblclick()
    signer.sees("C’est signé, merci").looks()
    assert Signature.objects.get().organisation.name == f"{NAME} bis"


@both
def test_back_after_an_error_shows_what_was_typed(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a signer whose first two tries were refused
    signer = Signer(visit("/signer/association/", width=320, scripts=scripts), name=NAME)
    signer.gives_association(commune="").sees("Un point à corriger")
    signer.gives_association().press("Continuer").sees("Cochez au moins une réponse")
    signer.gives_neighbourhoods("Franc-Moisin").is_at("/vous/")

    # When they go back, each page is there, as it was refused and as it was typed
    signer.page.go_back()
    signer.sees("Cochez au moins une réponse").is_at("/quartiers/")
    signer.page.go_back()
    signer.page.go_back()
    signer.sees("Un point à corriger").holds("Nom", NAME)

    # Then they go on with the same signing
    signer.fill("Commune", SAINT_DENIS).press("Continuer").is_at("/quartiers/")
    assert SigningDraft.objects.count() == 1


@both
def test_cookies_lost_in_the_middle_lose_nothing(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a screen filled in, whose cookies are lost before it is sent
    signer = Signer(visit("/signer/association/", width=320, scripts=scripts), name=NAME)
    signer.gives_association().gives_neighbourhoods().gives_person().tick("Le bureau")
    signer.page.context.clear_cookies()

    # When it is sent, the page says so and keeps what was typed
    signer.press("Continuer").sees("Ce que vous avez écrit est gardé")

    # Then one press sends it again, and the signing goes on
    signer.press("Envoyer à nouveau").is_at("/charte/")
    signer.agrees().sees("Aminata Diallo, présidente", "Le bureau")


def test_a_server_killed_between_two_screens_loses_nothing(browser: Browser) -> None:
    # Given a signer whose third screen is filled in
    with a_server() as (address, kill):
        page = open_page(browser, address, width=320, dark=False, scripts=False)
        signer = Signer(page, name=NAME).go("/signer/association/")
        signer.gives_association().gives_neighbourhoods("Franc-Moisin").gives_person().tick("Le bureau")
        kill()

    # When another server has taken its place
    with a_server(at=address):
        signer.press("Continuer").is_at("/charte/")

        # Then everything is there, and it goes on
        signer.agrees().sees(NAME, "Franc-Moisin", "Aminata Diallo, présidente", "Le bureau")
        signer.types_code(signer.asks_code()).sees("C’est signé, merci")
        page.context.close()


@both
def test_a_mail_scanner_opens_the_link_and_only_the_button_confirms(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a signer who closed the page and asked for nothing but the mail
    signer = Signer(visit("/signer/association/", width=320, scripts=scripts), name=NAME).walks_to_check()
    signer.asks_code()
    link = links_in(last_mail(signer.email, kind="signing.confirm"))[0]

    # When a scanner opens the link, nothing is signed
    scanner = Visitor(visit(link, scripts=False)).looks()
    assert not Signature.objects.exists()

    # When the person presses its button, it is signed and they are signed in
    reader = Visitor(visit(link, width=320, scripts=scripts)).looks()
    reader.sees(NAME).press("Confirmer et signer").sees("C’est signé, merci")
    reader.follow("Ouvrir notre espace").sees("Ce qui aiderait")

    # Then a later click shows the same page, changes nothing, and signs nobody in
    scanner.press("Confirmer et signer").sees("C’est signé, merci")
    scanner.go(link).sees("C’est signé, merci", NAME)
    assert Signature.objects.count() == 1
    expect(scanner.go("/espace/").page.get_by_role("heading", level=1)).to_have_text("Se connecter")
