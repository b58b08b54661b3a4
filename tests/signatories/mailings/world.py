"""What the addresses of this slice name, and to whom they open."""

from signatories.mailings.models import MailingRecipient
from signatories.people.audiences import member
from tests.signatories.mailings.scenes import a_draft, confirmed, written
from tests.somebody import ADDRESS, LAST, Somebody
from tests.weavers import NAME, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    """A draft, and one that is written and has not left."""
    team = member(world.team)
    sent = {"pk": written(confirmed(a_draft(by=team), team)).pk}
    world.samples["mailings"] = {"pk": a_draft(by=team).pk}
    world.samples |= dict.fromkeys(("mailings:detail", "mailings:stop", "mailings:resume"), sent)
    everybody = "national territorial elsewhere"  # each finds her own
    world.judged |= dict.fromkeys(("mailings:list", "mailings:begin", "mailings:recipients"), everybody)
    world.judged["mailings"] = "national"


def put_somebody(zelie: Somebody) -> None:
    """Among the recipients, and in what was searched for."""
    team = member(zelie.team)
    mailing = written(confirmed(a_draft(by=team, audience=f"?q={LAST}"), team))
    assert mailing.recipients.filter(address=ADDRESS).exists()


def put_association(weavers: Weavers) -> None:
    """Searched for by its name; and by an address of its own, which a paper gave."""
    team = member(weavers.team)
    mailing = written(confirmed(a_draft(by=team, audience=f"?q={NAME}"), team))
    for signature, name in ((weavers.signature, "tisserandes"), (weavers.twin, "kerbihan")):
        row = MailingRecipient.objects.create(mailing=mailing, address=f"contact@{name}.example")
        row.organisations.add(signature.organisation)
