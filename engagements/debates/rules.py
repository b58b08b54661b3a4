"""Who leads a sheet, takes part in it, and writes in it."""

from engagements.debates.models import Point, Sheet
from engagements.debates.places import COUNTRYWIDE
from engagements.decisions.rules import animates
from signatories.people.actors import Actor
from signatories.territories.models import Department


def leads(actor: Actor, sheet: Sheet) -> bool:
    """Whoever acts for the association that opened it; the animators of the place, where the team did."""
    if sheet.organisation_id:
        return sheet.organisation_id == actor.acts_for
    return actor.person is not None and animates(actor, sheet.department)


def takes_part(actor: Actor, sheet: Sheet) -> bool:
    """Who leads it, and the associations that it invites, as long as their signature is published."""
    return leads(actor, sheet) or Sheet.objects.filter(Sheet.objects.taken_part_in(actor), pk=sheet.pk).exists()


def within(sheet: Sheet) -> Department | None:
    """Among whose signatories a sheet names and invites: the department's; None for a meeting of the country."""
    gathering = sheet.gathering
    return None if gathering and any(COUNTRYWIDE.gather(gathering)) else sheet.department


def may_change(actor: Actor, point: Point, *, leading: bool) -> bool:
    """A point is changed by who wrote it, by the association that is said to hold it, and by who leads."""
    theirs = actor.acts_for is not None and actor.acts_for in {point.organisation_id, point.written_for_id}
    return leading or theirs
