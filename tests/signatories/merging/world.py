"""What the addresses of this slice name, to whom they open, and whom its journals hold."""

from signatories.merging.actions import join, part
from signatories.merging.parts import Side
from signatories.people.audiences import member
from signatories.signatures.actions import publish
from tests.constraints import changed
from tests.factories import a_confirmed_signature, an_organisation
from tests.somebody import ADDRESS, PHONE, Somebody
from tests.weavers import OTHER_RNA, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    """Two records that were joined, and one that could be."""
    kept, joined, another = (an_organisation() for _ in range(3))
    for each in (kept, joined):
        publish(a_confirmed_signature(organisation=each), by=world.team)
    union = join(kept, joined, by=member(world.team), chosen={})
    world.samples["merging"] = {"slug": kept.slug, "other": another.slug, "pk": union.pk}
    world.judged["merging"] = "national territorial"


def put_somebody(zelie: Somebody) -> None:
    """What a record said before another one was joined to it: an address and a number that she lent it."""
    kept, joined = an_organisation(), an_organisation()
    changed(kept, contact_email=ADDRESS, public_phone=PHONE)
    changed(joined, public_email=ADDRESS)
    chosen = dict.fromkeys(("papier", "telephone", "courriel"), Side.JOINED)
    join(kept, joined, by=member(zelie.team), chosen=chosen)


def put_association(weavers: Weavers) -> None:
    """Its name, and a number that another record of it bore: since they were parted only the journal says so."""
    other, team = an_organisation(), member(weavers.team)
    changed(other, rna=OTHER_RNA)
    chosen = dict.fromkeys(("nom", "numeros"), Side.JOINED)
    part(join(weavers.organisation, other, by=team, chosen=chosen), by=team)
    changed(other, rna=None)
