"""What becomes of voices: who they were is forgotten, when somebody asks and when time has passed."""

from engagements.voices.actions import forget_account, forget_address, forget_old
from engagements.voices.models import Voice, VoiceContact, VoiceKey
from qpv_charter.toolkit import unions
from qpv_charter.toolkit.personal import ACCOUNT, erased, kept
from qpv_charter.toolkit.retention import MONTH, RETENTION, Retention
from signatories.people.places import FORGET_PERSON, Leaver

erased(Voice, "called")
kept(Voice, "person", "noted_by", why=ACCOUNT)
erased(VoiceContact, "email", "phone")
kept(VoiceKey, "purpose", "digest", why="codes")
unions.moves(Voice, "organisation", "noted_for")


@FORGET_PERSON.contribute(order=640)
def who_spoke(leaver: Leaver) -> None:
    for address in leaver.addresses:
        forget_address(address)
    if leaver.person:
        forget_account(leaver.person)


@RETENTION.contribute(order=600)
def who_answered() -> Retention:
    return Retention(
        during=3 * MONTH,
        forget=forget_old,
        what="Le prénom, l’adresse ou le téléphone que vous laissez avec une réponse",
        why="Vous prévenir de ce qui change, et vous laisser changer votre réponse.",
        besides=" après la fin de ce à quoi vous avez répondu, ou dès que vous les effacez avec votre code",
    )
