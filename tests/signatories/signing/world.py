"""What the addresses of this slice name."""

from signatories.sessions.actions import open_session
from signatories.signatures.models import JointGroup
from signatories.signing import keys
from signatories.signing.models import DraftSecret
from tests.factories import a_draft
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    draft, token = a_draft()
    world.doors["signing"] = Door("anonymous", open_to_anybody)
    world.samples["signing"] = {
        "token": token,
        "key": keys.give_link(draft, DraftSecret.Purpose.CONFIRM_LINK),
        "draft_id": draft.pk,
        "group": JointGroup.objects.create(code="ABCD2345", title="Ensemble (exemple)").code,
        "session": open_session("Salle des fêtes (exemple)", by=world.team).code,
    }


def open_to_anybody(answers: Answers, address: str) -> None:
    """Nobody needs an account to sign."""
    assert not answers["anonymous"].get("Location", "").startswith("/compte/"), address
