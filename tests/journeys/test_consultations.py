"""Three associations say what they would file, read each other at one hour, answer together and print the page."""

import pytest

from engagements.consultations.models import Consultation
from tests.engagements.consultations.scenes import a_call, a_contact, in_days, moved_to
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import Neighbour, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@screens
def test_three_associations_speak_before_they_answer(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    contacts = [a_contact() for _ in range(3)]
    call = a_call(launched_by="La préfecture (exemple)")
    first, second, third = (signed_in(visit("/", width=width, scripts=scripts), each.person) for each in contacts)

    # Given a consultation that one of them opens from the page of a call
    first.go(call.get_absolute_url()).follow("Ouvrir une concertation")
    first.fill("Le jour où toutes les lignes s’ouvrent", in_days(10).isoformat()).fill("À quelle heure", "18:30")
    first.press("Ouvrir la concertation").sees("Toutes les lignes s’ouvrent ensemble", "Franc-Moisin")
    room = Consultation.objects.get()

    # When each writes a line, and reads only its own
    for visitor, line, audience in (
        (first, "nous cherchons des partenaires", "Les jeunes (exemple)"),
        (second, "nous rejoindrions", "Les familles (exemple)"),
        (third, "nous déposons seuls", "Les aînés (exemple)"),
    ):
        visitor.go(room.get_absolute_url()).follow("Écrire notre ligne")
        visitor.tick(line).fill("Pour qui", audience).press("Enregistrer").sees(audience)
    first.does_not_see("Les familles (exemple)", "Les aînés (exemple)")

    # Then at the common hour all read all, one joins another, which accepts
    moved_to(room, days=-1)
    second.go(room.get_absolute_url()).sees("Les jeunes (exemple)", "Les aînés (exemple)")
    second.press(f"Demander à rejoindre {contacts[0].organisation.name}").sees("C’est demandé")
    first.go(room.get_absolute_url()).press(f"Accepter {contacts[1].organisation.name}").sees("C’est accepté")

    # And the answer is recorded, with the disagreement that stays beside it
    first.follow("Dire ce qui est convenu").tick("Une réponse commune")
    first.page.get_by_label("Pour une réponse commune").select_option(index=1)
    first.fill("Un désaccord à garder", "Le budget fait débat").press("Enregistrer")
    first.sees("Une réponse commune", contacts[1].organisation.name, "Le budget fait débat")

    # And two of them are named on the page that anyone may check
    first.press("Accepter d’être nommés").sees("Ne plus être nommés")
    second.go(room.get_absolute_url()).press("Accepter d’être nommés")
    room.refresh_from_db()
    public = Neighbour(visit(f"/concertations/page/{room.page_code}/", width=width, scripts=scripts)).looks()
    public.sees(call.name, contacts[0].organisation.name, contacts[1].organisation.name)
    public.does_not_see(contacts[2].organisation.name, "Le budget fait débat", "Les jeunes (exemple)")
    printed = first.page.request.get(f"{live_server_address}{room.get_absolute_url()}page.pdf")
    assert printed.body().startswith(b"%PDF")
