"""What the running app has done so far, counted in memory: requests, questions, what is open."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter

Labels = tuple[tuple[str, str], ...]

_counts: Counter[tuple[str, Labels]] = Counter()
_counting = threading.Lock()


def add(name: str, amount: float = 1, /, **labels: str) -> None:
    """Adds to a count. Labels must be few: each combination is kept until the app ends.

    Args:
        name: Of the count, as programs read it: `atlas_requests_total`.
        amount: What is added; less than nothing where something open ended.
        labels: What is counted apart.
    """
    with _counting:
        _counts[name, tuple(sorted(labels.items()))] += amount  # type: ignore[assignment]


@contextmanager
def timed(name: str, /, **labels: str) -> Iterator[None]:
    """Counts what goes on inside, and its seconds: `<name>_count` and `<name>_sum`."""
    started = perf_counter()
    try:
        yield
    finally:
        add(f"{name}_count", **labels)
        add(f"{name}_sum", perf_counter() - started, **labels)


def counts() -> Mapping[tuple[str, Labels], float]:
    """All counts as they are, by name and labels."""
    with _counting:
        return dict(_counts)
