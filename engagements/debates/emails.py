"""One function a message; what a sheet says is in none of them."""

from engagements.debates.models import Sheet
from qpv_charter.toolkit.links import absolute
from signatories.organisations.models import Organisation
from signatories.organisations.queries import correspondents
from signatories.outbox.actions import write_each


def to_correct(sheet: Sheet) -> None:
    """To the associations that take part: they have ten days to say what is not as they said it."""
    others = Organisation.objects.filter(pk__in=sheet.parties.values("organisation"))
    to = [reader.address for each in others for reader in correspondents(each)]
    if not to:
        return
    write_each(
        kind="debates.to_correct",
        to=to,
        about=[sheet, sheet.organisation, *others],
        subject="Une fiche à relire dans les dix jours",
        template="engagements/debates/emails/to_correct",
        context={"sheet": sheet, "link": absolute(sheet.get_absolute_url())},
        condition="debates.is_read_again",
        condition_args={"sheet": sheet.pk},
    )
