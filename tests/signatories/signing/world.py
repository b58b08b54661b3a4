"""What the addresses of this slice name."""

from django.urls import reverse

from signatories.sessions.actions import open_session
from signatories.signatures.models import JointGroup
from signatories.signing import keys
from signatories.signing.actions import drafting
from signatories.signing.actions.confirming import confirm
from signatories.signing.models import DraftSecret, SigningDraft
from signatories.signing.queries import short_of
from tests.factories import a_charter, a_draft, association_answers, person_answers
from tests.somebody import Somebody
from tests.weavers import Weavers
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    draft, token = a_draft()
    world.doors["signing"] = world.doors["joining"] = Door("anonymous", open_to_anybody)
    world.samples["signing"] = {
        "key": token,
        "page": "dossier.pdf",
        "draft_id": draft.pk,
        "short": short_of(draft.pk),
        "cut": token[:12],
        "group": JointGroup.objects.create(code="ABCD2345", title="Ensemble (exemple)").code,
        "session": open_session("Salle des fêtes (exemple)", by=world.team).code,
    }
    confirming = keys.give_link(draft, DraftSecret.Purpose.CONFIRM_LINK).clear
    world.samples["signing:confirm_key"] = {"key": confirming}
    world.links["signing"] = [
        reverse("signing:key", args=[token]),
        reverse("signing:confirm_key", args=[confirming]),
    ]


def open_to_anybody(answers: Answers, address: str) -> None:
    """Nobody needs an account to sign."""
    assert not answers["anonymous"].get("Location", "").startswith("/compte/"), address


def put_somebody(zelie: Somebody) -> None:
    """A signing that she confirmed, and another that she left there."""
    drafts = [_draft_of(zelie), _draft_of(zelie)]
    confirm(drafts[0])


def _draft_of(zelie: Somebody) -> SigningDraft:
    draft, _ = a_draft()
    her = {"first_name": zelie.person.first_name, "last_name": zelie.person.last_name}
    answers = person_answers(email=zelie.person.email, **her)
    drafting.save_person(draft, answers=answers, key=None)
    return drafting.save_charter(draft, version=a_charter(), publish_name=False)


def put_association(weavers: Weavers) -> None:
    """A signing that may be its own."""
    drafting.begin(association_answers(name="Autre (exemple)", twins=[weavers.organisation.slug, "autre"]))
