"""« Faire le point »: from what the platform knows of the year to the receipt, alone or two at once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect
from pypdf import PdfReader

from evaluations.self_evaluations.models import LookBack, LookBackAnswer
from signatories.organisations.actors import Contact
from tests.constraints import changed
from tests.engagements.needs.scenes import a_need
from tests.evaluations.self_evaluations.scenes import a_reader, a_signatory, the_campaign
from tests.factories import a_qpv
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor, sit_down
from tests.signin import browser_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TYPED = 5_000  # milliseconds: what is typed is saved after one and a half


def a_year_to_tell() -> Contact:
    """An association that noted a need this year, and a campaign that is open."""
    contact = a_signatory()
    contact.organisation.qpvs.add(a_qpv())
    a_need(by=contact)
    today = timezone.localdate()
    changed(the_campaign(), starts_on=today - timedelta(days=100), ends_on=today + timedelta(days=100))
    a_reader()
    return contact


def arrived(visit: Visit, contact: Contact, *, width: int, scripts: bool) -> Visitor:
    visitor = Visitor(visit("/", width=width, scripts=scripts))
    sit_down(visitor.page, browser_of(contact.person))
    return visitor


@pytest.mark.parametrize(
    ("width", "scripts"), [(320, False), (1280, True)], ids=["phone without scripts", "screen with scripts"]
)
def test_fifteen_minutes_from_what_is_known_of_the_year_to_the_receipt(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    contact = a_year_to_tell()
    here = f"/espace/{contact.organisation.slug}/faire-le-point/"
    visitor = arrived(visit, contact, width=width, scripts=scripts)

    # Given the year that is there already
    visitor.go(here).sees("Pas encore partagé").follow("Commencer").sees(
        "Ce que la plateforme a gardé de votre année"
    )

    # When she answers one question a screen, passes others, and says what comes next
    visitor.tick("Nous en parlons avec").fill("Un exemple", "Un tour de quartier (exemple)").tick(
        "Vous pouvez citer"
    )
    visitor.press("Enregistrer et continuer")
    while "/question/" in visitor.page.url:
        if "clientelisme" in visitor.page.url:
            visitor.sees("Une seule personne vous lira").fill("Un exemple", "Un appel d’élu (exemple)")
        visitor.press("Enregistrer et continuer")
    visitor.tick("Nous venons").press("Enregistrer et relire").sees("Un tour de quartier (exemple)")
    visitor.press("Partager").sees("Un reçu vous attend", "Ce que nous avons partagé")

    # Then the receipt says it, but for what is confided
    receipt = visitor.page.request.get(f"{live_server_address}{here}notre-point.pdf").body()
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(receipt)).pages)
    assert "Un tour de quartier (exemple)" in text
    assert "Un appel d’élu" not in text
    assert LookBack.objects.get().answers.get(question__slug="veille").quotable


def test_what_one_writes_is_saved_by_itself_and_two_who_write_see_both(
    visit: Visit, live_server_address: str
) -> None:
    contact = a_year_to_tell()
    screen = f"/espace/{contact.organisation.slug}/faire-le-point/question/veille/"
    first, second = (arrived(visit, contact, width=width, scripts=True).go(screen) for width in (320, 1280))
    state = first.page.locator("#autosave")

    # Given words that are typed, and not sent
    field = first.field("Un exemple")
    field.press_sequentially("Un tour")
    expect(state).to_have_text("Enregistré.", timeout=TYPED)
    field.press_sequentially(" de quartier")
    expect(state).to_have_text("Enregistré.", timeout=TYPED)
    assert LookBackAnswer.objects.get().text == "Un tour de quartier"
    first.looks()

    # When somebody else writes upon what she had read before
    second.field("Un exemple").press_sequentially("Une fête")
    expect(second.page.locator("#autosave")).to_contain_text("Rien n’est perdu", timeout=TYPED)
    assert LookBackAnswer.objects.get().text == "Un tour de quartier"

    # Then both are shown, and put together
    second.press("Enregistrer et continuer").sees("Deux textes", "Un tour de quartier", "Une fête")
    second.press("Réunir les deux").press("Enregistrer et continuer")
    assert LookBackAnswer.objects.get().text == "Un tour de quartier\n\nUne fête"

    # And without a connection the words stay on the screen, and it is said
    first.page.context.set_offline(True)
    field.press_sequentially(", ensemble")
    expect(state).to_contain_text("la connexion manque", timeout=TYPED)
    first.page.context.set_offline(False)


def test_the_button_waits_for_what_is_on_its_way(visit: Visit, live_server_address: str) -> None:
    contact = a_year_to_tell()
    visitor = arrived(visit, contact, width=320, scripts=True)
    visitor.go(f"/espace/{contact.organisation.slug}/faire-le-point/question/veille/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/question/veille/", hold, times=1)

    visitor.field("Un exemple").press_sequentially("Un tour")
    expect(visitor.page.locator("#autosave")).to_have_text("Enregistrement…", timeout=TYPED)
    visitor.field("Un exemple").press_sequentially(" de quartier")
    visitor.page.get_by_role("button", name="Enregistrer et continuer").click()
    assert LookBackAnswer.objects.count() == 0
    held.pop().continue_()
    visitor.is_at("/question/debat/").does_not_see("Deux textes")
    assert LookBackAnswer.objects.get().text == "Un tour de quartier"
