"""A messy list, from its file to the public and to its associations, by somebody who knows office software."""

import re

import pytest
from playwright.sync_api import FilePayload

from signatories.outbox.models import Message
from signatories.taking_up.models import ListImport
from signatories.taking_up.tasks import enter_lines, publish_lines, tell_associations
from tests.factories import a_charter, a_commune, a_qpv
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor, the_team
from tests.signatories.taking_up.messy import MESSY, as_xlsx

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def answer_all(visitor: Visitor) -> None:
    """The first answer to each question of the page."""
    for question in visitor.page.locator("form fieldset").all():
        question.locator("input[type=radio]").first.check()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_messy_list_is_taken_up_in_one_sitting(visit: Visit, live_server_address: str, width: int) -> None:
    # Given a list as people make them, and somebody of the team
    a_charter()
    a_qpv()
    a_commune(name="Bourg-en-Bresse", code="01053")
    team = the_team(visit("/", width=width))

    # When she sends it, and looks at what was guessed
    team.go("/animation/reprises/").sees("Aucune liste pour l’instant")
    file: FilePayload = {
        "name": "liste 2022.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": as_xlsx(MESSY, others=["Budget"]),
    }
    team.page.get_by_label("Le fichier").set_input_files([file])
    team.page.locator("input[name=charter_version]").first.check()
    team.press("Lire ce fichier").sees("Que contient chaque colonne")
    team.holds("Association", "name").press("Continuer").sees("Les valeurs à décider", "contact", "2 lignes")

    # And settles what is asked, group by group, then line by line
    while team.page.get_by_role("heading", name="Les valeurs à décider").count():
        answer_all(team)
        team.press("Enregistrer et continuer")
    team.sees("Les lignes à éclaircir", "LES AMIS DU MAIL")
    team.page.get_by_label("La laisser de côté").check()
    team.press("Enregistrer et continuer").sees("Où en est cette liste")

    # Then her list is entered, and nothing is public
    team.press("Intégrer 7 lignes").sees("L’intégration est en cours")
    taken = ListImport.objects.get()
    enter_lines.call(str(taken.pk))
    Visitor(visit("/signataires/", width=width)).looks().does_not_see("Régie des Vennes")

    # And public once she says so, and written to once she says so
    assert taken.received_by
    team.go(f"/animation/reprises/{taken.pk}/").press("Publier 7 signatures")
    publish_lines.call(str(taken.pk), by=taken.received_by.pk)
    assert not Message.objects.exists()
    Visitor(visit("/signataires/", width=width)).looks().sees("Régie des Vennes")
    team.go(f"/animation/reprises/{taken.pk}/").press("Écrire à 7 associations")
    tell_associations.call(str(taken.pk))
    mail = Message.objects.get(to="landy@example.org")
    link = re.findall(r"http://\S+", mail.text)[0]
    Visitor(visit(link, width=width)).looks().sees("Collectif du Landy")

    # And the same file again asks nothing again
    team.go("/animation/reprises/")
    team.page.get_by_label("Le fichier").set_input_files([file])
    team.page.locator("input[name=charter_version]").first.check()
    team.press("Lire ce fichier").sees("a déjà été envoyé", "Les associations intégrées")
    team.follow("Annuler toute cette reprise").sees("0 signature")
