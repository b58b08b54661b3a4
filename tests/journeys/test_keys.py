"""Mailed links in a real browser: no key stays in an address, and each opens its own object alone."""

import pytest

from signatories.organisations.actions import invite
from signatories.organisations.models import Membership
from signatories.signing.models import SigningDraft
from tests.factories import a_charter, a_commune, a_draft, a_user, an_organisation
from tests.journeys.conftest import Visit
from tests.journeys.people import Visitor, last_mail, links_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("live_server_address"),
]
both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@both
def test_somebody_invited_accepts_on_a_phone(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given somebody invited by a contact of an association
    organisation = an_organisation(name="Les Voisins (exemple)", contact=(contact := a_user()))
    invitation = invite(organisation, by=contact, email="idris@example.org")
    link = links_in(last_mail("idris@example.org"))[0]

    # When they open the mail's link on a phone
    guest = Visitor(visit(link, width=320, scripts=scripts)).looks()

    # Then the page's address holds no key, nor does what the page asks for tell it
    guest.is_at(f"/compte/invitation/{invitation.pk}/").sees("Les Voisins (exemple) vous invite")
    key = link.rstrip("/").rpartition("/")[2]
    assert key not in guest.page.content()
    assert key not in str(guest.page.evaluate("document.referrer"))
    (cookie,) = [each for each in guest.page.context.cookies() if str(each["name"]).startswith("cle-")]
    assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == (
        f"/compte/invitation/{invitation.pk}/",
        True,
        "Lax",
    )

    # When they accept, they are in, with their role, and welcomed
    guest.fill("Prénom", "Idris").fill("Nom", "Petit").fill("Rôle", "trésorier").press("Accepter l’invitation")
    guest.is_at(f"/espace/{organisation.slug}/").sees("Les Voisins (exemple)")
    assert Membership.objects.get(user__email="idris@example.org").role == "trésorier"
    assert "Bonjour Idris" in last_mail("idris@example.org", kind="organisations.welcome").text


@both
def test_two_drafts_are_open_in_two_tabs(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given somebody who signs for two associations, and their two links
    a_charter()
    a_commune()
    links = []
    for name in ("Première (exemple)", "Deuxième (exemple)"):
        a_draft(name=name, email="aminata@example.org")
        links.append(links_in(last_mail("aminata@example.org", kind="signing.begun"))[0])

    # When each is opened in a tab of one browser
    first = Visitor(visit(links[0], width=320, scripts=scripts)).looks()
    second = Visitor(first.page.context.new_page()).go(links[1])

    # Then each tab goes on with its own
    second.sees("Deuxième (exemple)").follow("Retour")
    first.go(first.page.url).sees("Première (exemple)")
    for tab in (first, second):
        assert all(link.rstrip("/").rpartition("/")[2] not in tab.page.url for link in links)

    # And without its cookie an address alone asks for a code, as the printed kit does
    draft = SigningDraft.objects.get(pk=first.page.url.split("/")[4])
    stranger = Visitor(visit(first.page.url, width=320, scripts=scripts)).looks()
    stranger.is_at(f"/signer/reprendre/{draft.pk}/").does_not_see("Première (exemple)")
