"""Where slices may add to what concerns an association: its public page, its space, its yearly look-back."""

from dataclasses import dataclass
from datetime import datetime

from qpv_charter.toolkit.contributions import Place, Section
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.places import Asked, Period


@dataclass(frozen=True)
class Step:
    """Something that would help, why, and where to do it. Nothing here is ever required."""

    label: str
    why: str
    href: str


@dataclass(frozen=True)
class Paper:
    """A document of an association's space; `first` for those that one comes for."""

    label: str
    href: str
    first: bool = False


@dataclass(frozen=True)
class Evidence:
    """Something an association did, which the yearly look-back starts from: the commitments it serves, by slug.

    `text` says it to the association (« Vous avez réuni… »). `public` says it of the association (« A réuni… »),
    on its page, with `href`: empty for what not everybody may read."""

    at: datetime
    text: str
    href: str
    commitments: tuple[str, ...]
    public: str = ""


SIGNATORY: Place[[Organisation, Actor], Section] = Place("a signatory’s page", address=["slug"])
SPACE_WAITING: Place[[Contact], Asked] = Place("what waits in an association’s space")
# What is going on; a section without a title draws its own heading, or stands without one.
SPACE: Place[[Contact], Section] = Place("the top of an association’s space")
SPACE_STEPS: Place[[Contact], Step] = Place("what would help, in an association’s space")
# Its record: it stands behind all the rest on a phone.
SPACE_ASIDE: Place[[Contact], Section] = Place("the side of an association’s space")
SPACE_PAPERS: Place[[Contact], Paper] = Place("the papers of an association’s space")
# Its public part stands on a signatory's page, which is kept.
EVIDENCE: Place[[Organisation, Period], Evidence] = Place("evidence for the yearly look-back", address=["slug"])
# Where somebody who looks after nothing yet asks to look after an association; an address, as mails write it.
WAYS_IN: Place[[Organisation], str] = Place("the way to look after an association")
# What says to anybody who an association is: as long as there is something, its people propose, the team accepts.
PROOFS: Place[[Organisation], bool] = Place("what proves who an association is")
# What shows an association to anybody, today: nothing else of it that is public may be seen.
SHOWN: Place[[Organisation], bool] = Place("what shows an association to all")
# Each slice empties or removes what it holds of an association, all of whose signatures are withdrawn. Its record
# comes last: until then it says who it was.
FORGET_ORGANISATION: Place[[Organisation], None] = Place("forgetting an association")
