"""One function a message."""

from django.urls import reverse

from evaluations.meetings.models import YearlyMeeting
from qpv_charter.toolkit.links import absolute
from signatories.organisations.models import Organisation
from signatories.organisations.queries import correspondents
from signatories.outbox.actions import write_each


def invited(meeting: YearlyMeeting, organisation: Organisation) -> None:
    """To whoever looks after a signatory: when, where, who pays, how one takes part by telephone. One may refuse
    these; not sent once the date changes, or the association has said whether it comes."""
    gathering = meeting.gathering
    write_each(
        kind="meetings.invited",
        to=[each.address for each in correspondents(organisation)],
        about=[meeting, gathering, gathering.organisation, organisation],
        subject=f"{meeting.kind} {meeting.campaign.year}\u202f: {gathering.chosen}",
        template="evaluations/meetings/emails/invited",
        context={
            "meeting": meeting,
            "gathering": gathering,
            "organisation": organisation,
            "link": absolute(reverse("participation:ask", args=[gathering.pk])),
            "page": absolute(meeting.get_absolute_url()),
            "printed": absolute(reverse("meetings:invitation", args=[meeting.pk])),
        },
        until=gathering.first_at,
        condition="meetings.still_invites",
        condition_args={
            "meeting": meeting.pk,
            "organisation": organisation.pk,
            "sequence": gathering.sequence,
        },
        enclosure="meetings.calendar",
        enclosure_args={"meeting": meeting.pk},
        necessary=False,
    )
