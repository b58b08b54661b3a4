"""How many mails the people of an association may cause."""

from typing import Any

from qpv_charter.toolkit.limits import DAY, Limit

ORGANISATION = "signatories.organisation"
TOMORROW = "Pour qu’aucune boîte aux lettres ne soit submergée, nous les comptons\u202f: réessayez demain."


def in_a_day(name: str, *, to: int, share: int, by: int, about: int) -> dict[str, Any]:
    """To one mailbox (of which each who asks has a share), at one person's request, about one association."""
    return {
        "to": [Limit(f"{name}-to", times=to, seconds=DAY, share=share)],
        "by": [Limit(f"{name}-by", times=by, seconds=DAY)],
        "about": {ORGANISATION: [Limit(f"{name}-about", times=about, seconds=DAY)]},
    }
