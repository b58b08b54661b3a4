"""What may be done about a signature, and when."""

from signatories.moderation.models import Exchange
from signatories.signatures.models import Signature, Status

ATTEMPTS_BEFORE_PAUSE = 3
Kind = Exchange.Kind
# What the association reads: neither internal notes nor the attempts to reach it.
SHARED = [Kind.QUESTION, Kind.REPLY, Kind.TO_REVIEW, Kind.APPEAL, Kind.APPEAL_ANSWER]
SIGNS_OF_LIFE = [Kind.REPLY, Kind.APPEAL]


def attempts_missing(signature: Signature) -> int:
    """How many attempts to reach the association must still be noted before a pause (2 queries).

    Only those since it was published or resumed, and since its last message, count."""
    last_sign = signature.exchanges.filter(kind__in=SIGNS_OF_LIFE).order_by("-at").first()
    since = max(signature.status_at, last_sign.at) if last_sign else signature.status_at
    attempts = signature.exchanges.filter(kind=Kind.ATTEMPT, at__gte=since).count()
    return max(0, ATTEMPTS_BEFORE_PAUSE - attempts)


def pending_appeal(signature: Signature) -> Exchange | None:
    """The appeal that the comité de suivi has not answered yet."""
    last = signature.exchanges.filter(kind__in=[Kind.APPEAL, Kind.APPEAL_ANSWER]).order_by("-at", "-pk").first()
    return last if last and last.kind == Kind.APPEAL else None


def may_appeal(signature: Signature) -> bool:
    return signature.status == Status.TO_REVIEW and pending_appeal(signature) is None
