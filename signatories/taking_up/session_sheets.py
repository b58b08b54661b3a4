"""The sheets that were entered for a signing session, and what may still be taken back of them."""

from dataclasses import dataclass

from signatories.signatures.models import Signature, SigningSession
from signatories.signatures.models.signatures import SignatureQuerySet
from signatories.taking_up import untouched


@dataclass(frozen=True)
class Entered:
    """A paper, and the signatures that were entered from it: those that nobody touched since, and the others."""

    scan: str
    to_take_back: list[Signature]
    touched: list[Signature]

    def __str__(self) -> str:
        return ", ".join(each.organisation.name for each in self.to_take_back)

    @property
    def key(self) -> str:
        """Names it in a form: the name of a file is nobody's."""
        return str(min(each.pk for each in (*self.to_take_back, *self.touched)))


def entered_for(session: SigningSession) -> list[Entered]:
    """The sheets of a session of which something may be taken back, the first entered first (2 queries)."""
    free = {*untouched.of_a_sheet(on_paper(session)).values_list("pk", flat=True)}
    sheets: dict[str, Entered] = {}
    for signature in on_paper(session).select_related("organisation__commune").order_by("confirmed_at", "pk"):
        scan = str(signature.paper_scan.name)
        sheet = sheets.setdefault(scan, Entered(scan, [], []))
        (sheet.to_take_back if signature.pk in free else sheet.touched).append(signature)
    return [sheet for sheet in sheets.values() if sheet.to_take_back]


def on_paper(session: SigningSession) -> SignatureQuerySet:
    """The signatures of a session of which the paper is kept."""
    return Signature.objects.filter(session=session).exclude(paper_scan="")
