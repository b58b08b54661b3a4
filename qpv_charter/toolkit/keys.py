"""Keys: what somebody holds, without an account, that opens one object. One place for all of them.

A key is 256 random bits in the address of a mail; only its SHA-256 is kept. Opening that address changes nothing:
the browser is handed a cookie for that object alone and led to the object's own address, which holds no key
(docs/adr/0011). There GET shows and POST acts. Codes copied from paper are in `short_codes`."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core import signing
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import register_converter
from django.utils import timezone

BYTES = 32
LENGTH = 43  # characters: what BYTES make in base 64 without padding
# Anything that may be a key, whole or cut on its way: what an address takes for one, and what a log blots out.
SHAPE = r"[A-Za-z0-9_-]{24,128}"
OPEN = "open"
FIELD = "cle"  # of a form, where a browser that lost its cookies between two pages finds its key again


def new_key() -> str:
    return secrets.token_urlsafe(BYTES)


def digest_of(key: str) -> str:
    """What is kept of a key: it holds 256 bits, so that its SHA-256 gives nothing away."""
    return hashlib.sha256(key.encode()).hexdigest()


class KeyConverter:
    """`<key:key>` in an address: something that may be a key; whether it is one, the page says."""

    regex = SHAPE

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeyConverter, "key")

_K = TypeVar("_K", bound="Key")


class KeyQuerySet(models.QuerySet[_K]):
    def usable(self) -> Self:
        """Keys that open something today."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def revoke(self) -> int:
        """End the keys not used or ended yet, and with them the cookies they became; says how many."""
        return self.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())

    def issue(self, **fields: Any) -> _K:
        """A new key, whose `clear` is to be put in an address and kept nowhere."""
        clear = new_key()
        key = self.create(digest=digest_of(clear), **fields)
        key.clear = clear
        return key

    def found(self, clear: str, *, purpose: str = OPEN) -> _K | None:
        """The key that an address holds, whatever its state (see `is_usable`); None if it was never given."""
        return self.filter(digest=digest_of(clear), purpose=purpose).first()


class Key(models.Model):
    """A key to one object. A concrete class names the object, as a foreign key called `target`:

        class NeedKey(Key):
            target = models.ForeignKey(Need, models.CASCADE, related_name="keys")

    and, where it has a Meta, lets it inherit from `Key.Meta`. `purpose` tells several keys to one object apart."""

    COOKIE_LIFE: ClassVar[timedelta] = timedelta(hours=2)

    purpose = models.CharField(max_length=20, default=OPEN)
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    target: Any  # the concrete class's foreign key
    target_id: Any
    clear = ""  # the key itself, known to the instance that `issue` returned and to no other

    objects: ClassVar[KeyQuerySet[Any]] = KeyQuerySet.as_manager()  # type: ignore[assignment]  # a manager of it

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["digest"], name="%(class)s_digest")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}, {self.purpose}"

    @property
    def is_usable(self) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def stays(self) -> bool:
        """Whether its cookie outlives the browser being closed: not on a computer that several people share."""
        return False

    @property
    def seal(self) -> str:
        """What the cookie and a form's hidden field hold: which key it was, signed by us; never the key."""
        return _signer(type(self), self.target_id, self.purpose).sign(str(self.pk))


def hand_over(request: HttpRequest, key: Key, *, to: str, at: str = "") -> HttpResponse:
    """From a key's address to its object's own, with the cookie that opens it there; writes nothing.

    For a view `@by_key`. `at` is where the pages of this object begin, `to` itself when it has one. A form sent to
    an address with a key, by a page that was open before, is sent again, whole, to the new one."""
    sent = request.method == "POST"
    response = redirect(to, preserve_request=sent)
    set_cookie(response, key, at=at or to)
    if not sent:  # a form sent without a referrer has no origin either, and would be refused
        response["Referrer-Policy"] = "no-referrer"
    return response


def held(request: HttpRequest, keys: KeyQuerySet[_K], *, target: object, purpose: str = OPEN) -> _K | None:
    """The key to `target` that this browser was handed, whatever its state: read again each time, so that a cookie
    ends with its key. Where cookies were lost since the page was shown, the form it sends holds the same."""
    name = cookie_name(keys.model, target, purpose)
    for seal in (request.COOKIES.get(name, ""), request.POST.get(FIELD, "")):
        pk = _unsealed(seal, keys.model, target, purpose)
        key = keys.filter(pk=pk, target=target, purpose=purpose).first() if pk else None
        if key:
            return key
    return None


def held_to_any(request: HttpRequest, keys: KeyQuerySet[_K], *, targets: Iterable[models.Model]) -> _K | None:
    """The first key to one of some objects that this browser was handed and that opens something today; they are
    not even fetched for a browser that holds none of the kind."""
    if not any(name.startswith(_prefix(keys.model)) for name in request.COOKIES):
        return None
    found = (held(request, keys, target=target.pk) for target in targets)
    return next((key for key in found if key and key.is_usable), None)


def set_cookie(response: HttpResponseBase, key: Key, *, at: str) -> None:
    """Hand a key to a browser, for the pages under the path `at` and for no script."""
    response.set_cookie(
        cookie_name(type(key), key.target_id, key.purpose),
        key.seal,
        max_age=key.COOKIE_LIFE if key.stays else None,
        path=at,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # a link in a mail must find it
    )


def keep_cookie(request: HttpRequest, response: HttpResponseBase, key: Key, *, at: str) -> None:
    """Hand a key over again to a browser that lost its cookie, where a form held it."""
    name = cookie_name(type(key), key.target_id, key.purpose)
    if _unsealed(request.COOKIES.get(name, ""), type(key), key.target_id, key.purpose) != str(key.pk):
        set_cookie(response, key, at=at)


def cookie_name(model: type[Key], target: object, purpose: str) -> str:
    """One a object and purpose, so that two of them are open side by side."""
    return f"{_prefix(model)}{purpose}-{target}"


def _prefix(model: type[Key]) -> str:
    return f"cle-{model._meta.model_name}-"


def _signer(model: type[Key], target: object, purpose: str) -> signing.TimestampSigner:
    """A seal of one object or purpose is no seal of another."""
    return signing.TimestampSigner(salt=f"key:{model._meta.label_lower}:{purpose}:{target}")


def _unsealed(seal: str, model: type[Key], target: object, purpose: str) -> str:
    try:
        return _signer(model, target, purpose).unsign(seal, max_age=model.COOKIE_LIFE)
    except signing.BadSignature:
        return ""
