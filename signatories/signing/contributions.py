"""What this slice tells those below: when its mails are still worth sending, and which one may refuse."""

from uuid import UUID

from signatories.outbox.conditions import condition
from signatories.outbox.families import family
from signatories.signing.models import SigningDraft

State = SigningDraft.State

family("signing", words="les rappels à propos d’une signature commencée")


@condition("signing.under_way", otherwise="Cette signature a été confirmée ou effacée entre-temps.")
def under_way(*, draft: UUID) -> bool:
    return SigningDraft.objects.filter(pk=draft).exclude(state=State.CONFIRMED).exists()


@condition("signing.awaits_decision", otherwise="Cette signature a repris, ou a été effacée, entre-temps.")
def awaits_decision(*, draft: UUID) -> bool:
    return SigningDraft.objects.filter(pk=draft, state=State.AWAITING_DECISION).exists()
