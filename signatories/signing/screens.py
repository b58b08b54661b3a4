"""The five screens of a signing: their order, what each keeps, and which one comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signatories.charter.models import CharterVersion
from signatories.signatures.models import Mandate
from signatories.signing.models import SigningDraft

NOT_YET = "not_yet"


@dataclass(frozen=True)
class Screen:
    """One step: `slug` in the address, `key` in the draft's data, `short` in the list of steps."""

    slug: str
    key: str
    short: str


ASSOCIATION = Screen("association", "association", "Nom et lieu")
NEIGHBOURHOODS = Screen("quartiers", "neighbourhoods", "Quartiers")
PERSON = Screen("vous", "person", "Vous")
CHARTER = Screen("charte", "charter", "La charte")
CHECK = Screen("verifier", "", "Vérifier")
SCREENS = (ASSOCIATION, NEIGHBOURHOODS, PERSON, CHARTER, CHECK)

# Pages beside the steps, shown when the draft calls for them.
TWINS = "deja-signataire"
WAITING = "en-attente"
THANKS = "merci"
BESIDE = {TWINS: ASSOCIATION, WAITING: PERSON}  # the screen each of them follows


def next_stop(draft: SigningDraft, version: CharterVersion | None) -> str:
    """Slug of the first page the draft still has to pass: the farthest one may go to.

    The charter must be read again when another version came into force meanwhile."""
    person = draft.answers("person")
    stops = (
        (draft.state == SigningDraft.State.CONFIRMED, THANKS),
        (not draft.answers("association"), ASSOCIATION.slug),
        (bool(twins_to_answer(draft)), TWINS),
        (not draft.answers("neighbourhoods"), NEIGHBOURHOODS.slug),
        (not person or not _may_decide(draft), PERSON.slug),
        (person.get("decided_by") == NOT_YET, WAITING),
        (not read_in_force(draft, version), CHARTER.slug),
    )
    return next((slug for holds, slug in stops if holds), CHECK.slug)


def after(draft: SigningDraft, screen: Screen, version: CharterVersion | None) -> str:
    """Slug of the page that follows a screen just saved: the next one, even if passed before."""
    following = SCREENS[SCREENS.index(screen) + 1]
    stop = next_stop(draft, version)
    return following.slug if stop not in BESIDE and may_open(draft, following, version) else stop


def may_open(draft: SigningDraft, screen: Screen, version: CharterVersion | None) -> bool:
    """Whether every screen before this one was passed; earlier ones can always be gone back to."""
    stop = next_stop(draft, version)
    if stop == THANKS:
        return False
    reached = BESIDE[stop] if stop in BESIDE else next(each for each in SCREENS if each.slug == stop)
    return SCREENS.index(screen) <= SCREENS.index(reached)


def read_in_force(draft: SigningDraft, version: CharterVersion | None) -> bool:
    """Whether the text agreed to is, byte for byte, the one in force."""
    return version is not None and draft.answers("charter").get("sha256") == version.sha256


def twins_to_answer(draft: SigningDraft) -> list[str]:
    """Slugs of the signatories this association may already be, until « Ce n’est pas nous » is answered."""
    answers = draft.answers("association")
    return [] if answers.get("not_a_twin") else list(answers.get("twins", []))


def _may_decide(draft: SigningDraft) -> bool:
    """Whether who decided may decide in what this is: a collective has no board, even said one screen later."""
    decided_by = draft.answers("person")["decided_by"]
    return decided_by == NOT_YET or decided_by in Mandate.Decision.of(draft.answers("association")["kind"])


def person_name(person: Mapping[str, Any]) -> str:
    return f"{person.get('first_name', '')} {person.get('last_name', '')}".strip()
