"""Points of invented areas, and the chart of lines they give."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.trend import lines

COLUMNS = [
    *("area_id", "starts_on", "as_of", "value", "low", "high", "qualifier", "in_conflict", "hover")
]
NO_TARGETS = pd.DataFrame(columns=["area_id", "due", "value", "label", "hover"])


def points(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Points of area `a`, each (day or (first day, last day), value, low, high, qualifier)."""
    built = []
    for when, value, low, high, qualifier, *disputed in rows:
        start, end = when if isinstance(when, tuple) else (when, when)
        row = ("a", start, end, value, low, high, qualifier, bool(disputed), f"hover {value}")
        built.append(row)
    return pd.DataFrame(built, columns=COLUMNS)


def exact(when: object, value: float, *disputed: bool) -> tuple[Any, ...]:
    return (when, value, value, value, "exact", *disputed)


def drawn(given: pd.DataFrame, targets: pd.DataFrame = NO_TARGETS, **changes: Any) -> go.Figure:
    options: dict[str, Any] = {
        "names": {"a": "Mây Trắng"},
        "benchmarks": {},
        "unit": "tổ",
        "breaks": [],
        "separators": ",.",
        "narrow": False,
        "ink": "#1d2529",
    }
    return lines(given, targets, **(options | changes))


def many(ends: list[float]) -> tuple[pd.DataFrame, dict[str, str]]:
    frames = [
        points(exact(date(2023, 1, 1), 1000), exact(date(2024, 1, 1), end)).assign(area_id=f"a{n}")
        for n, end in enumerate(ends)
    ]
    return pd.concat(frames), {f"a{n}": f"Nơi {n}" for n in range(len(ends))}
