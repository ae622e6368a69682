"""What is reckoned for a selection, carried or summed: one indicator at a time, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from data import carrying
from data.cache import fresh
from data.cache import rows as ask_rows
from data.datasets import PUBLISHED
from data.exports import SUMMED

if TYPE_CHECKING:
    from data.selecting import Selection


def frames(selection: Selection, areas: tuple[str, ...], batch_rows: int) -> Iterator[pd.DataFrame]:
    """Rows of the view `figure` with `carrying.SAID`, in the order of `selecting.batches`.

    What is stored is given whole; what is carried where nothing is stored of the area and day.

    Args:
        selection: In units of today, or with sums.
        areas: What is carried to them.
        batch_rows: Of a frame, at most.
    """
    is_of_today = selection.units == "today" and not selection.areas
    own = replace(selection, vintage=carrying.TODAY) if is_of_today else selection
    for indicator in indicators(selection):
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
        selection: In units of today, without sums.
        areas: As for `frames`.
        most: Rows.
    """
    indicator = next(iter(indicators(selection)), "")
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
    order = ["as_of", "area_id", "origin"]
    if own.sums:
        days = {"first": own.first, "last": own.last, "units": own.units}
        asked = {"dataset": own.dataset, "indicators": own.indicators, **own.asked_areas(), **days}
        sums = fresh("selected_sums", **asked)
        told = stored.assign(carried=carrying.OWN, **dict.fromkeys(SUMMED, float("nan")))
        stored = pd.concat([frame for frame in (told, sums) if len(frame)] or [told])
    if own.units == "then":
        return stored.sort_values(order, kind="stable", ignore_index=True)
    found = carrying.carried_as_asked(fresh, indicator, own.dataset, "", "", areas)
    if own.first:
        found = found[found["as_of"] >= pd.Timestamp(own.first)]
    if own.last:
        found = found[found["as_of"] <= pd.Timestamp(own.last)]
    rows = carrying.joined(stored, found).sort_values(order, kind="stable", ignore_index=True)
    if own.sums:  # what is carried says of how many old units it is, which is something else
        rows["parts"] = rows["parts"].where(rows["expected"].notna())
    return rows


def indicators(selection: Selection) -> list[str]:
    """Those with stored figures, and ratios that can be reckoned from stored counts.

    Without sums only published ratios are: of other datasets those of the areas that changed alone
    would be taken for all.

    Args:
        selection: Whose dataset and indicators are meant.
    """
    dataset, wanted = selection.dataset, selection.indicators
    are_reckoned = dataset == PUBLISHED or bool(selection.sums)
    stored = {row.indicator_id for row in ask_rows("coverage_by_level", dataset=dataset)}
    reckoned = {
        row.indicator_id
        for row in ask_rows("indicators")
        if are_reckoned and {row.numerator_id, row.denominator_id} <= stored
    }
    known = stored | reckoned
    return sorted(known.intersection(wanted) if wanted else known)
