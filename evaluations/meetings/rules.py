"""Who announces a yearly meeting, and who runs it."""

from engagements.decisions.rules import animates
from engagements.participation.models import Gathering
from evaluations.meetings.models import YearlyMeeting
from signatories.people.actors import Actor

FEWEST = 5  # associations in the room: under that, sentences only


def may_announce(actor: Actor, gathering: Gathering, *, is_national: bool) -> bool:
    """The national team; who animates a territory, for one of it."""
    return actor.is_national or (not is_national and animates(actor, gathering.department))


def runs(actor: Actor, meeting: YearlyMeeting) -> bool:
    """Whoever acts for the association that welcomes it, and who may announce it."""
    welcomes = actor.acts_for is not None and meeting.gathering.organisation_id == actor.acts_for
    return welcomes or may_announce(actor, meeting.gathering, is_national=meeting.is_national)
