"""The two pages a person takes to the next board meeting: the charter in short, and a model decision."""

from dataclasses import dataclass

from qpv_charter.toolkit.pdf import STYLES, render
from signatories.charter.models import CharterVersion
from signatories.charter.plain_words import in_plain_words
from signatories.charter.queries import families_of, page_url
from signatories.organisations.models import Organisation
from signatories.organisations.words import words_of
from signatories.signatures.models import Mandate


@dataclass(frozen=True)
class Promises:
    """A family's commitments in plain words."""

    label: str
    family: str
    sentences: list[str]


def kit_pdf(
    *, organisation_name: str, version: CharterVersion, resume_url: str, kind: str = Organisation.Kind.ASSOCIATION
) -> bytes:
    """The kit as a tagged PDF; `resume_url` (absolute) is where this very signing goes on.

    Built each time and kept nowhere: it holds a private address. Raises PdfUnavailable."""
    context = {
        "name": organisation_name,
        "words": words_of(kind),
        "has_board": Mandate.Decision.BOARD in Mandate.Decision.of(kind),
        "charter": version,
        "charter_url": page_url(version),
        "resume_url": resume_url,
        "short_url": resume_url.partition("://")[2].rstrip("/"),
        "families": [
            Promises(group.label, group.commitments[0].family, [in_plain_words(row) for row in group.commitments])
            for group in families_of(version)
            if group.commitments
        ],
    }
    return render("signatories/signing/kit_pdf.html", context, styles=(*STYLES, "css/pdf-kit.css"))
