"""An association steps back from its own space: what it means, somebody who answers, a way back."""

import pytest

from tests.factories import a_published_signature, a_team_member, a_user, an_organisation
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import last_mail, links_in, signed_in, the_team

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live_server_address"),
]
NAME = "Les Voisins (exemple)"


@screens
def test_one_thinks_again_then_pauses_comes_back_and_withdraws(
    visit: Visit,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given a signatory, and somebody of the team
    contact, member = a_user(first_name="Aminata", last_name="Diallo"), a_team_member(email="camille@example.org")
    organisation = an_organisation(name=NAME, contact=contact)
    signature = a_published_signature(organisation=organisation)
    hers, page = signed_in(visit("/", width=width, scripts=scripts), contact), f"/espace/{organisation.slug}/"
    team = the_team(visit("/", width=width, scripts=scripts), member=member)

    # When its contact reads what each means, asks to withdraw, and thinks again
    hers.go(page).follow("Faire une pause, ou se retirer")
    hers.sees("Vous revenez quand vous voulez", "il suffira de signer de nouveau", "c’est fait")
    hers.press("Envoyer la demande").sees("Choisissez une pause, ou le retrait.")
    hers.tick("Retirer notre signature").press("Envoyer la demande").sees("une personne vous répond")
    hers.press("Finalement, ne rien changer").sees("votre signature reste comme elle est")
    team.go("/animation/departs/").sees("Personne ne demande à s’arrêter")

    # Then she asks for a pause, for a reason, and somebody of the team answers from the mail that tells it
    hers.follow("Faire une pause, ou se retirer").tick("Une pause").fill("Pourquoi", "Plus de salariée.")
    hers.press("Envoyer la demande").sees("Aminata Diallo a demandé une pause")
    team.go("/animation/").sees("Elle demande une pause.")
    team.go(links_in(last_mail(member.email, kind="stepping_back"))[0]).sees("Plus de salariée.")
    team.fill("Un mot pour l’association", "Merci, à bientôt.").press("Mettre en pause").sees("est en pause")
    assert "Merci, à bientôt." in last_mail(contact.email, kind="signature.paused").text
    hers.go(f"/verifier/{signature.code}/").sees("en pause").go("/signataires/").does_not_see(NAME)

    # And the way back is a button, until it withdraws for good: it may sign again
    hers.go(page).sees("comme vous l’avez demandé").press("Nous revenons").go("/signataires/").sees(NAME)
    hers.go(page).follow("Faire une pause, ou se retirer").tick("Retirer notre signature")
    hers.press("Envoyer la demande").sees("Aminata Diallo a demandé le retrait")
    team.go("/animation/departs/").follow(f"Lire et répondre à {NAME}").sees("elle n’a pas à en donner")
    team.press("Retirer la signature").sees("est retirée")
    hers.go("/signataires/").does_not_see(NAME).go(page).sees("Signer la charte")
