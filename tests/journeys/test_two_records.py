"""Two records of one association: seen, compared, joined, and parted again."""

import pytest

from tests.factories import a_team_member
from tests.journeys.browser import screens
from tests.journeys.conftest import Visit
from tests.journeys.people import last_mail, the_team
from tests.signatories.merging.twins import signature_of, two_records

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NAME = "Régie de quartier des Tilleuls"


@screens
def test_two_records_are_joined_and_parted(
    visit: Visit,
    width: int,
    scripts: bool,  # noqa: FBT001  # a case
) -> None:
    # Given one association that signed twice
    kept, joined = two_records(joined=f"{NAME} (antenne)")
    code = signature_of(joined).code
    team = the_team(visit("/", width=width, scripts=scripts), member=a_team_member())

    # When she opens one of its pages, and compares it with what looks like it
    team.go(f"/animation/associations/{kept.slug}/").sees("Ressemble à").follow(f"Comparer avec {joined.name}")
    team.sees("Est-ce la même association", "1 personne contact", "Cela se défait, pendant un an")
    team.press("Réunir ces deux fiches").sees("il n’y a plus qu’une fiche", "Passé à la fiche gardée")

    # Then one is left, whose contacts are told, and everything of the other leads there
    assert NAME in last_mail("joined@example.org", kind="merging").text
    team.go(f"/signataires/{joined.slug}/").sees(kept.name)
    assert team.page.url.endswith(f"/signataires/{kept.slug}/")
    team.go(f"/verifier/{code}/").sees("Cette attestation est authentique", joined.name, "réunie à celle de")
    team.go(f"/animation/associations/{joined.slug}/").sees("joined@example.org", "kept@example.org")

    # And when it was a mistake, each is itself again
    team.follow(joined.name).follow("Séparer ces deux fiches").press("Séparer")
    team.sees("Deux fiches de nouveau séparées", "Tout est revenu comme avant.")
    team.go(f"/signataires/{joined.slug}/").sees(joined.name)
