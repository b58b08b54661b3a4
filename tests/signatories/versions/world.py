"""What the addresses of this slice name, and to whom they open."""

from django.utils import timezone

from signatories.people.models import Role
from signatories.versions.actions import answering
from signatories.versions.models import Renewal
from signatories.versions.rules import committee, readers
from tests.factories import a_colleague, a_newer_charter, another_text
from tests.signatories.people.world import SIGN_IN, only_for_the_team
from tests.signatories.versions.scenes import a_national, a_preparation, a_proposal, contact_of, invited
from tests.signin import team_browser
from tests.somebody import FIRST, Somebody
from tests.weavers import NAME, Weavers
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    """A newer text, that the association is asked to sign; one that waits for the comité; one in preparation."""
    a_newer_charter()
    invited()
    proposed = a_proposal(another_text("proposee", words="Nous regardons ensemble"))
    world.samples["versions"] = {"version": proposed.version, "pk": a_preparation().pk}
    world.doors[readers.name] = Door("staff", only_for_the_team)
    world.doors[committee.name] = Door("committee", only_for_the_committee)
    world.browsers["committee"] = team_browser(a_colleague(Role.Kind.COMMITTEE))
    world.judged |= dict.fromkeys(("versions:list", "versions:version"), "national committee")
    world.judged["versions:wave"] = "national territorial elsewhere"  # each finds hers
    world.judged["versions:adopt"] = "committee"
    world.judged["versions"] = "national"


def only_for_the_committee(answers: Answers, address: str) -> None:
    assert answers["anonymous"]["Location"].startswith(SIGN_IN), address
    for person in ("stranger", "member", "staff"):
        assert answers[person].status_code in {403, 404}, f"{person} at {address}"
    assert answers["committee"].status_code == 200, address


def put_somebody(zelie: Somebody) -> None:
    """Why she did not sign, in her words."""
    a_newer_charter()
    actor = contact_of(zelie.organisation)
    answering.decline(zelie.organisation, by=actor, reason=f"{FIRST} n’était pas là.")
    a_preparation(by=a_national())


def put_association(weavers: Weavers) -> None:
    text = a_newer_charter()
    Renewal.objects.create(
        version_id=text.text_id,
        organisation=weavers.organisation,
        declined_at=timezone.now(),
        declined_by=weavers.contact,
        reason=f"{NAME} a peu de temps.",
    )
