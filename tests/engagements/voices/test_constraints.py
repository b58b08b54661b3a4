"""What the database refuses, whoever writes."""

import pytest

from engagements.voices.models import VoiceContact
from tests.constraints import Broken, changed, refused_by_the_database
from tests.engagements.voices.scenes import a_contact, a_resident, somebody_noted

pytestmark = pytest.mark.django_db

BROKEN: Broken = {
    "voice_organisation_is_association": lambda: changed(a_resident(), organisation=a_contact().organisation),
    "voice_noted_by_somebody": lambda: changed(somebody_noted(), noted_by=None),
    "voice_contact_leads_somewhere": lambda: VoiceContact.objects.create(voice=a_resident(email="")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    refused_by_the_database(name, BROKEN[name])


def test_who_speaks_for_themselves_was_noted_by_nobody() -> None:
    resident = a_resident()

    refused_by_the_database("voice_noted_by_somebody", lambda: changed(resident, noted_by=a_contact().person))
