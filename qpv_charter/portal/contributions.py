"""What the portal's own pages add to the places they show."""

from qpv_charter.toolkit.contributions import Section
from signatories.organisations.actors import Contact
from signatories.organisations.places import SPACE_ASIDE
from signatories.people.actors import Actor, TeamMember
from signatories.people.places import DOORS, NAVIGATION, WORKSPACE_LINKS, NavigationLink, WorkspaceLink


@NAVIGATION.contribute(order=300)
def territories(actor: Actor) -> NavigationLink:
    return NavigationLink("Territoires", "/territoires/", under=("/territoires/", "/quartiers/"))


@NAVIGATION.contribute(order=150)
def acting(actor: Actor) -> NavigationLink | None:
    """Once there is something to do here."""
    doors = DOORS.gather(actor)
    return NavigationLink("Agir", "/agir/", under=("/agir/", *(door.href for door in doors))) if doors else None


@NAVIGATION.contribute(order=900)
def workspace(actor: Actor) -> NavigationLink | None:
    is_of_the_team = actor.person is not None and actor.person.is_staff
    return NavigationLink("Animation", "/animation/") if is_of_the_team else None


@NAVIGATION.contribute(order=1000)
def signing_in(actor: Actor) -> NavigationLink | None:
    """Whoever is signed in has their space beside the menu (templates/base.html)."""
    is_known = actor.person is not None
    return None if is_known else NavigationLink("Se connecter", "/compte/connexion/", under=("/compte/",))


@WORKSPACE_LINKS.contribute(order=900)
def administration(actor: TeamMember) -> WorkspaceLink | None:
    if not actor.is_national:
        return None
    return WorkspaceLink("Administration, pour tout ce qui est rare", "/admin/")


@SPACE_ASIDE.contribute(order=500)
def account(actor: Contact) -> Section:
    return Section("Mon compte", "portal/_account.html", key="compte")
