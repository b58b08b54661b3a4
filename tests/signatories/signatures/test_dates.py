"""A date of signing contradicts neither the text nor today, whatever the door; a paper was confirmed by nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.actions import load as load_charter
from signatories.charter.actions import put_in_force
from signatories.charter.models import CharterVersion
from signatories.history.queries import history_of
from signatories.moderation.papers import enter_from_paper
from signatories.organisations.places import SPACE
from signatories.sessions.actions import open_session
from signatories.signatures.actions import SigningFacts, renew_mandate, sign
from signatories.signatures.dates import Precision
from signatories.signatures.models import Signature
from signatories.signing.actions.confirming import confirm
from tests.factories import (
    a_charter,
    a_confirmed_signature,
    a_draft,
    a_team_member,
    a_user,
    an_organisation,
    mandate_facts,
    paper_facts,
    signing_facts,
)
from tests.signin import team_browser
from tests.spaces import a_contact_of

pytestmark = pytest.mark.django_db


def a_text_of(dated: str) -> CharterVersion:
    source = a_charter().source.replace("version: essai", "version: suite", 1).replace("mai 2020", dated)
    with patch.object(CharterVersion, "is_yet_to_come", new=False):  # as one that was put in force by mistake
        return load_charter(source.encode(), in_force=True)[0]


def next_year() -> str:
    return f"janvier {timezone.localdate().year + 1}"


def on_paper(**facts: Any) -> Signature:
    return enter_from_paper(replace(paper_facts(), **facts), by=a_team_member(), scan=None, published=True)


def listed(**facts: Any) -> Signature:
    of_list = replace(signing_facts(), source=Signature.Source.IMPORT, by=a_team_member())
    return sign(an_organisation(), facts=replace(of_list, **facts))


def online(**facts: Any) -> Signature:
    return sign(an_organisation(), facts=replace(signing_facts(), **facts))


TODAY = timezone.localdate
CONTRADICTIONS: dict[str, Callable[[Callable[..., Signature]], Signature]] = {
    "before the text": lambda door: door(charter_version=a_text_of("février 2026"), signed_on=date(2021, 5, 3)),
    "before the text, to the month": lambda door: door(
        charter_version=a_text_of("février 2026"),
        signed_on=date(2021, 5, 1),
        signed_precision=Precision.MONTH,
    ),
    "today, a text of next year": lambda door: door(charter_version=a_text_of(next_year()), signed_on=TODAY()),
    "tomorrow": lambda door: door(signed_on=TODAY() + timedelta(days=1)),
}


@pytest.mark.parametrize("door", [on_paper, listed, online])
@pytest.mark.parametrize("contradiction", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_what_cannot_be_is_signed_by_no_door(
    door: Callable[..., Signature], contradiction: Callable[[Callable[..., Signature]], Signature]
) -> None:
    with pytest.raises(ActionRefused, match=r"n’a pas pu être signé avant|dans l’avenir"):
        contradiction(door)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("door", [on_paper, listed, online])
def test_a_text_may_be_signed_in_the_month_it_dates_from_and_at_an_unknown_date(
    door: Callable[..., Signature],
) -> None:
    text = a_text_of("février 2026")

    assert door(charter_version=text, signed_on=date(2026, 2, 1)).signed_on == date(2026, 2, 1)
    unknown = {"signed_on": None, "signed_precision": Precision.UNKNOWN}
    assert door(charter_version=text, **unknown).signed_on is None


@pytest.mark.parametrize("in_a_room", [False, True])
def test_whoever_signs_online_or_in_a_room_signs_no_text_of_next_year(in_a_room: bool) -> None:  # noqa: FBT001  # a case
    a_text_of(next_year())
    room = open_session("Forum", by=a_team_member()) if in_a_room else None
    draft, _ = a_draft(session=room)

    with pytest.raises(ActionRefused, match="n’a pas pu être signé avant"):
        confirm(draft)
    assert not Signature.objects.exists()


def test_no_text_is_put_in_force_before_the_date_that_it_bears() -> None:
    current = a_charter()
    source = current.source.replace("version: essai", "version: suite", 1).replace("mai 2020", next_year())

    with pytest.raises(ActionRefused, match="n’entre pas en vigueur avant"):
        load_charter(source.encode(), in_force=True)

    assert [*CharterVersion.objects.all()] == [current]
    version, _ = load_charter(source.encode())
    with pytest.raises(ActionRefused, match=next_year()):
        put_in_force(version, by=a_team_member())
    assert CharterVersion.objects.in_force() == current


def test_the_first_text_of_all_waits_for_its_date_too() -> None:
    source = a_charter().source.replace("mai 2020", next_year())
    CharterVersion.objects.all().delete()

    version, _ = load_charter(source.encode())

    assert version.status == CharterVersion.Status.DRAFT


@pytest.mark.parametrize("door", [on_paper, listed, online])
def test_nobody_decided_in_a_month_to_come(door: Callable[..., Signature]) -> None:
    mandate = replace(mandate_facts(), decided_on=date(TODAY().year + 1, 1, 1))

    with pytest.raises(ActionRefused, match="Le mois de la décision est dans l’avenir"):
        door(mandate=mandate)
    with pytest.raises(ActionRefused, match="Le mois de la décision est dans l’avenir"):
        renew_mandate(a_confirmed_signature(), by=a_user(), facts=mandate)


def test_the_history_says_of_a_paper_or_a_list_that_it_was_entered() -> None:
    said = [
        history_of(signature)[-1].words
        for signature in (online(), sign(an_organisation(), facts=of_paper()), listed())
    ]

    assert said == ["Signature confirmée", "Signature entrée depuis son papier", "Signature reprise d’une liste"]


def of_paper() -> SigningFacts:
    return replace(signing_facts(), source=Signature.Source.PAPER, by=a_team_member())


def test_a_paper_is_said_to_be_entered_and_not_confirmed() -> None:
    organisation = an_organisation(contact=a_user())
    paper = sign(organisation, facts=replace(signing_facts(), source=Signature.Source.PAPER))
    online, browser = a_confirmed_signature(), team_browser(a_team_member())

    for address in ("/animation/signatures/", f"/animation/signatures/{paper.pk}/"):
        assert "Entrée, en cours de relecture" in browser.get(address).content.decode()
    seen = browser.get(f"/animation/signatures/{online.pk}/").content.decode()
    assert "Confirmée, en cours de relecture" in seen
    card = SPACE.gather(a_contact_of(organisation))[0].context
    assert "entrée depuis son papier" in str(card["said"])
