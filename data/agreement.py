"""Whether two figures can both be true: two sources, or a printed share and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from data.ratios import Number, nearest, number_of, quotient


def contradict(one: Any, other: Any) -> bool:
    """Whether the days of two figures may be the same and their bounds cannot; open ends never."""
    same_days = one.starts_on <= other.as_of and other.starts_on <= one.as_of
    return bool(same_days and (one.low > other.high or one.high < other.low))


def contradictions(rows: Iterable[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Each figure with those that contradict it; each pair once, the most contradicted first.

    Args:
        rows: Figures of one area and indicator, of the view `figure`.
    """
    listed = [row for row in rows if not pd.isna(row.as_of)]
    against = {row.origin: [other for other in listed if contradict(row, other)] for row in listed}
    done = set[str]()
    for row in sorted(listed, key=lambda row: -len(against[row.origin])):
        done.add(row.origin)
        others = [other for other in against[row.origin] if other.origin not in done]
        if others:
            yield row, others


def reckoned(
    printed: Any, numerators: Iterable[Any], denominators: Iterable[Any]
) -> tuple[Number, Any, Any] | None:
    """The percentage that a printed one should be, and the two counts; None where one is missing.

    The counts are those nearest to the printed percentage in time, at most a year away; of an
    undated one, the undated counts of its source.

    Args:
        printed: A row of the view `figure`.
        numerators: Figures of the same area in the numerator's indicator.
        denominators: The same of the denominator.
    """
    above, below = _beside(printed, numerators), _beside(printed, denominators)
    if above is None or below is None:
        return None
    ratio = quotient(number_of(above), number_of(below), 100)
    return (ratio, above, below) if ratio else None


def agrees(printed: Number, ratio: Number) -> bool:
    """Whether a percentage reckoned from its parts is the printed one, at its printed precision.

    A printed 91.4 is anything that rounds to it; words such as "nearly" are taken as the bounds
    they are.
    """
    low, high = printed.low, printed.high
    if printed.qualifier == "exact":
        exponent = Decimal(str(printed.value)).normalize().as_tuple().exponent
        places = max(-exponent, 0) if isinstance(exponent, int) else 0
        half = 0.5 / 10**places
        low, high = low - half, high + half
    return not (ratio.low > high or ratio.high < low)


def _beside(printed: Any, parts: Iterable[Any]) -> Any | None:
    careful = [part for part in parts if not part.remark_en]
    if not pd.isna(printed.as_of):
        return nearest(printed, [part for part in careful if not pd.isna(part.as_of)])
    same = (p for p in careful if pd.isna(p.as_of) and p.source_id == printed.source_id)
    return next(same, None)
