"""What closures add elsewhere: to the space, and « Qui est ouvert ? » to a neighbourhood's page."""

from django.urls import reverse
from django.utils import timezone

from engagements.closures.actions import PAGES, forget_old
from engagements.closures.models import Closure
from engagements.closures.queries import openings
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, SPACE_ASIDE
from signatories.people.actors import Actor
from signatories.people.places import NEIGHBOURHOOD
from signatories.territories.models import Qpv

SUMMER = (5, 6, 7, 8)  # months in which one asks who is open in summer

declare({"closure.said": "Fermeture annoncée", "closure.taken_back": "Fermeture retirée"})

kept(Closure, "said_by", why=ACCOUNT)
unions.moves(Closure, "organisation")


@FORGET_ORGANISATION.contribute(order=500)
def its_closures(organisation: Organisation) -> None:
    Closure.objects.of(organisation).delete()


@RETENTION.contribute(order=500)
def old_closures() -> Retention:
    return Retention(during=YEAR, forget=forget_old)


@SPACE_ASIDE.contribute(order=350)
def when_it_is_closed(actor: Contact) -> Section:
    closures = Closure.objects.of(actor.organisation).not_over(timezone.localdate())
    context = {"closures": closures, "href": reverse("closures:closures", args=[actor.organisation.slug])}
    return Section("Fermetures", "engagements/closures/_space.html", context, key="fermetures")


@NEIGHBOURHOOD.contribute(order=700, pages=[PAGES])
def who_is_open(qpv: Qpv, actor: Actor) -> Section | None:  # what the place is asked with
    today = timezone.localdate()
    found = openings(qpv, on=today)
    title = "Qui est ouvert cet été\u202f?" if today.month in SUMMER else "Qui est ouvert\u202f?"
    template = "engagements/closures/_neighbourhood.html"
    return Section(title, template, {"openings": found}, key="ouvert") if found else None
