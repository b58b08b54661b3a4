"""The day of who animates one department: everything of it, and nothing of another."""

from typing import Self

import pytest

from qpv_charter.toolkit.text import fold
from signatories.organisations.models import Organisation
from signatories.outbox.models import Message
from signatories.people.models import Role
from signatories.signatures.models import Signature
from tests.factories import (
    a_colleague,
    a_commune,
    a_confirmed_signature,
    a_published_signature,
    a_user,
    an_organisation,
)
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor, sit_down
from tests.signatories.stepping_back.scenes import a_step_back
from tests.signin import team_browser

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RHONE = "Lyon"  # in the name of each association of the Rhône, of its people and of their addresses


class Animator(Visitor):
    """Of Seine-Saint-Denis: no page that she meets, no file that she takes away holds a line of the Rhône."""

    def looks(self) -> Self:
        return super().looks().does_not_see(RHONE, RHONE.lower())

    def takes_away(self, address: str, *texts: str) -> Self:
        file = self.page.request.get(address).text()
        assert all(text in file for text in texts)
        assert RHONE.lower() not in file.lower()
        return self

    def is_shut_out_of(self, *addresses: str) -> Self:
        for address in addresses:
            answer = self.page.request.get(address)
            assert (answer.status, RHONE in answer.text()) == (404, False), address
        return self

    def ticks_too(self, signature: Signature) -> Self:
        """As who knows the key of one that the page does not offer."""
        box = self.page.locator("input[name=signatures]").first
        box.evaluate(
            "(box, key) => { const other = box.cloneNode(); other.value = key; box.after(other); }",
            str(signature.pk),
        )
        return self


def in_the_rhone(name: str) -> Organisation:
    contact = a_user(email=f"{fold(name).replace(' ', '-')}@lyon.example", first_name=name, last_name=RHONE)
    commune = a_commune(name="Lyon", code="69123")
    return an_organisation(name=f"{name} de Lyon (exemple)", contact=contact, commune=commune)


@screens
def test_a_day_in_one_department_meets_nothing_of_another(
    visit: Visit,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given the same in two departments: one that waits for a review, and one published that asks for a pause
    person = a_colleague(Role.Kind.TERRITORIAL, a_commune().department)
    a_confirmed_signature(name="Les Lilas (exemple)")
    mail = a_published_signature(name="Le Mail (exemple)")
    theirs = a_confirmed_signature(organisation=in_the_rhone("Les Lilas"))
    steps = a_step_back(mail), a_step_back(a_published_signature(organisation=in_the_rhone("Le Mail")))

    # When she begins her day, then hers wait, and are settled
    team = Animator(visit("/", width=width, scripts=scripts))
    sit_down(team.page, team_browser(person))
    team.go("/animation/").sees("Les Lilas (exemple)", "Elle demande une pause.").follow("1 signature à relire")
    team.follow("En publier plusieurs à la fois").ticks_too(theirs).press("Publier les signatures cochées")
    team.sees("Rien n’est publié").press("Publier les signatures cochées").sees("Une signature est publiée.")
    team.go("/animation/departs/").sees("Le Mail (exemple)")

    # And what she looks for, counts, takes away or writes to is hers
    team.go("/animation/associations/").sees("2 associations").fill("Nom, sigle", "lilas").press("Filtrer")
    team.sees("1 association").follow("Les Lilas (exemple)").follow("Réunir cette fiche à une autre")
    team.fill("Chercher une autre fiche", "mail").press("Chercher").sees("Le Mail (exemple)")
    team.takes_away("/animation/associations/associations.csv", "Les Lilas (exemple)", "Le Mail (exemple)")
    team.takes_away("/animation/chiffres/chiffres.csv", "Département 93")
    team.go("/animation/chiffres/").sees("2 associations signataires")
    team.go("/animation/associations/?etat=published").follow("Écrire à ces associations").sees("2 adresses")

    # And nothing of another department opens, nor is written to her
    far = theirs.organisation.slug
    team.is_shut_out_of(f"/animation/associations/{far}/", f"/animation/associations/{far}/reunir/")
    team.is_shut_out_of(f"/animation/associations/{mail.organisation.slug}/reunir/{far}/")
    team.is_shut_out_of(f"/animation/signatures/{theirs.pk}/", f"/animation/signatures/{theirs.pk}/publier/")
    team.is_shut_out_of(
        f"/animation/departs/{steps[1].pk}/", "/animation/equipe/", "/animation/courriels/", "/admin/"
    )
    assert not Message.objects.filter(to=person.email).filter(text__contains=RHONE).exists()
