"""« Je passe la main »: on one screen, until somebody comes."""

import pytest

from tests.factories import a_published_signature, a_user, an_organisation
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor, last_mail, links_in, signed_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live_server_address"),
]


@screens
def test_one_hands_over_stays_until_the_other_comes_and_leaves(
    visit: Visit,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given the only contact person of a signatory, who leaves
    contact = a_user(first_name="Aminata", last_name="Diallo")
    organisation = an_organisation(name="Les Voisins (exemple)", contact=contact)
    a_published_signature(organisation=organisation)
    leaver = signed_in(visit("/", width=width, scripts=scripts), contact)

    # When she hands over from the page of its people, and mistypes the address
    leaver.go(f"/espace/{organisation.slug}/personnes/").follow("Passer la main")
    leaver.sees("Ce qu’elle trouvera", "Votre attestation (PDF)").press("Passer la main")
    leaver.sees("Écrivez l’adresse de la personne qui prend la suite.")
    leaver.fill("Adresse e-mail", "idris@example.org").press("Passer la main")

    # Then she stays until somebody comes
    leaver.sees("Vous restez personne contact", "pour prendre la suite de Aminata Diallo")

    # When the other accepts, from the mail
    link = links_in(last_mail("idris@example.org", kind="organisations.handover"))[0]
    comer = Visitor(visit(link, width=width, scripts=scripts)).looks()
    comer.fill("Prénom", "Idris").fill("Nom", "Petit").fill("Rôle", "trésorier").press("Accepter l’invitation")

    # Then he finds the space as she left it, and she is told, and out
    comer.is_at(f"/espace/{organisation.slug}/").sees("Votre attestation (PDF)", "Idris Petit, trésorier")
    comer.go(f"/espace/{organisation.slug}/personnes/").does_not_see("Aminata")
    assert "Idris Petit a pris la suite" in last_mail(contact.email, kind="organisations.handed_over").text
    leaver.go("/espace/").does_not_see("Les Voisins (exemple)")
