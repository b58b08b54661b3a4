"""Several at the same moment: each in a thread, on a connection of its own, waiting for the others to write."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any, TypeVar

from django.db import connection

Answer = TypeVar("Answer")
WRITES = ("INSERT", "UPDATE", "DELETE")
PATIENCE = 0.5  # seconds that one who is about to write waits for the others: they come, unless a lock holds them


def side_by_side(*jobs: Callable[[], Answer]) -> list[Answer | Exception]:
    """What each job answered or raised, in their order; for tests with `django_db(transaction=True)`.

    All start together, and nobody writes before everybody has read: without a lock each acts on what was true
    before the others. Where a lock holds the others back, the first stops waiting and goes on alone."""
    race = _Race(len(jobs))
    runners = [Thread(target=race.run, args=(place, job)) for place, job in enumerate(jobs)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return [race.answers[place] for place in range(len(jobs))]


def raised(answers: Sequence[object]) -> list[type[Exception]]:
    """The kinds of exceptions among the answers."""
    return [type(answer) for answer in answers if isinstance(answer, Exception)]


class _Race:
    def __init__(self, runners: int) -> None:
        self.answers: dict[int, Any] = {}
        self.ready, self.writing = Barrier(runners), Barrier(runners)

    def run(self, place: int, job: Callable[[], Any]) -> None:
        try:
            with connection.execute_wrapper(self._meet_before_writing):
                self.ready.wait(timeout=30)
                self.answers[place] = job()
        except Exception as refused:  # noqa: BLE001  # it is what the test looks at
            self.answers[place] = refused
        finally:
            self.writing.abort()  # who has nothing more to write keeps nobody waiting
            connection.close()

    def _meet_before_writing(self, execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith(WRITES):
            with suppress(BrokenBarrierError):
                self.writing.wait(PATIENCE)
        return execute(sql, *arguments)
