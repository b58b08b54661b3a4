"""Two editions of a year."""

from evaluations.campaigns.actions import close, open_to_all, prepare
from evaluations.reports.actions import freeze, quote
from signatories.organisations.actors import Contact
from tests.evaluations.reports.scenes import a_quotable_answer
from tests.evaluations.self_evaluations.scenes import a_national
from tests.worlds import World

YEAR = 2029


def furnish(world: World) -> None:
    contact = Contact(person=world.contact, acts_for=world.organisation.pk, organisation=world.organisation)
    campaign = open_to_all(prepare(by=a_national(), year=YEAR), by=a_national())
    quote(a_quotable_answer(contact, year=YEAR), by=a_national())
    close(campaign, by=a_national())
    freeze(campaign, by=a_national(), words="Une année (exemple).")
    freeze(campaign, by=a_national(), words="Une année corrigée (exemple).")
    world.samples["reports"] = {"year": YEAR, "number": 1}
    world.samples["reports:sheet"] = {"slug": world.organisation.slug, "year": YEAR}
    world.judged["reports"] = "national"
