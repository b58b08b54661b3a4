"""Nothing that a stranger types or asks for, however long, holds a process: a pattern that reads a text again at
each of its characters held one for hours, and with it all that it served."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.once

LONG = 300_000  # characters; a form takes two million
READERS = {
    "privacy": ["without_keys"],
    "mailboxes": ["same_mailbox", "read_email", "likely_meant"],
    "text": ["clean_line", "clean_text", "fold"],
    "identifiers": ["as_number", "read_rna", "read_siren", "read_siret", "read_qpv_code"],
    "short_codes": ["read_code"],
}
TEXTS = [
    *('"/" + "a" * LONG + "A1/"', '"/" + "Aa" * LONG + "1/"', '"/" + "_-" * LONG + "aA1/"', '"%2" * LONG'),
    *('"." * LONG + "a@b.fr"', '"a" + "> " * LONG + "a@b.fr"', '"a@" + "é." * LONG + "fr"', '"@" * LONG'),
    *('"a." * LONG', '"·e" * LONG', '"\\n" * LONG + "a"', '"e\\u0301\\u0301\\u0301" * LONG', '"a\\u200d" * LONG'),
    *('"a" * LONG + "@b.fr"', '"a@" * LONG', '"a%40" * LONG', '"é." * LONG + "@"'),
    *('"1 " * LONG', '"W7" * LONG', '"١" * LONG', '"a-" * LONG', '" " * LONG + "a"'),
]
SCRIPT = """
import os, contextlib, importlib
os.environ["DJANGO_SETTINGS_MODULE"] = "qpv_charter.settings.test"
import django
django.setup()
LONG = {long}
for text in [{texts}]:
    for module, names in {readers}.items():
        for name in names:
            print(name, ascii(text[:9]), "…", ascii(text[-9:]), flush=True)
            with contextlib.suppress(ValueError):
                getattr(importlib.import_module("qpv_charter.toolkit." + module), name)(text)
"""


def test_a_long_text_is_read_in_a_time_that_grows_as_it_does() -> None:
    """In a process of its own, which can be stopped: a pattern that has begun lets nobody else speak."""
    script = SCRIPT.format(long=LONG, readers=READERS, texts=", ".join(TEXTS))
    try:
        subprocess.run([sys.executable, "-c", script], check=True, timeout=90, stdout=subprocess.PIPE)  # noqa: S603  # ours
    except subprocess.TimeoutExpired as late:
        pytest.fail(f"still at it after a minute and a half: {(late.stdout or b'').decode().splitlines()[-1]}")
