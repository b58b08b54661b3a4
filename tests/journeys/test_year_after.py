"""What the year leaves behind: answers written on paper, a decision that returns, a report that is corrected."""

import re
from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from evaluations.campaigns.actions import close, prepare
from evaluations.reports.tasks import print_reports
from evaluations.self_evaluations.models import LookBack
from tests.evaluations.campaigns.scenes import YEAR
from tests.evaluations.meetings.scenes import a_meeting, host, minuted
from tests.evaluations.reports.scenes import a_quotable_answer
from tests.evaluations.self_evaluations.scenes import a_national, a_signatory, the_campaign
from tests.journeys.conftest import Visit
from tests.journeys.people import Neighbour, signed_in, the_team

HINDERED, THEME = "Aucune salle libre le soir (exemple).", "Pas de salle le soir (exemple)"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def read(page: Neighbour, address: str) -> str:
    """The words of a PDF, as whoever is signed in there receives it."""
    body = page.page.request.get(address).body()
    return " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(body)).pages)


def test_answers_on_paper_are_noted_by_the_team_and_read_by_their_association(
    visit: Visit, live_server_address: str
) -> None:
    the_campaign()
    contact = a_signatory("Les Amis du mail (exemple)")
    here = f"/espace/{contact.organisation.slug}/faire-le-point/"
    hers = signed_in(visit("/", width=320, scripts=False), contact.person)

    # Given questions to answer with a pen, without the one that is confided
    on_paper = read(hers, f"{live_server_address}{here}sur-papier.pdf")
    assert "Comment voyons-nous les besoins" in on_paper
    assert "Restons-nous libres" not in on_paper

    # When the team enters the sheet that it received
    team = the_team(visit("/"), member=a_national().person)
    team.go(f"/animation/faire-le-point/noter/{contact.organisation.slug}/").does_not_see("Restons-nous libres")
    team.tick("Sur papier").tick("Nous en parlons avec une ou deux").fill("Un point à mettre", "L’été (exemple)")
    team.press("Enregistrer").sees("C’est noté pour Les Amis du mail", "sur papier")

    # Then the association finds it, as if it had shared it itself
    assert LookBack.objects.shared().get().how == "paper"
    hers.go(here).sees("Ce que nous avons partagé")
    assert "L’été (exemple)" in read(hers, f"{live_server_address}{here}notre-point.pdf")


def test_a_decision_that_was_put_off_returns_the_year_after(visit: Visit, live_server_address: str) -> None:
    # Given what an association took on at last year's meeting
    last = minuted(days=90)
    contact, decided = host(last), "Ouvrir le local le soir (exemple)"
    hers = signed_in(visit("/", width=320, scripts=False), contact.person)

    # When she looks back on the year, she is asked about it, and puts it off
    end = f"/espace/{contact.organisation.slug}/faire-le-point/pour-finir/"
    hers.go(end).sees("Ce que nous avions décidé ensemble")
    hers.page.get_by_role("link", name=re.compile("dire où l’on en est")).click()
    hers.looks().tick("Plus tard")
    hers.field("Si vous reportez").select_option(index=3)
    hers.press("Enregistrer").sees(decided, "Prévu d’abord pour")
    hers.go(end).sees(decided)

    # Then the next meeting opens on it, for anybody
    campaign = prepare(by=a_national(), year=YEAR + 1)
    anybody = Neighbour(visit(a_meeting(by=contact, campaign=campaign).get_absolute_url()))
    anybody.looks().sees("D’abord, ce qui avait été décidé", decided, "Reporté")


def test_a_report_is_corrected_by_an_edition_beside_the_first(visit: Visit, live_server_address: str) -> None:
    # Given a year that six associations told, a theme that five of them bear, and a report with a fault
    for _ in range(6):
        a_quotable_answer(text=HINDERED)
    close(the_campaign(), by=a_national())
    freezing, here = f"/animation/campagnes/{YEAR}/rapport/", f"/rapports/{YEAR}/"
    team = the_team(visit("/", width=320, scripts=False), member=a_national().person)
    team.go("/animation/difficultes/?q=salle").sees(HINDERED)
    for box in team.page.get_by_label(HINDERED).all()[:5]:
        box.check()
    team.fill("Thème", THEME).press("Ranger sous ce thème").sees(f"C’est rangé sous «\u202f{THEME}\u202f».")
    team.go(freezing).fill("Ce que la fédération retient", "Une anné de rencontres (exemple).")
    team.press("Figer le rapport").sees("L’édition 1 du rapport")

    # When the team freezes it again without the fault
    team.go(freezing).fill("Ce que la fédération retient", "Une année de rencontres (exemple).")
    team.press("Figer le rapport").sees("L’édition 2 du rapport")

    # Then anybody reads the second, the first stays beside it, and each has its PDF and its digest
    anybody = Neighbour(visit(here, width=320, scripts=False))
    anybody.looks().sees("Une année de rencontres", "édition 2, celle-ci", THEME).does_not_see("Une anné de")
    anybody.follow("édition 1").sees("Une anné de rencontres")
    print_reports.func()
    for number, words in ((1, "Une anné de"), (2, "Une année de")):
        edition = f"{here}edition-{number}/"
        frozen = anybody.page.request.get(f"{live_server_address}{edition}rapport.json").body()
        anybody.go(edition).sees(sha256(frozen).hexdigest())
        for file in ("rapport", "plaquette"):
            assert words in read(anybody, f"{live_server_address}{edition}{file}.pdf")
