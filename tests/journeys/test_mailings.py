"""Writing to many: from a filter of the list to what became of each mail, stopped on the way and resumed."""

import pytest

from signatories.mailings.models import Mailing
from signatories.mailings.tasks import write_messages
from signatories.outbox.delivery import deliver_due
from tests.factories import a_paper_signature, a_team_member
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import last_mail, the_team
from tests.signatories.mailings.scenes import NORA, delivered, reading

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@screens
def test_a_message_goes_from_a_filter_to_its_readers_stopped_and_resumed(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given signatories, one person for two of them, and one that left only an address on paper
    reading(NORA, "Les Lilas (exemple)", "Le Mail (exemple)", first_name="Nora")
    reading("zoe@example.org", "La Régie (exemple)", first_name="Zoé")
    a_paper_signature(contact_email="papier@example.org")
    member = a_team_member()
    team = the_team(visit("/", width=width, scripts=scripts), member=member)

    # When she narrows the list, and looks at who it is before she writes
    team.go("/animation/associations/?etat=published").follow("Écrire à ces associations")
    team.sees("3 adresses", "pour 4 associations", NORA, "papier@example.org").press("Écrire le texte")
    team.fill("Objet", "Une réunion en mars").fill("Texte", "Bonjour {{ville}}, venez.")
    team.press("Enregistrer et voir l’aperçu").sees("ne se remplace par rien")
    team.holds("Texte", "Bonjour {{ville}}, venez.").fill("Texte", "Bonjour {{prénom}}, venez.")

    # Then she reads it as one of them, then as another, and sees who is held back
    team.press("Enregistrer et voir l’aperçu").sees(
        "Bonjour Nora, venez.", "Les Lilas (exemple)", "papier@example.org"
    )
    team.follow("Adresse suivante").sees("Bonjour Zoé, venez.").press("Envoyer à 2 adresses")
    team.sees("L’envoi est en cours", "Retenu")

    # And what she stops does not leave, until she resumes it
    mailing = Mailing.objects.get()
    write_messages.call(str(mailing.pk))
    team.press("Arrêter l’envoi").sees("L’envoi est arrêté")
    deliver_due()
    assert delivered() == []
    team.press("Reprendre l’envoi")
    write_messages.call(str(mailing.pk))
    assert delivered() == [NORA, "zoe@example.org"]
    assert "Les Lilas (exemple)" in last_mail(NORA, kind="mailings").text

    # And she finds each again, on the page of the message and on that of the association
    team.go(f"/animation/envois/{mailing.pk}/").sees("Envoyé")
    team.page.get_by_role("link", name="Voir les adresses : envoyé").click()
    team.looks().sees("2 adresses", NORA).go("/animation/envois/").sees("parti à 2 adresses sur 3")
    slug = mailing.recipients.get(address="zoe@example.org").organisations.get().slug
    team.go(f"/animation/associations/{slug}/").sees("Messages envoyés à plusieurs", "Une réunion en mars")
