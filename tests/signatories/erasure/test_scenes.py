"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest

from signatories.erasure.actions import erase_address, erase_organisation, erase_person, erase_signer
from signatories.signatures.actions import withdraw
from tests.factories import a_draft, a_paper_signature, a_published_signature, a_team_member
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def of_a_person() -> Scene:
    person = a_published_signature().organisation.memberships.get().user
    team = a_team_member()
    return Scene(
        act=lambda: erase_person(person, by=team),
        events=(("person.erased", person, team),),
    )


def of_an_association() -> Scene:
    signature, team = a_published_signature(), a_team_member()
    organisation = withdraw(signature, by=team, reason="Dissolution.").organisation
    return Scene(
        act=lambda: erase_organisation(organisation, by=team),
        events=(("organisation.erased", organisation, team),),
    )


def of_an_address() -> Scene:
    team = a_team_member()
    a_draft(email="nora@example.org")
    return Scene(act=lambda: erase_address("Nora@example.org", by=team), events=(("address.erased", team, team),))


def of_who_signed_on_paper() -> Scene:
    signature, team = a_paper_signature(), a_team_member()
    mandate = signature.mandates.get()
    return Scene(act=lambda: erase_signer(mandate, by=team), events=(("signer.erased", signature, team),))


SCENES: Scenes = {
    "erase_person": of_a_person,
    "erase_address": of_an_address,
    "erase_signer": of_who_signed_on_paper,
    "erase_organisation": of_an_association,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
