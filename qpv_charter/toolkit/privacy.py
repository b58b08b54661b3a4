"""What must not stay behind: the keys of links in a log."""

import logging
import re

# Anything long enough to be a key, in an address that may carry one.
_KEY = re.compile(r"(/(?:signer|compte)/(?:[a-z]+/)?)[A-Za-z0-9_-]{24,}")


class WithoutKeys(logging.Filter):
    """Blot out the keys in what is logged: whoever reads a log must not open somebody's signing."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_keys(record.getMessage()), ()
        return True


def without_keys(text: str) -> str:
    """The text with each key of a link replaced.

    >>> without_keys("Not Found: /signer/confirmer/0123456789abcdefghijklmnop/")
    'Not Found: /signer/confirmer/…/'
    """
    return _KEY.sub(r"\1…", text)
