"""One function a message."""

from django.urls import reverse

from evaluations.reports.models import Quotation
from qpv_charter.toolkit.links import absolute
from signatories.organisations.queries import correspondents
from signatories.outbox.actions import write_each


def chosen(quotation: Quotation) -> None:
    """To the association that said it: the sentence as it will be read, and how to take it back."""
    look_back = quotation.answer.look_back
    organisation = look_back.organisation
    write_each(
        kind="quotation.chosen",
        to=[each.address for each in correspondents(organisation)],
        about=[quotation, look_back, organisation],
        subject=f"Une phrase de votre point {look_back.campaign.year} est choisie pour le rapport",
        template="evaluations/reports/emails/chosen",
        context={
            "campaign": look_back.campaign,
            "text": quotation.answer.text,
            "from_day": quotation.from_day,
            "page": absolute(reverse("reports:quoted", args=[organisation.slug])),
        },
    )
