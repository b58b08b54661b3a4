"""A need of the contact that was reported, and one that was hidden; what Zélie reported, and what is said of the
weavers."""

from engagements.flags import actions
from signatories.organisations.actors import Contact
from tests.engagements.closures.scenes import contact_of
from tests.engagements.flags.scenes import a_case, a_report, author_of, hidden, of_needs
from tests.engagements.needs.scenes import a_need, the_team
from tests.somebody import ADDRESS, FIRST, Somebody
from tests.weavers import NAME, Weavers
from tests.worlds import World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    shown = a_need(by=contact)
    world.samples["flags"] = {"kind": "besoin", "about": shown.pk}
    world.samples["flags:case"] = {"pk": a_case(a_need(by=contact)).pk}
    world.samples["flags:appeal"] = {"pk": hidden(a_need(by=contact)).pk}
    world.judged |= {
        "flags:list": "national territorial elsewhere committee",
        "flags:case": "national territorial",
        "flags:hide": "national territorial",
    }


def put_somebody(zelie: Somebody) -> None:
    a_report(email=ADDRESS, words=f"Je suis {FIRST}.")


def put_association(weavers: Weavers) -> None:
    words = f"Chez {NAME}"
    need = a_need(by=contact_of(weavers.organisation))
    a_report(need, words=words)
    case = actions.hide(of_needs(), need, by=the_team(), why=words)
    case = actions.appeal(case, by=author_of(case), words=words)
    actions.answer(case, by=the_team(), shown=True, words=words)
