"""One at a time, a few who wait, the others told at once."""

import threading
import time

from qpv_charter.toolkit.turns import Turns


def test_one_has_its_turn_some_wait_and_the_others_are_told_at_once() -> None:
    turns, hold = Turns(waiting=2, patience=10), threading.Event()
    answers: list[bool] = []

    def ask() -> None:
        with turns.take() as has_come:
            answers.append(has_come)
            hold.wait(10)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)

    began = time.monotonic()
    with turns.take() as has_come:
        assert not has_come
    assert time.monotonic() - began < 1
    assert answers == [True], "two wait for their turn"

    hold.set()
    for thread in threads:
        thread.join(10)
    assert answers == [True] * 3
    with turns.take() as has_come:
        assert has_come


def test_who_waits_too_long_is_told_and_leaves_its_place() -> None:
    turns = Turns(waiting=1, patience=0.01)
    with turns.take() as first:
        for _ in range(3):
            with turns.take() as second:
                assert (first, second) == (True, False)
    with turns.take() as has_come:
        assert has_come
