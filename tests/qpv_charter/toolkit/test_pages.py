"""The version of kept pages: one for all processes, asked of the shared cache a few times a second at most."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoCaptureOnCommitCallbacks

from qpv_charter.settings.cache import WAITS, impatient
from qpv_charter.toolkit import pages
from qpv_charter.toolkit.contributions import Place
from tests.keeping import kept_answers

pytestmark = pytest.mark.django_db
NAME = "essai"
Clock = Callable[[float], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Clock:
    """`at(0.1)` sets the clock, in seconds; what the shared cache says is believed for 0.1 s."""
    settings.VERSION_BELIEVED = 0.1
    monkeypatch.setattr(pages, "_read", {})
    monkeypatch.setattr(pages, "_answering", pages._Answering())

    def set_clock(seconds: float) -> None:
        monkeypatch.setattr(time, "monotonic", lambda: seconds)

    return set_clock


def changed_by_another_process() -> None:
    caches["versions"].set(pages._version_key(NAME), "ailleurs")


def test_another_process_is_heard_a_tenth_of_a_second_later(at: Clock) -> None:
    at(5)
    before = pages.version(NAME)
    changed_by_another_process()

    at(5.09)
    assert pages.version(NAME) == before
    at(5.1)
    assert pages.version(NAME) == "ailleurs"


def test_this_process_hears_itself_at_once_but_not_before_the_commit(
    at: Clock, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    at(5)
    before = pages.version(NAME)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        pages.changed(NAME)
        assert pages.version(NAME) == before

    assert pages.version(NAME) != before


def test_a_crowd_asks_the_shared_cache_once(at: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    at(5)
    pages.version(NAME)
    monkeypatch.setattr(caches["versions"], "get_many", lambda *_: pytest.fail("the shared cache was asked"))

    assert len({pages.version(NAME) for _ in range(1000)}) == 1


def test_several_names_take_one_read_of_the_shared_cache(at: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    at(5)
    known = pages.version(NAME)
    asked: list[list[str]] = []
    read = caches["versions"].get_many
    monkeypatch.setattr(caches["versions"], "get_many", lambda keys: asked.append(keys) or read(keys))  # type: ignore[func-returns-value]  # appends, then reads

    at(6)
    found = pages.versions([NAME, "autre"], read_off_the_address=["troisième"])

    assert len(asked) == 1
    assert found.words[0] == known
    assert set(found.offered) == {"troisième"}


def test_what_is_remembered_of_names_is_bounded(at: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_REMEMBERED", 10)
    at(5)

    for number in range(100):
        pages.version(f"essai {number}")

    assert len(pages._read) <= 11


def test_one_name_more_makes_no_other_forgotten(at: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_REMEMBERED", 10)
    at(5)

    for number in range(11):
        pages.version(f"essai {number}")

    assert len(pages._read) == 11


class Kept:
    """A kept page, as a visitor asks for it: says how many times it was made."""

    def __init__(self, *shown: str | Place[..., Any], status: int = 200) -> None:
        self.made = 0

        @pages.kept_for_visitors(*shown)
        def view(request: HttpRequest, code: str) -> HttpResponse:
            self.made += 1
            self.while_made()
            return HttpResponse(f"{code} {self.made}", status=status)

        self.view = view

    def while_made(self) -> None:
        """What happens elsewhere meanwhile."""

    def ask(self, code: str) -> str:
        answer = kept_answers(self.view, code=code)(RequestFactory().get(f"/quartiers/{code}/"))
        assert isinstance(answer, HttpResponse)
        return answer.content.decode()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., None]:
    """`commit("needs")`: what it stands for changes, in a transaction that commits."""

    def change(*names: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            pages.changed(*names)

    return change


def test_what_is_written_in_one_neighbourhood_leaves_the_others_kept(commit: Callable[..., None]) -> None:
    kept = Kept("directory", "needs:{code}")
    kept.ask("QN09331M")
    kept.ask("QN09332M")

    commit("needs:QN09331M")

    assert kept.ask("QN09332M") == "QN09332M 2"
    assert kept.ask("QN09331M") == "QN09331M 3"
    assert kept.made == 3


def test_a_page_with_two_names_is_made_again_for_either(commit: Callable[..., None]) -> None:
    kept = Kept("directory", "needs:{code}")
    assert [kept.ask("QN09331M") for _ in range(3)] == ["QN09331M 1"] * 3

    commit("directory")
    assert kept.ask("QN09331M") == "QN09331M 2"
    commit("needs:QN09331M", "other")
    assert kept.ask("QN09331M") == "QN09331M 3"
    assert kept.ask("QN09331M") == "QN09331M 3"


def test_a_page_depends_on_what_was_contributed_to_its_places(commit: Callable[..., None]) -> None:
    place: Place[[str], str] = Place("essai", address=("code",))
    kept = Kept("directory", place)
    place.contribute(order=100, pages=["gatherings:{code}"])(str)
    kept.ask("QN09331M")

    commit("gatherings:QN09332M")
    assert kept.ask("QN09331M") == "QN09331M 1"
    commit("gatherings:QN09331M")
    assert kept.ask("QN09331M") == "QN09331M 2"


@pytest.mark.parametrize("known", [["needs:QN09331M"], []], ids=["a known name", "a name nobody asked for yet"])
def test_a_page_made_while_its_name_changes_is_not_kept(commit: Callable[..., None], known: list[str]) -> None:
    """It may show the old content: whoever asks next gets a new one."""
    kept = Kept("needs:{code}")
    for name in known:
        pages.version(name)
    kept.while_made = lambda: commit("needs:QN09331M") if kept.made == 1 else None  # type: ignore[method-assign]  # for one test

    kept.ask("QN09331M")

    assert kept.ask("QN09331M") == "QN09331M 2"
    assert kept.ask("QN09331M") == "QN09331M 2"


def test_an_address_that_leads_nowhere_leaves_nothing_in_the_shared_cache() -> None:
    kept = Kept("needs:{code}", status=404)

    kept.ask("n’importe quoi")

    assert caches["versions"].get(pages._version_key("needs:n’importe quoi")) is None


def test_a_shared_cache_that_was_emptied_gives_no_old_page_back() -> None:
    kept = Kept("needs:{code}")
    kept.ask("QN09331M")

    caches["versions"].clear()

    assert kept.ask("QN09331M") == "QN09331M 2"


@pytest.mark.parametrize(
    ("asked", "is_kept"),
    [
        ({}, True),
        ({"method": "HEAD"}, True),
        ({"method": "POST"}, False),
        ({"cookies": {"sessionid": "x"}}, False),
        ({"cookies": {"messages": "x"}}, False),  # a message waits: whoever reads it must see it, and nobody else
        ({"cookies": {"sessionid": "x", "messages": "x"}}, False),
        ({"cookies": {"other": "x"}}, True),
        ({"query": "?a=1"}, False),
    ],
)
def test_only_a_visitors_page_is_kept(asked: dict[str, Any], is_kept: bool) -> None:  # noqa: FBT001  # a case
    made: list[str] = []

    @pages.kept_for_visitors(NAME)
    def page(request: HttpRequest) -> HttpResponse:
        made.append("")
        return HttpResponse("Bonjour")

    for _ in range(2):
        request = RequestFactory().generic(asked.get("method", "GET"), f"/essai/{asked.get('query', '')}")
        request.COOKIES.update(asked.get("cookies", {}))
        answer = kept_answers(page)(request)

    assert len(made) == (1 if is_kept else 2)
    kept_by = answer.headers["Cache-Control"]
    assert kept_by == ("public, no-cache" if is_kept else "private, no-cache")


@pytest.mark.parametrize("status", [301, 404, 410, 500])
def test_only_a_page_that_is_there_is_kept(status: int) -> None:
    made: list[str] = []

    @pages.kept_for_visitors(NAME)
    def page(request: HttpRequest) -> HttpResponse:
        made.append("")
        return HttpResponse(status=status)

    answers = [kept_answers(page)(RequestFactory().get("/essai/")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [status] * 2
    assert len(made) == 2


def test_what_is_kept_by_its_name_is_made_again_when_that_changes(commit: Callable[..., None]) -> None:
    made = iter(range(10))

    def ask() -> int:
        return pages.kept(NAME, "somme", lambda: next(made), worth=lambda number: number > 0)

    assert [ask(), ask(), ask()] == [0, 1, 1]  # 0 is not worth keeping
    commit(NAME)
    assert ask() == 2


NOWHERE = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}


@pytest.fixture
def nobody_answers(settings: Any, at: Clock) -> Clock:
    """The shared cache is a Redis that stopped, until `settings` say otherwise; the clock stands at 5 s."""
    at(5)
    settings.CACHES = settings.CACHES | {"versions": NOWHERE}
    return at


@pytest.mark.usefixtures("nobody_answers")
def test_without_the_shared_cache_pages_are_made_for_each_and_kept_nowhere() -> None:
    kept = Kept("directory", "needs:{code}")

    assert [kept.ask("QN09331M") for _ in range(3)] == ["QN09331M 1", "QN09331M 2", "QN09331M 3"]


@pytest.mark.usefixtures("nobody_answers")
def test_without_the_shared_cache_nothing_is_kept_by_its_name() -> None:
    caches["pages"].clear()
    made = iter(range(10))

    assert [pages.kept(NAME, "somme", lambda: next(made), worth=lambda _: True) for _ in range(3)] == [0, 1, 2]
    assert caches["pages"].get(f"{NAME} somme") is None


@pytest.mark.usefixtures("nobody_answers")
def test_what_was_written_is_not_lost_because_pages_cannot_be_told(
    commit: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    commit("directory")

    assert "does not answer" in caplog.text


def test_a_cache_that_failed_is_left_alone_for_some_seconds_then_asked_again(
    nobody_answers: Clock, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pages, "SILENCE", 3)
    kept = Kept("directory")
    kept.ask("QN09331M")
    kept.ask("QN09331M")
    assert caplog.text.count("does not answer") == 1

    settings.CACHES = settings.CACHES | {"versions": settings.CACHES["default"]}
    nobody_answers(7.9)
    assert kept.ask("QN09331M") == "QN09331M 3"
    nobody_answers(8)
    assert [kept.ask("QN09331M") for _ in range(2)] == ["QN09331M 4"] * 2


def test_a_page_kept_before_is_not_shown_while_nobody_says_whether_it_is_true(at: Clock, settings: Any) -> None:
    at(5)
    kept = Kept("directory")
    kept.ask("QN09331M")
    at(6)
    settings.CACHES = settings.CACHES | {"versions": NOWHERE}

    assert kept.ask("QN09331M") == "QN09331M 2"


def test_whether_the_shared_cache_answers_is_asked_each_time(nobody_answers: Clock, settings: Any) -> None:
    assert not pages.answers()
    settings.CACHES = settings.CACHES | {"versions": settings.CACHES["default"]}

    assert pages.answers()


def test_redis_is_not_waited_for_and_the_database_has_its_own_patience() -> None:
    database = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}

    assert impatient(database) == database
    assert impatient(NOWHERE)["OPTIONS"] == WAITS
    assert impatient(NOWHERE | {"OPTIONS": {"socket_timeout": 2}})["OPTIONS"]["socket_timeout"] == 2
