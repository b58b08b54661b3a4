"""« Vous êtes invités »: one mail of its own, once for each signatory that a meeting concerns."""

from django.db import transaction

from evaluations.meetings import emails, queries
from evaluations.meetings.models import MeetingInvitation, YearlyMeeting
from signatories.history.actions import record
from signatories.organisations.models import Organisation


@transaction.atomic
def invite(meeting: YearlyMeeting, organisation: Organisation) -> MeetingInvitation | None:
    """Write to whoever looks after an association; None for one that is not, or no longer, to be invited."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)  # two who invite at once wait
    if not queries.to_invite(meeting).filter(pk=organisation.pk).exists():
        return None
    invitation = MeetingInvitation.objects.create(meeting=meeting, organisation=organisation)
    record("meeting.invited", meeting, by=None, about=[organisation])
    emails.invited(meeting, organisation)
    return invitation


def invite_all() -> None:
    """What the day finds to be invited: each by itself, so that one that fails leaves the others invited."""
    for meeting in queries.inviting():
        for organisation in queries.to_invite(meeting):
            invite(meeting, organisation)
