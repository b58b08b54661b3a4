"""Codes that one copies from paper: one alphabet, one reader, and those among them that are secrets.

A secret one opens what its key opens (`keys.Key`), to whoever types it on the page of one named object: a
gathering, a session. Ten characters hold fifty bits, too few for a SHA-256 that was stolen: an HMAC is kept, under
a key of its own that can change without losing what is printed (settings.SHORT_CODE_KEYS). Tries are counted by
network, never by object: nobody can lock a room out of its own codes."""

import secrets
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.keys import Key, KeyQuerySet
from qpv_charter.toolkit.limits import Limit
from qpv_charter.toolkit.network import client_network

# Without the letters and digits one mistakes for another on paper (I L O U, Crockford's base 32).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
# A room of twenty phones shares one network address.
TRIES_PER_NETWORK = Limit("short-codes-network", times=300, seconds=3600)
TOO_MANY = (
    "Beaucoup de codes ont été essayés depuis votre connexion. Attendez une heure, ou essayez depuis un autre "
    "réseau, par exemple celui de votre téléphone."
)
# What people write for the letters that the alphabet leaves out.
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})

_K = TypeVar("_K", bound=Key)


def new_code(length: int = LENGTH) -> str:
    """A code one can read aloud and copy from paper."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read_code(typed: str, length: int = LENGTH) -> str:
    """The code as it was given: upper case, no separators, misread letters put right; empty if it is none."""
    code = "".join(char for char in typed[:100].upper().translate(_MISREAD) if char.isalnum())
    return code if len(code) == length and set(code) <= set(ALPHABET) else ""


def printed(code: str, *, by: int = LENGTH // 2) -> str:
    """A code as paper shows it, in groups of so many characters: 7K3M9-QXT2B."""
    return "-".join(code[start : start + by] for start in range(0, len(code), by))


def issue(keys: KeyQuerySet[_K], *, within: models.Model, **fields: Any) -> _K:
    """A new key whose `clear` is a short code, good on the page of `within` alone."""
    code = new_code()
    key = keys.create(digest=_digests(code, within)[0], **fields)
    key.clear = code
    return key


def find(request: HttpRequest, keys: KeyQuerySet[_K], typed: str, *, within: models.Model) -> _K | None:
    """The usable key among `keys` whose code was typed on the page of `within`; None if it is nobody's.

    Raises ActionRefused once too many were tried from this network. What cannot be a code is not counted."""
    code = read_code(typed)
    if not code:
        return None
    if not TRIES_PER_NETWORK.spend(client_network(request)):
        raise ActionRefused(TOO_MANY)
    return keys.usable().filter(digest__in=_digests(code, within)).first()


def _digests(code: str, within: models.Model) -> list[str]:
    """What is kept of a code, under each key that is still believed; the first is the one that signs."""
    said = f"{within._meta.label_lower}:{within.pk}:{code}"
    return [
        salted_hmac("short code", said, secret=secret, algorithm="sha256").hexdigest()
        for secret in settings.SHORT_CODE_KEYS
    ]
