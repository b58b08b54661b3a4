"""A new text of the charter: written, adopted in a name, then signed again, or not this time."""

import pytest

from signatories.people.models import Role
from signatories.versions.tasks import invite
from tests.factories import a_colleague, a_published_signature, a_team_member, another_text
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import last_mail, links_in, signed_in, the_team

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WAVE = "/animation/charte/signer-de-nouveau/"


@screens
def test_a_version_goes_from_its_text_to_those_who_sign_it(
    visit: Visit,
    live_server_address: str,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given two signatories of the charter, and the words that come
    lilas = a_published_signature(name="Les Lilas (exemple)").organisation
    mail = a_published_signature(name="Le Mail (exemple)").organisation
    text, person = another_text(), a_colleague(Role.Kind.COMMITTEE)
    team = the_team(visit("/", width=width, scripts=scripts), member=a_team_member())

    # When the team writes the next text, sees what changes, and proposes it
    team.go("/animation/charte/").press("Préparer une nouvelle version").fill("Le texte", text)
    team.press("Enregistrer et comparer").sees("Cet engagement change", "6 engagements ne changent pas")
    team.press("Proposer au comité de suivi").sees("2 associations signataires")

    # Then the comité reads what will happen, and adopts it in a name
    committee = the_team(visit("/", width=width, scripts=scripts), member=person)
    committee.go(links_in(last_mail(person.email))[0].replace(live_server_address, ""))
    committee.sees("2 associations signataires", person.full_name).fill("Jour de la décision", "2026-11-01")
    committee.tick("J’ai lu ce qui change").press("Adopter ce texte").sees("adoptée par le comité de suivi")

    # And each association is invited: one signs in two pages
    invite.call()
    contact = lilas.memberships.get().user
    space = signed_in(visit("/", width=width, scripts=scripts), contact)
    space.go(links_in(last_mail(contact.email, kind="version"))[0]).sees("Cet engagement change")
    space.follow("Continuer\u202f: qui a décidé").tick("Nous signons ce nouveau texte")
    space.tick("Le conseil d’administration").press("Enregistrer notre réponse").sees("C’est signé")

    # One keeps it for its meeting, then says not this time
    other = signed_in(visit("/", width=width, scripts=scripts), mail.memberships.get().user)
    other.go(f"/espace/{mail.slug}/").follow("Voir ce qui change, et répondre").follow(
        "Continuer\u202f: qui a décidé"
    )
    other.tick("Pas encore").press("Enregistrer notre réponse").sees("Vous attendez votre réunion")
    other.follow("Pas cette fois").fill("Pourquoi", "Pas de réunion avant juin.")
    other.press("Enregistrer notre réponse").sees("Vous avez répondu")

    # And the team finds who said what, and the directory has one line for who signed twice
    team.go(f"{WAVE}?reponse=declined").sees("Le Mail (exemple)", "Pas de réunion avant juin.")
    team.go(WAVE).sees("2 associations", "Signée").go(f"/signataires/{lilas.slug}/").sees("Aussi signés")
