"""Official numbers: one published association for each, and what is in doubt aside."""

from qpv_charter.toolkit import locks
from signatories.organisations.models import Organisation

LOCK = "official-numbers"


def hold_numbers() -> None:
    """Until the end of this transaction nobody else gives a number, publishes, or publishes again.

    Taken after the lock of a record, before that of a signature: in this order nobody waits in a circle."""
    locks.hold(LOCK)


def put_in_doubt(organisation: Organisation, *fields: str) -> None:
    """Set numbers aside ("rna", "siren"), where they block nobody, until somebody compared."""
    for field in fields:
        setattr(organisation, f"doubtful_{field}", getattr(organisation, field))
        setattr(organisation, field, None)
    organisation.save(update_fields=[*fields, *(f"doubtful_{field}" for field in fields)])
