"""The figures of a selection in units of today, one indicator at a time and nothing of it kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from data import carrying
from data.cache import fresh
from data.cache import rows as ask_rows
from data.datasets import PUBLISHED

if TYPE_CHECKING:
    from data.selecting import Selection


def frames(selection: Selection, areas: tuple[str, ...], batch_rows: int) -> Iterator[pd.DataFrame]:
    """Rows of the view `figure` with `carrying.SAID`, in the order of `selecting.batches`.

    What is stored is given whole; what is carried where nothing is stored of the area and day.

    Args:
        selection: In units of today.
        areas: What is carried to them.
        batch_rows: Of a frame, at most.
    """
    own = selection if selection.areas else replace(selection, vintage=carrying.TODAY)
    for indicator in indicators(selection.dataset, selection.indicators):
        rows = _figures(replace(own, indicators=(indicator,)), indicator, areas)
        for start in range(0, len(rows), batch_rows):
            yield rows[start : start + batch_rows]


def first_rows(selection: Selection, areas: tuple[str, ...], most: int) -> pd.DataFrame | None:
    """The first rows that `frames` gives, without the rest of their indicator.

    An area has no row of a day before it or an area that it has land of has a stored figure, so
    rows of the areas that begin first are all there are up to where the next area begins. None
    where they are too few, and of ratios and published figures, which may be reckoned from what
    has earlier days.

    Args:
        selection: As for `frames`.
        areas: As for `frames`.
        most: Rows.
    """
    indicator = next(iter(indicators(selection.dataset, selection.indicators)), "")
    kinds = {row.indicator_id: row.kind for row in ask_rows("indicators")}
    if selection.dataset == PUBLISHED or kinds.get(indicator, "ratio") == "ratio":
        return None
    asked = {"dataset": selection.dataset, "indicator": indicator, "first": selection.first}
    known = set(areas)
    told = [row for row in ask_rows("first_day_by_area", **asked) if row.area_id in known]
    some = tuple(row.area_id for row in told[:most])
    if not some:
        return None
    rows = _figures(replace(selection, indicators=(indicator,), areas=some), indicator, some)
    rows = rows[rows["as_of"].notna()]
    for after in told[most : most + 1]:
        of_day, before = rows["as_of"] == after.as_of, rows["area_id"] < after.area_id
        rows = rows[(rows["as_of"] < after.as_of) | (of_day & before)]
    return rows.head(most) if len(rows) >= most else None


def _figures(own: Selection, indicator: str, areas: tuple[str, ...]) -> pd.DataFrame:
    stored = fresh("selected_figures", **own.asked())
    found = carrying.carried_as_asked(fresh, indicator, own.dataset, "", "", areas)
    if own.first:
        found = found[found["as_of"] >= pd.Timestamp(own.first)]
    if own.last:
        found = found[found["as_of"] <= pd.Timestamp(own.last)]
    order = ["as_of", "area_id", "origin"]
    return carrying.joined(stored, found).sort_values(order, kind="stable", ignore_index=True)


def indicators(dataset: str, wanted: tuple[str, ...]) -> list[str]:
    """Those with stored figures, and published ratios that can be reckoned from stored counts.

    Of other datasets the ratios of all areas are reckoned, which is not done here: those of the
    areas that changed alone would be taken for all.

    Args:
        dataset: Whose figures.
        wanted: Ids; empty for all.
    """
    stored = {row.indicator_id for row in ask_rows("coverage_by_level", dataset=dataset)}
    reckoned = {
        row.indicator_id
        for row in ask_rows("indicators")
        if dataset == PUBLISHED and {row.numerator_id, row.denominator_id} <= stored
    }
    known = stored | reckoned
    return sorted(known.intersection(wanted) if wanted else known)
