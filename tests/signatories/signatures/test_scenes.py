"""What each action leaves behind, and that it leaves nothing when it fails."""

from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

import pytest
from django.dispatch import Signal

from signatories.organisations.models import Organisation
from signatories.people.models import User
from signatories.signatures import actions, corrections, sealing, signals
from signatories.signatures.dates import Precision
from signatories.signatures.models import Signature
from signatories.signatures.register import drop_anchor
from tests.factories import (
    a_confirmed_signature,
    a_paper_signature,
    a_paused_signature,
    a_published_signature,
    a_team_member,
    an_organisation,
    mandate_facts,
    signing_facts,
)
from tests.scenes import Scene, Scenes, play_cut_then_whole

pytestmark = pytest.mark.django_db


def contact_of(signature: Signature) -> User:
    return signature.organisation.memberships.get().user


def sign() -> Scene:
    organisation = an_organisation()
    signer = organisation.memberships.get().user
    facts = signing_facts(signer=signer)
    return Scene(
        act=lambda: actions.sign(organisation, facts=facts),
        events=(("signature.confirmed", None, signer),),
        news=(signals.signature_confirmed,),
    )


def sign_for_another() -> Scene:
    organisation, team = an_organisation(), a_team_member()
    facts = replace(signing_facts(signer=organisation.memberships.get().user), by=team)
    return Scene(
        act=lambda: actions.sign(organisation, facts=facts),
        events=(("signature.confirmed", None, team),),
        news=(signals.signature_confirmed,),
    )


def becoming(
    kind: str,
    act: Callable[[Signature, User], object],
    news: Signal,
    *,
    of: Callable[[], Signature],
    told: bool = True,
    event: str = "",
) -> Scene:
    """A signature goes from a state to another: its association is told."""
    signature, team = of(), a_team_member()
    return Scene(
        act=lambda: act(signature, team),
        events=((event or f"signature.{kind}", signature, team),),
        mails=((f"signature.{kind}", contact_of(signature).email),) if told else (),
        news=(news,),
    )


def renew_mandate() -> Scene:
    signature = a_published_signature()
    contact, facts = contact_of(signature), mandate_facts(signer_name="Idris Petit")
    return Scene(
        act=lambda: actions.renew_mandate(signature, by=contact, facts=facts),
        events=(("signature.mandate_renewed", signature, contact),),
        news=(signals.mandate_renewed,),
    )


def anchor() -> Scene:
    a_published_signature()
    return Scene(act=drop_anchor)


WHY = "Une raison."


def correct() -> Scene:
    """A name that the register does not say, as no action leaves one."""
    organisation = a_published_signature().organisation
    organisation.name = "Autre (exemple)"
    organisation.save()
    return Scene(act=lambda: corrections.correct(organisation))


def put_right() -> Scene:
    signature, team = a_paper_signature(), a_team_member()
    version = signature.charter_version
    return Scene(
        act=lambda: corrections.put_right(
            signature, by=team, charter_version=version, signed_on=None, signed_precision=Precision.UNKNOWN
        ),
        events=(("signature.put_right", signature, team),),
        news=(signals.signature_put_right,),
    )


def complete() -> Scene:
    """A signature whose first row sealed less, as those of before."""
    with patch.object(sealing, "facts", return_value={}):
        a_confirmed_signature()
    return Scene(act=corrections.complete)


def doubt_numbers() -> Scene:
    signature, team = a_confirmed_signature(), a_team_member()
    Organisation.objects.filter(pk=signature.organisation_id).update(rna="W931000001")
    return Scene(
        act=lambda: actions.doubt_numbers(signature, by=team),
        events=(("organisation.numbers_doubted", signature.organisation, team),),
    )


SCENES: Scenes = {
    "doubt_numbers": doubt_numbers,
    "correct": correct,
    "complete": complete,
    "put_right": put_right,
    "sign": sign,
    "sign, for another": sign_for_another,
    "publish": lambda: becoming(
        "published", lambda s, by: actions.publish(s, by=by), signals.signature_published, of=a_confirmed_signature
    ),
    "send_back": lambda: becoming(
        "reviewed",
        lambda s, by: actions.send_back(s, by=by, reason=WHY),
        signals.signature_sent_back,
        of=a_confirmed_signature,
    ),
    "take_publication_back": lambda: becoming(
        "reviewed",
        lambda s, by: actions.take_publication_back(s, by=by, reason=WHY),
        signals.signature_taken_back,
        of=a_published_signature,
        told=False,
        event="signature.taken_back",
    ),
    "pause": lambda: becoming(
        "paused",
        lambda s, by: actions.pause(s, by=by, reason=WHY),
        signals.signature_paused,
        of=a_published_signature,
    ),
    "resume": lambda: becoming(
        "resumed", lambda s, by: actions.resume(s, by=by), signals.signature_resumed, of=a_paused_signature
    ),
    "withdraw": lambda: becoming(
        "withdrawn",
        lambda s, by: actions.withdraw(s, by=by, reason=WHY),
        signals.signature_withdrawn,
        of=a_paused_signature,
    ),
    "renew_mandate": renew_mandate,
    "drop_anchor": anchor,
}


@pytest.mark.parametrize("name", SCENES)
def test_an_action_is_all_or_nothing_then_leaves_its_traces(name: str) -> None:
    play_cut_then_whole(SCENES[name]())
