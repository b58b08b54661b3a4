"""Several at the same moment: each in a thread, on a connection of its own."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event, Thread
from typing import Any, TypeVar

from django.db import connection

Answer = TypeVar("Answer")
WRITES = ("INSERT", "UPDATE", "DELETE")
PATIENCE = 0.5  # seconds that one who is about to write waits for the others: they come, unless a lock holds them


def side_by_side(*jobs: Callable[[], Answer]) -> list[Answer | Exception]:
    """What each job answered or raised, in their order; for tests with `django_db(transaction=True)`.

    Each begins once the one before is about to write, and nobody writes before everybody has read: without a
    lock each acts on what was true before the others. Where a lock holds the others back, the first stops waiting
    and goes on alone: it always wins, and the second meets what the first has made."""
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
        self.has_read = [Event() for _ in range(runners)]
        self.writing = Barrier(runners)

    def run(self, place: int, job: Callable[[], Any]) -> None:
        def meet_before_writing(execute: Any, sql: str, *arguments: Any) -> Any:
            if sql.startswith(WRITES):
                self.has_read[place].set()
                with suppress(BrokenBarrierError):
                    self.writing.wait(PATIENCE)
            return execute(sql, *arguments)

        try:
            if place:
                self.has_read[place - 1].wait(timeout=30)
            with connection.execute_wrapper(meet_before_writing):
                self.answers[place] = job()
        except Exception as refused:  # noqa: BLE001  # it is what the test looks at
            self.answers[place] = refused
        finally:
            self.has_read[place].set()
            self.writing.abort()  # who has nothing more to write keeps nobody waiting
            connection.close()
