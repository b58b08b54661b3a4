"""What each action leaves behind, and that it leaves nothing when it fails."""

import pytest
from django.core.files.base import ContentFile

from signatories.mandates.actions import attach_extract
from tests.factories import a_published_signature
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def attaching() -> Scene:
    signature = a_published_signature()
    contact, mandate = signature.organisation.memberships.get().user, signature.mandates.get()
    return Scene(
        act=lambda: attach_extract(mandate, by=contact, extract=ContentFile(b"%PDF-1.7", name="extrait.pdf")),
        events=(("mandate.extract_attached", signature, contact),),
    )


SCENES: Scenes = {"attach_extract": attaching}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
