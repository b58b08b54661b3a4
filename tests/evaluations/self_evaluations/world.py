"""A look-back that is shared, with what is confided and a call that is waited for; what Zélie asked, and all that
the weavers said."""

from django.utils import timezone

from evaluations.self_evaluations.actions.answering import finish, share
from evaluations.self_evaluations.models import KeptFact
from signatories.organisations.actors import Contact
from tests.engagements.closures.scenes import contact_of
from tests.evaluations.self_evaluations.scenes import a_call, a_confided, a_draft, a_reader, the_campaign
from tests.signin import team_browser
from tests.somebody import PHONE, Somebody
from tests.weavers import NAME, RNA, Weavers
from tests.worlds import Answers, Door, World


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    reader = a_reader()
    look_back = a_draft(contact)
    a_confided(contact)
    call = a_call(contact)
    share(the_campaign(), by=contact)
    world.kept_from_the_team |= {"evaluations.confided"}
    world.browsers["confidant"] = team_browser(reader)
    world.doors["who reads what is confided"] = Door("confidant", only_for_its_reader)
    world.samples["self_evaluations"] = {"question": "veille", "pk": look_back.pk}
    world.samples["self_evaluations:called"] = {"pk": call.pk}
    world.samples["self_evaluations:note"] = {"organisation": world.organisation.slug}
    world.judged["self_evaluations:all"] = "national territorial elsewhere"
    world.judged["self_evaluations"] = "national territorial"


def only_for_its_reader(answers: Answers, address: str) -> None:
    """Whoever is not a reader finds nothing; what another reader would see is hers."""
    assert answers["anonymous"].status_code == 302, address
    for person in ("stranger", "member", "staff"):
        assert answers[person].status_code in {403, 404}, f"{person} at {address}"
    assert answers["confidant"].status_code in {200, 405}, address


def put_somebody(zelie: Somebody) -> None:
    a_call(contact_of(zelie.organisation), number=PHONE, when="Demandez Zélie")


def put_association(weavers: Weavers) -> None:
    contact = contact_of(weavers.organisation)
    look_back = a_draft(contact)
    look_back.answers.update(text=f"Chez {NAME}", why=f"Pour {NAME}")
    confided = a_confided(contact)
    type(confided).objects.filter(pk=confided.pk).update(text=f"Chez {NAME}", why=f"Pour {NAME}")
    finish(the_campaign(), by=contact, texts={"agenda": f"Chez {NAME}", "proud_of": NAME}, read=look_back.revision)
    KeptFact.objects.create(
        look_back=look_back, commitment="veille", name="x", at=timezone.now(), text=NAME, href="/besoins/"
    )
    a_call(contact, number=RNA, when=f"Aux heures des {NAME}")
