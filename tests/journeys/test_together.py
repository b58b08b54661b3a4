"""Several associations sign together: in one room, or by one link."""

import pytest
from playwright.sync_api import expect

from signatories.signatures.models import JointGroup, Signature
from tests.factories import a_charter, a_qpv
from tests.journeys.conftest import Visit
from tests.journeys.people import Signer, Visitor, the_team

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture(autouse=True)
def saint_denis(live_server_address: str) -> None:
    """A charter in force, a commune and its neighbourhood."""
    a_charter()
    a_qpv()


@both
def test_three_associations_sign_in_one_room(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given a session that the federation opens and shows on the wall
    team = the_team(visit("/", scripts=scripts))
    team.go("/animation/seances/").fill("Nom de la séance", "Forum de Saint-Denis").fill("Lieu", "Salle des fêtes")
    team.press("Ouvrir la séance").sees("Forum de Saint-Denis", "0 association a signé")
    address = team.page.locator(".room strong.address").inner_text()
    expect(team.page.get_by_role("img", name=f"Code QR vers {address}")).to_be_visible()

    # When three phones of one network sign, their screens mixed
    phones = [
        Signer(
            visit(address, width=320, scripts=scripts),
            name=f"Les Voisins {number}",
            email=f"v{number}@example.org",
        )
        for number in (1, 2, 3)
    ]
    for phone in phones:
        phone.sees("Forum de Saint-Denis").walks_to_check()
    if not scripts:
        team.page.reload()
    team.sees("3 en cours")
    for phone, code in [(phone, phone.asks_code()) for phone in phones]:
        phone.types_code(code).sees("C’est signé, merci", phone.name)

    # Then the list fills on the wall, by itself where scripts run
    if not scripts:
        team.page.reload()
    team.sees("3 associations ont signé", "Les Voisins 1", "Les Voisins 2", "Les Voisins 3").looks()
    assert set(Signature.objects.values_list("session__title", flat=True)) == {"Forum de Saint-Denis"}

    # And once it is over, the same address says so and offers the usual way
    team.follow("Feuille à imprimer").sees("Sans téléphone").follow("Revenir à la séance")
    team.press("Terminer la séance").sees("Cette séance est terminée")
    late = Visitor(visit(address, width=320, scripts=scripts)).looks().sees("Cette séance est terminée")
    late.follow("Signer la charte").is_at("/signer/")


@both
def test_two_associations_sign_jointly(visit: Visit, scripts: bool) -> None:  # noqa: FBT001  # a case
    # Given an association that signs with another one
    first = Signer(visit("/signer/association/", width=320, scripts=scripts), name="Les Jardins du Moulin")
    first.opens("Nous signons à plusieurs associations").tick("Nous signons à plusieurs associations").signs()
    link = first.sees("Vous signez à plusieurs").page.get_by_label("Lien pour signer avec vous").input_value()

    # When the other follows the link it was given
    second = Signer(visit(link, width=320, scripts=scripts), name="La Maison des femmes", email="nora@example.org")
    second.looks().sees("Chaque association signe pour elle-même").signs().sees("C’est signé, merci")

    # Then each has its own signature, and the federation sees them linked
    group = JointGroup.objects.get()
    assert set(group.signatures.values_list("organisation__name", flat=True)) == {first.name, second.name}
    team = the_team(visit("/")).go("/animation/signatures/").follow("La Maison des femmes")
    team.sees("Ensemble", group.title)
