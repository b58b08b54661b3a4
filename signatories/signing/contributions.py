"""What signing tells the slices below: when its mails are still worth sending, and which one may refuse; what it
holds of people, and for how long."""

from uuid import UUID

from qpv_charter.toolkit.limits import DAY, HOUR, Limit
from qpv_charter.toolkit.personal import erased, erased_with_either, kept
from qpv_charter.toolkit.retention import RETENTION, Retention
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION
from signatories.outbox.conditions import condition
from signatories.outbox.families import family
from signatories.outbox.limits import limited, unlimited
from signatories.outbox.paragraphs import automatic
from signatories.people.places import FORGET_PERSON, Leaver
from signatories.signing.actions import drafting, forgetting
from signatories.signing.models import DraftSecret, SigningDraft

State = SigningDraft.State

# A person may sign for several associations, and a room of a hundred people shares one network.
PER_DRAFT = [Limit("signing-mails-draft", times=15, seconds=HOUR, share=6)]
PER_MAILBOX = [
    Limit("signing-mails-hour", times=20, seconds=HOUR, share=10),
    Limit("signing-mails-day", times=45, seconds=DAY, share=20),
]
PER_NETWORK = [Limit("signing-mails-network", times=300, seconds=HOUR)]
OF_DRAFT = {"signatories.signingdraft": PER_DRAFT}
TOO_MANY = (
    "Vous avez demandé plusieurs codes en peu de temps. Regardez dans vos courriers indésirables, "
    "ou réessayez dans une heure\u202f: vos réponses vous attendent."
)
# Convenient, not needed: the page goes on without them.
limited("signing.begun", "signing.waiting", to=PER_MAILBOX, by=PER_NETWORK, about=OF_DRAFT)
limited(
    "signing.confirm", "signing.resume_code", to=PER_MAILBOX, by=PER_NETWORK, about=OF_DRAFT, otherwise=TOO_MANY
)
# Anybody may have begun these signings with the address of somebody else.
limited("signing.decision_reminder", to=[Limit("signing-reminders", times=2, seconds=DAY)])
unlimited("signing.thanks", why="once a signature, to who has just proved to read this mailbox")

family("signing", words="les rappels à propos d’une signature commencée")
automatic("signing.thanks", words="Merci d’avoir signé")


@condition("signing.under_way", otherwise="Cette signature a été confirmée ou effacée entre-temps.")
def under_way(*, draft: UUID) -> bool:
    return SigningDraft.objects.filter(pk=draft).exclude(state=State.CONFIRMED).exists()


@condition("signing.awaits_decision", otherwise="Cette signature a repris, ou a été effacée, entre-temps.")
def awaits_decision(*, draft: UUID) -> bool:
    return SigningDraft.objects.filter(pk=draft, state=State.AWAITING_DECISION).exists()


erased(SigningDraft, "email")
erased_with_either(SigningDraft, "data")
kept(DraftSecret, "digest", why="a digest")


@FORGET_PERSON.contribute(order=400)
def her_drafts(leaver: Leaver) -> None:
    for address in leaver.addresses:
        forgetting.forget_address(address)


@FORGET_ORGANISATION.contribute(order=200)
def its_drafts(organisation: Organisation) -> None:
    forgetting.forget_organisation(organisation)


@RETENTION.contribute(order=100)
def drafts() -> Retention:
    return Retention(
        during=drafting.DRAFT_LIFE,
        forget=drafting.forget_expired,
        what="Une signature commencée",
        why="La reprendre où vous l’aviez laissée, par exemple après une réunion.",
        besides=", ou deux mois après la date de réunion que vous donnez\u202f; ensuite elle est effacée",
    )
