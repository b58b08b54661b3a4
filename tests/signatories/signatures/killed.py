"""Confirms a signing and is killed in the middle: `python -m tests.signatories.signatures.killed ID`."""

import os
import signal
import sys

import django


def main() -> None:
    django.setup()
    from signatories.signatures import register  # noqa: PLC0415 - after the setup
    from signatories.signatures.confirming import confirm  # noqa: PLC0415 - the same
    from signatories.signatures.models import SigningDraft  # noqa: PLC0415 - the same

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    register.append = die  # type: ignore[assignment]  # it never returns
    confirm(SigningDraft.objects.get(pk=sys.argv[1]))


if __name__ == "__main__":
    main()
