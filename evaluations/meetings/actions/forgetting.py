"""What is no longer kept of meetings."""

from django.db import transaction

from evaluations.meetings.models import MeetingInvitation, MeetingPresence, YearlyMeeting
from signatories.organisations.models import Organisation


@transaction.atomic
def forget_association(organisation: Organisation) -> None:
    """That it was invited and came, and what it wrote of those that it welcomed; that people met stays."""
    MeetingPresence.objects.filter(organisation=organisation).delete()
    MeetingInvitation.objects.filter(organisation=organisation).delete()
    for meeting in YearlyMeeting.objects.filter(gathering__organisation=organisation):
        meeting.travel = meeting.by_phone = meeting.agenda = ""
        meeting.save(update_fields=["travel", "by_phone", "agenda"])
