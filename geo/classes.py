"""Classes of a choropleth map: half-open intervals that stay the same over all periods."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_CLASSES = 6
ENOUGH = 4
MOST_DISTINCT = 500  # natural breaks are found among at most so many values
# What an edge may begin with, from the roundest numbers to three digits.
ROUND = (
    (1, 2, 5),
    (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8),
    tuple(digit / 10 for digit in range(10, 100)),
    tuple(digit / 100 for digit in range(100, 1000)),
)


@dataclass(frozen=True)
class Classes:
    """Half-open intervals [edge, next edge); the last one is closed above by no edge.

    Attributes:
        edges: Lower edges in rising order; values below the first do not occur.
    """

    edges: tuple[float, ...]

    @property
    def no_data(self) -> int:
        """The index that stands for "no data", one past the last class."""
        return len(self.edges)

    def index(
        self, values: Iterable[float | None], bounded: Iterable[bool] | None = None
    ) -> npt.NDArray[np.uint8]:
        """The class of each value, `no_data` where a value is missing.

        Args:
            values: The values.
            bounded: Whether each is an upper bound: "nearly 2,000" is below an edge at 2,000.
        """
        numbers = np.array([math.nan if v is None else v for v in values], dtype=float)
        found = np.searchsorted(np.array(self.edges), numbers, side="right") - 1
        if bounded is not None:
            below = np.searchsorted(np.array(self.edges), numbers, side="left") - 1
            found = np.where(np.fromiter(bounded, dtype=bool), below, found)
        return np.where(np.isnan(numbers), self.no_data, np.maximum(found, 0)).astype(np.uint8)

    def counts(self, values: Iterable[float | None]) -> list[int]:
        """How many values fall into each class, "no data" last."""
        indexes = self.index(values)
        return [int(np.sum(indexes == place)) for place in range(len(self.edges) + 1)]

    def labels(self, number: Callable[[float], str], whole: bool, least: str) -> list[str]:
        """Each class in words, such as "500 – 999" or "0,4 – <0,5", the last as `least`.

        Args:
            number: Writes a number.
            whole: Whether values are whole numbers, so that a class can name its last one.
            least: Wording of the last class, with `{edge}` in it.
        """
        spans = [
            f"{number(low)} – {number(high - 1)}" if whole else f"{number(low)} – <{number(high)}"
            for low, high in zip(self.edges, self.edges[1:], strict=False)
        ]
        singles = [
            number(low) if whole and high - low == 1 else span
            for low, high, span in zip(self.edges, self.edges[1:], spans, strict=False)
        ]
        return [*singles, least.format(edge=number(self.edges[-1]))] if self.edges else []


def round_classes(values: Iterable[float | None], most: int = MOST_CLASSES) -> Classes:
    """Classes with round edges and about equally many of `values` in each.

    Edges are quantiles of the distinct values, rounded down to the roundest numbers of `ROUND`
    that leave `ENOUGH` of them apart. Every class holds a value.

    Args:
        values: Every value of every period that is to share the classes; None and NaN are left out.
        most: The most classes wanted.
    """
    numbers = np.array([v for v in values if v is not None], dtype=float)
    numbers = np.unique(numbers[~np.isnan(numbers)])
    if numbers.size == 0:
        return Classes(())
    wanted = min(most, numbers.size)
    quantiles = [float(numbers[numbers.size * k // wanted]) for k in range(wanted)]
    edges: list[float] = []
    for leading in ROUND:
        edges = sorted({_rounded_down(q, leading) for q in quantiles})
        if len(edges) >= min(wanted, ENOUGH):
            break
    return Classes(tuple(edges))


def classes_by(breaks: str, values: Iterable[float | None], decimals: int) -> Classes:
    """Classes cut as `breaks` says, at edges that can be written with `decimals` decimals.

    Args:
        breaks: "round"; "quantiles" (about equally many values in each); "equal" (equally wide); or
            "natural" (values of a class as near to each other as can be: Jenks 1967, found by
            Fisher's exact method, 1958).
        values: Every value of every period that is to share the classes; None and NaN are left out.
        decimals: How many decimals values are shown with.
    """
    if breaks == "round":
        return round_classes(values)
    numbers = np.array([v for v in values if v is not None], dtype=float)
    numbers = np.sort(numbers[~np.isnan(numbers)])
    if numbers.size == 0:
        return Classes(())
    most = min(MOST_CLASSES, np.unique(numbers).size)
    cut = {"quantiles": _quantiles, "equal": _equal, "natural": _natural}[breaks]
    # Rounded down, so that the value an edge came from stays in the class that it begins.
    scale = 10.0**decimals
    return Classes(
        tuple(sorted({math.floor(e * scale + 1e-9) / scale for e in cut(numbers, most)}))
    )


def _quantiles(numbers: npt.NDArray[np.float64], most: int) -> list[float]:
    return [float(numbers[numbers.size * k // most]) for k in range(most)]


def _equal(numbers: npt.NDArray[np.float64], most: int) -> list[float]:
    return [float(edge) for edge in np.linspace(numbers[0], numbers[-1], most + 1)[:-1]]


def _natural(numbers: npt.NDArray[np.float64], most: int) -> list[float]:
    """First value of each class where the squared deviations within classes are least."""
    if numbers.size > MOST_DISTINCT:
        numbers = np.quantile(numbers, np.linspace(0, 1, MOST_DISTINCT))
    values, weights = np.unique(numbers, return_counts=True)
    n = np.concatenate([[0], np.cumsum(weights)])
    total = np.concatenate([[0], np.cumsum(weights * values)])
    squares = np.concatenate([[0], np.cumsum(weights * values**2)])

    def deviation(first: npt.NDArray[np.int64], end: int) -> npt.NDArray[np.float64]:
        """Squared deviations from the mean of the values from each `first` up to before `end`."""
        sums = total[end] - total[first]
        spread: npt.NDArray[np.float64] = (
            squares[end] - squares[first] - sums**2 / (n[end] - n[first])
        )
        return spread

    size = values.size
    least = np.array([0.0, *(deviation(np.array([0]), end)[0] for end in range(1, size + 1))])
    starts = []
    for classes in range(2, most + 1):
        start, better = np.zeros(size + 1, dtype=int), np.full(size + 1, np.inf)
        for end in range(classes, size + 1):
            first = np.arange(classes - 1, end)
            costs = least[first] + deviation(first, end)
            start[end], better[end] = first[np.argmin(costs)], costs.min()
        starts.append(start)
        least = better
    edges, end = [], size
    for start in reversed(starts):
        end = start[end]
        edges.append(float(values[end]))
    return [float(values[0]), *edges]


def rank_classes(last: int, most: int = MOST_CLASSES + 1) -> Classes:
    """Classes of ranks: 1–10, 11–20 and so on, as wide as keeps them few.

    Args:
        last: The last rank that occurs.
        most: The most classes wanted.
    """
    widths = (factor * 10**power for power in range(6) for factor in (1, 2, 5))
    width = next(width for width in widths if math.ceil(last / width) <= most)
    return Classes(tuple(float(edge) for edge in range(1, last + 1, width)))


def _rounded_down(value: float, leading: Sequence[float]) -> float:
    """The value rounded down to one of the leading digits, times a power of ten.

    Args:
        value: Any number.
        leading: What may lead, from 1 to less than 10, in rising order.
    """
    if value == 0:
        return 0.0
    scale = 10.0 ** math.floor(math.log10(abs(value)) + 1e-12)
    share = abs(value) / scale
    if value > 0:
        digit = max(lead for lead in leading if lead <= share * (1 + 1e-12) or lead == leading[0])
        return _written(digit * scale)
    digit = min(lead for lead in (*leading, 10) if lead >= share * (1 - 1e-12))
    return _written(-digit * scale)


def _written(edge: float) -> float:
    """The edge with its three digits and nothing behind them: 2.09 times a million is less."""
    return float(f"{edge:.3g}")
