"""The latest answers: kept up to a size, made once for all who ask, and few at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from data import latest
from data.latest import Latest
from data.lazily import reckoned_once

MANY = 8


def all_at_once(ask: Callable[[int], object]) -> list[object]:
    """What threads got that asked at the same moment, each with its number."""
    ready = threading.Barrier(MANY)

    def wait_and_ask(number: int) -> object:
        ready.wait(10)
        try:
            return ask(number)
        except ValueError as error:
            return error

    with ThreadPoolExecutor(MANY) as pool:
        return [each.result(20) for each in [pool.submit(wait_and_ask, n) for n in range(MANY)]]


def test_the_latest_answers_are_kept_and_of_one_version_only() -> None:
    made: list[object] = []

    def ask(kept: Latest, version: int, asked: int) -> object:
        return kept(version, asked, lambda: made.append(asked) or asked)  # type: ignore[func-returns-value]

    kept = Latest(most=2)
    for asked in (1, 2, 1, 3, 1, 2):
        assert ask(kept, 1, asked) == asked
    assert made == [1, 2, 3, 2]  # 2 was asked for longest ago when 3 came
    ask(kept, 2, 1)
    ask(kept, 1, 1)  # which nobody asks of an older warehouse but a run that began before
    assert made == [1, 2, 3, 2, 1, 1]


def test_frames_are_kept_up_to_a_number_of_cells() -> None:
    kept = Latest(most=10, cells=100)
    made: list[int] = []

    def ask(rows: int, times: int = 1) -> None:
        for _time in range(times):

            def make() -> pd.DataFrame:
                made.append(rows)
                return pd.DataFrame({"a": range(rows), "b": 0})

            assert len(kept(1, rows, make)) == rows

    ask(20, times=2)
    ask(25, times=2)
    assert made == [20, 25]  # 90 cells
    ask(10)
    assert made == [20, 25, 10]
    ask(25)
    ask(20)
    assert made == [20, 25, 10, 20]  # 110 cells were too many, so the first went
    ask(60, times=2)
    ask(20)
    assert made[4:] == [60, 60]  # too large to be kept, and nothing went for it


def test_threads_that_ask_the_same_share_one_making() -> None:
    kept, made = Latest(most=10, cells=10), list[int]()

    def make() -> pd.DataFrame:
        made.append(1)
        time.sleep(0.1)
        return pd.DataFrame({"a": range(20)})  # too large to be kept, so only shared

    answers = all_at_once(lambda _number: kept(1, "asked", make))
    assert len(made) == 1
    assert all(answer is answers[0] for answer in answers)


def test_who_waited_for_one_that_failed_asks_anew() -> None:
    kept, made = Latest(most=10), list[int]()

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        if len(made) == 1:
            raise ValueError("the first")
        return len(made)

    answers = all_at_once(lambda _number: kept(1, "asked", make))
    assert sorted(str(answer) for answer in answers) == [*["2"] * (MANY - 1), "the first"]
    assert len(made) == 2


def test_few_threads_reckon_at_a_time_and_ask_meanwhile() -> None:
    outer, inner = Latest(most=20), Latest(most=20)
    now, most = [0], [0]
    counting = threading.Lock()

    def make(number: int) -> int:
        with counting:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        shared = inner(1, number % 2, lambda: slowly(number % 2))
        with counting:
            now[0] -= 1
        return number + shared

    def slowly(answer: int) -> int:
        time.sleep(0.02)
        return answer

    answers = all_at_once(lambda number: outer(1, number, lambda: make(number)))
    assert answers == [number + number % 2 for number in range(MANY)]
    assert most[0] == latest.AT_ONCE


def test_a_kept_answer_waits_for_nobody() -> None:
    kept = Latest(most=10)
    kept(1, "known", lambda: 1)
    going, over = threading.Barrier(latest.AT_ONCE + 1), threading.Event()

    def make() -> int:
        going.wait(10)
        over.wait(10)
        return 2

    with ThreadPoolExecutor(latest.AT_ONCE) as pool:
        slow = [pool.submit(kept, 1, number, make) for number in range(latest.AT_ONCE)]
        going.wait(10)
        assert kept(1, "known", lambda: pytest.fail("made anew")) == 1
        over.set()
        assert [each.result(10) for each in slow] == [2] * latest.AT_ONCE


def test_a_run_keeps_its_turn_to_the_end() -> None:
    kept, order = Latest(most=50), list[str]()
    began = threading.Barrier(latest.AT_ONCE + 1)

    def run(name: str) -> None:
        with latest.one_turn():
            kept(1, name, lambda: 0)
            began.wait(10)
            time.sleep(0.05)
            order.append(name)
        kept(1, name + " after", lambda: 0)

    with ThreadPoolExecutor(latest.AT_ONCE + 1) as pool:
        runs = [pool.submit(run, f"{number}") for number in range(latest.AT_ONCE)]
        began.wait(10)
        other = pool.submit(kept, 1, "other", lambda: order.append("other"))
        for each in [*runs, other]:
            each.result(10)
    assert order[0] in "01"


class Slow:
    """Has a property that waits for another object of its class to be at the same."""

    def __init__(self, together: threading.Barrier) -> None:
        self.together, self.times = together, 0

    @reckoned_once
    def met(self) -> int:
        """How often this was reckoned."""
        self.times += 1
        self.together.wait(10)
        return self.times


def test_properties_of_two_objects_are_reckoned_at_the_same_time_and_once() -> None:
    together = threading.Barrier(2)
    pair = [Slow(together), Slow(together)]
    with ThreadPoolExecutor(2) as pool:
        met = [each.result(20) for each in [pool.submit(getattr, one, "met") for one in pair]]
    assert met == [1, 1]
    assert [one.met for one in pair] == [1, 1]
    assert Slow.met.__doc__ == "How often this was reckoned."
