"""Fixtures of the sessions' tests: those of signing, which a session leads to."""

from tests.signatories.signing.conftest import forget_limits

__all__ = ["forget_limits"]
