"""What pages show, by its names, and the view's word that its page may be kept until that changes.

What a page shows has names ("directory", "needs:QN09331M"), each with a version, a random word in the shared
cache: whoever writes what a name stands for changes its word. Pages are kept in the memory of each process, which
makes again those made under other words (`toolkit/keeping.py`). One short read of the shared cache, whatever the
number of names, serves a page or says 304; under a crowd, one for all that is served in a tenth of a second.

While the shared cache does not answer, each page is made for whoever asks, and kept nowhere."""

import hashlib
import logging
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from qpv_charter.toolkit.contributions import Place

P = ParamSpec("P")
T = TypeVar("T")
Key = Callable[["Query"], str | None]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
MOST_KEPT = 300  # seconds: what a page shows without announcing it (a network's name) may be that late
MOST_REMEMBERED = 5000  # names: a robot that walks through every neighbourhood fills no memory
ASKED = "charter.asked_for_visitors"  # in request.META, while a page that may be kept is made
SILENCE = 5.0  # seconds during which a shared cache that failed is left alone
logger = logging.getLogger(__name__)


class Query(NamedTuple):
    """What is asked of a page, and whether it takes the place of a part of another (htmx)."""

    asked: QueryDict
    in_place: bool


class Versions(NamedTuple):
    """The words of names, under which something may be kept. `offered` are ours, for names that have none yet."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    offered: Mapping[str, str]

    def hold(self) -> bool:
        """Whether to keep what was made under them: our words are everybody's now, nobody gave others since.

        Words are offered only for what is worth keeping: an address that leads nowhere leaves no trace."""
        words = {_version_key(name): word for name, word in self.offered.items()}
        held = _ask(lambda shared: [shared.add(key, word, timeout=None) for key, word in words.items()], [False])
        return all(held)

    def stand(self) -> bool:
        """Whether what was made under them is still true; no word is given to a name that lost its own."""
        return versions((), read_off_the_address=self.names).words == self.words


@dataclass
class Asked:
    """What the view of a page says of it while it makes it for visitors, None as long as it says nothing."""

    versions: Versions | None = None


@dataclass(frozen=True)
class ReadWord:
    """A word as the shared cache said it, believed until a time of `time.monotonic`."""

    word: str
    until: float


@dataclass
class _Answering:
    """Whether the shared cache is asked: not before this time of `time.monotonic`, after it failed."""

    again_at: float = 0.0


_read: dict[str, ReadWord] = {}
_answering = _Answering()


def changed(*names: str) -> None:
    """What these names stand for shows something else, as soon as the transaction commits (never before: another
    request could keep the old content under the new word). Other processes see it within VERSION_BELIEVED."""

    def renew() -> None:
        words = {_version_key(name): secrets.token_hex(8) for name in names}
        _ask(lambda shared: shared.set_many(words, timeout=None), [])
        for name in names:
            _read.pop(name, None)

    transaction.on_commit(renew)


def version(name: str) -> str:
    """A word that stays the same as long as what this name stands for does.

    Read before what it shows: at worst, fresh content is kept under an old word, and made again."""
    return versions([name]).words[0]


def versions(names: Sequence[str], *, read_off_the_address: Sequence[str] = ()) -> Versions:
    """The words of several names, in one read of the shared cache at most.

    A name that has none is given one: at once, unless it holds what somebody wrote in an address."""
    now = time.monotonic()
    every = (*names, *read_off_the_address)
    believed = tuple(read.word for name in every if (read := _read.get(name)) and now < read.until)
    if len(believed) == len(every):
        return Versions(every, believed, {})
    words = _shared(every, given=names, until=now + settings.VERSION_BELIEVED)
    offered = {name: secrets.token_hex(8) for name in every if name not in words}
    words |= offered
    return Versions(every, tuple(words[name] for name in every), offered)


def _shared(names: Sequence[str], *, given: Sequence[str], until: float) -> dict[str, str]:
    """What the shared cache says of names; those it does not know are left out, or given a word."""
    words: dict[str, str] = _ask(lambda shared: _words(shared, names, given=given), {})
    if len(_read) > MOST_REMEMBERED:
        _read.clear()
    _read.update({name: ReadWord(word, until) for name, word in words.items()})
    return words


def _words(shared: BaseCache, names: Sequence[str], *, given: Sequence[str]) -> dict[str, str]:
    found = shared.get_many([_version_key(name) for name in names])
    words = {name: found[key] for name in names if (key := _version_key(name)) in found}
    for name in given:
        if name not in words:
            words[name] = shared.get_or_set(_version_key(name), partial(secrets.token_hex, 8), timeout=None)
    return words


def answers() -> bool:
    """Whether the shared cache answers now."""
    _answering.again_at = 0.0
    return bool(_ask(lambda shared: ["answered", shared.get(_version_key(""))], []))


def _ask(question: Callable[[BaseCache], T], otherwise: T) -> T:
    """What the shared cache answers; `otherwise` when it does not, and for some seconds more."""
    if time.monotonic() < _answering.again_at:
        return otherwise
    try:
        return question(caches["versions"])
    except Exception:  # each cache has errors of its own
        logger.exception("The shared cache does not answer: no page is kept")
        _answering.again_at = time.monotonic() + SILENCE
        return otherwise


def kept(name: str, key: str, make: Callable[[], T], *, worth: Callable[[T], bool]) -> T:
    """What `make` returns, kept where `worth` it like the pages of this name: until what they show changes.

    It is the same thing for all: whoever is given it changes nothing in it."""
    today, full_key = versions([name]), f"{name} {key}"
    found: tuple[tuple[str, ...], T] | None = caches["pages"].get(full_key)
    if found is None or found[0] != today.words:
        found = (today.words, make())
        if worth(found[1]) and today.hold():
            caches["pages"].set(full_key, found, MOST_KEPT)
    return found[1]


def kept_for_visitors(*shown: str | Place[..., Any], key: Key | None = None) -> Callable[[View[P]], View[P]]:
    """Let the 200 answers of a public view be kept, one for each value of `key`.

    `shown` is what the page depends on: names, that may hold the address's parameters (`needs:{code}`), and the
    places whose contributions it gathers. `key` reads from the query string what else, in as few values as can be
    ("" for none), or None for a page not to keep, and nothing but that: what it says is remembered. Without it, a
    query string is not kept. Not for whoever has a session or a message waiting: those get a page of their own.
    The page may hold no form that posts."""

    names = [each for each in shown if isinstance(each, str) and "{" not in each]
    others = [each for each in shown if each not in names]

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def kept_view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            asked: Asked | None = request.META.get(ASKED)
            if asked is None:
                return personal(view(request, *args, **kwargs))
            asked.versions = versions(names, read_off_the_address=_names(others, kwargs))
            return view(request, *args, **kwargs)

        kept_view.kept_key = key or _without_query  # type: ignore[attr-defined]  # read by `key_of`
        return kept_view

    return decorate


def key_of(view: object) -> Key:
    """What reads, from a query string, what the page of a view depends on."""
    found: Key = getattr(view, "kept_key", _without_query)
    return found


def personal(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, for one person alone."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _names(others: Iterable[str | Place[..., Any]], address: Mapping[str, object]) -> list[str]:
    names: list[str] = []
    for each in others:
        names += [each.format_map(address)] if isinstance(each, str) else each.pages(**address)
    return names


def _version_key(name: str) -> str:
    """A digest: part of the name comes from an address, where people write anything."""
    return "pages:version:" + hashlib.sha256(name.encode()).hexdigest()


def _without_query(query: Query) -> str | None:
    return None if query.asked else ""
