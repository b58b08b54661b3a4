"""What one may narrow the list by."""

import pytest
from django.http import QueryDict

from qpv_charter.toolkit.lists import Link
from signatories.following.lists import Associations
from signatories.following.queries import offers
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role
from signatories.tags.actions import make, put_on
from tests.factories import a_colleague, a_commune, a_network, a_team_member, a_theme, an_organisation
from tests.signatories.versions.scenes import an_asked
from tests.signin import team_browser

pytestmark = pytest.mark.django_db


def test_a_territorial_animator_is_offered_what_her_associations_have_alone() -> None:
    places = a_commune(), a_commune(name="Lyon", code="69123")
    team = member(a_team_member())
    for place, name in zip(places, ("Ici", "Là-bas"), strict=True):
        organisation = an_organisation(commune=place)
        organisation.networks.add(a_network(name, acronym=""))
        organisation.themes.add(a_theme(name))
        put_on(make(name, by=team), [organisation], by=team)
    territorial = member(a_colleague(Role.Kind.TERRITORIAL, places[0].department))

    def offered(actor: TeamMember) -> list[list[str]]:
        asked = offers(Associations.read(QueryDict()), actor)
        return [[link.label for link in offer.links] for offer in asked if offer.links]

    assert offered(territorial) == [[str(places[0].department)], ["Ici"], ["Ici"], ["Ici"]]
    assert [{*labels} for labels in offered(team)] == [
        {str(place.department) for place in places},
        *[{"Ici", "Là-bas"}] * 3,
    ]


def test_each_tie_narrows_to_its_own_and_is_the_current_one() -> None:
    team, browser = member(a_team_member()), team_browser(a_team_member())
    for name in ("Ici", "Là-bas"):
        organisation = an_organisation(name=f"{name} (exemple)")
        organisation.networks.add(a_network(name, acronym=""))
        organisation.themes.add(a_theme(name))
        put_on(make(name, by=team), [organisation], by=team)

    for offer in offers(Associations.read(QueryDict()), team):
        for link in offer.links if len(offer.links) > 1 else ():
            page = browser.get(link.href)
            assert [each.organisation.name for each in page.context["listing"].rows] == [f"{link.label} (exemple)"]
            asked = Associations.read(QueryDict(link.href.partition("?")[2]))
            shown = [each for one in offers(asked, team) for each in one.links if each.current]
            assert [each.label for each in shown] == [link.label], offer.title


def test_the_group_that_is_asked_for_is_the_current_one() -> None:
    an_asked()
    team = member(a_team_member())

    def groups(place: Associations) -> list[Link]:
        return next(offer.links for offer in offers(place, team) if "groupe" in offer.title)

    first, second, *_ = groups(Associations.read(QueryDict()))
    asked = Associations.read(QueryDict(second.href.partition("?")[2]))

    assert not first.current
    assert [link.label for link in groups(asked) if link.current] == [second.label]
