"""Lines of lineage and figures for the tiny world, and what the query carries of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

import queries
from data.qualifiers import bounds
from data.warehouse import Warehouse

DAY = date(2025, 5, 31)
LATER = date(2025, 8, 31)
# Communes of the tiny world before and since 1 July 2025, by a letter.
OLD = {"a": "2024-c91001", "b": "2024-c91002", "c": "2024-c91003", "d": "2024-c92001"}
NEW = {"A": "2025-c91001", "B": "2025-c91002", "C": "2025-c92001"}
SLIVER = 0.03


class Line(NamedTuple):
    """Where a share of an old area's land went; counts are split by one of the two shares."""

    old: str
    new: str
    share: float = 1.0
    new_share: float = 0.5
    carries: bool = True
    margin: float = 0.1

    @property
    def parting(self) -> float:
        """The share by which counts are split."""
        return self.share if self.carries else self.new_share


class Value(NamedTuple):
    """A figure of one area."""

    area: str
    value: float
    as_of: date = DAY
    qualifier: str = "exact"
    indicator: str = "teams"
    timing: str = "cumulative"
    period_start: date | None = None
    in_conflict: bool = False
    source: str = "s-moon"
    origin: str = ""


def kind_of(share: float) -> str:
    return "whole" if share == 1 else "sliver" if share < SLIVER else "part"


def id_of(area: str) -> str:
    return {**OLD, **NEW}.get(area, area)


def fill(warehouse: Warehouse, lines: Iterable[Line], values: Iterable[Value]) -> None:
    """Puts these lines and figures in the place of all there were."""
    became = pd.DataFrame([_line(line) for line in lines])  # noqa: F841, read by the insert
    said = pd.DataFrame([_figure(n, each) for n, each in enumerate(values)])  # noqa: F841
    with warehouse.transaction() as cursor:
        cursor.execute("delete from lineage")
        cursor.execute("delete from observation")
        cursor.execute("insert into lineage by name select * from became")
        cursor.execute("insert into observation by name select * from said")


def _line(line: Line) -> dict[str, object]:
    return {
        "old_id": id_of(line.old),
        "new_id": id_of(line.new),
        "kind": kind_of(line.share),
        "share": line.share,
        "new_share": line.new_share,
        "margin": 0 if line.parting == 1 else line.margin,
        "carries": line.carries,
        "basis": "registry" if line.parting == 1 else "estimate",
    }


def _figure(n: int, each: Value) -> dict[str, object]:
    low, high = bounds(repr(each.value), each.qualifier)
    return {
        "area_id": id_of(each.area),
        "indicator_id": each.indicator,
        "timing": each.timing,
        "period_start": each.period_start,
        "as_of": each.as_of,
        "precision": "month",
        "basis": "printed",
        "value": float(each.value),
        "low": low,
        "high": high,
        "qualifier": each.qualifier,
        "dataset": "published",
        "source_id": each.source,
        "batch_id": "b-world",
        "origin": each.origin or f"f:{n}",
        "in_conflict": each.in_conflict,
    }


def carried(
    warehouse: Warehouse, indicator: str = "teams", areas: Iterable[str] | None = None
) -> pd.DataFrame:
    """What the query says of today's communes, or of the areas named."""
    with warehouse.cursor() as cursor:
        return queries.run(
            cursor,
            "carried_by_area",
            indicator=indicator,
            dataset="published",
            level="commune",
            within="",
            areas=None if areas is None else [id_of(area) for area in areas],
        )


def by_area(rows: pd.DataFrame, day: date = DAY) -> dict[str, Any]:
    """The row of each area on a day, by its letter."""
    letters = {code: letter for letter, code in {**OLD, **NEW}.items()}
    there = rows[rows["as_of"] == pd.Timestamp(day)]
    return {letters.get(row.area_id, row.area_id): row for row in there.itertuples()}
