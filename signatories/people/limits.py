"""What signing in counts, beside its mails (`outbox/contributions.py`). Nothing is counted by an address alone: a
stranger who names one keeps nobody from signing in to it."""

from django.http import HttpRequest

from qpv_charter.toolkit.limits import DAY, MINUTE, Limit, spend_all
from qpv_charter.toolkit.network import client_network
from signatories.people.models import User

# Each code asked for has its tries, which requests sent together do not outrun, as they do what a session counts.
TRIES_PER_CODE = Limit("sign-in-tries", times=5, seconds=DAY)
TRIES_PER_NETWORK = Limit("sign-in-tries-network", times=300, seconds=10 * MINUTE)
# Only who has passed the first factor comes here.
SECOND_FACTORS = Limit("second-factor", times=10, seconds=15 * MINUTE)
SECOND_FACTORS_A_DAY = Limit("second-factor-day", times=60, seconds=DAY)
# Each makes a session, kept for a day.
PASSKEYS_PER_PLACE = Limit("passkeys-place", times=60, seconds=MINUTE)


def may_try_code(request: HttpRequest, asked: str) -> bool:
    """Count one try of the code that was asked for."""
    return spend_all((TRIES_PER_CODE, asked), (TRIES_PER_NETWORK, client_network(request)))


def may_try_second_factor(user: User) -> bool:
    return spend_all((SECOND_FACTORS, str(user.pk)), (SECOND_FACTORS_A_DAY, str(user.pk)))
