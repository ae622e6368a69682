"""Figures of the reader's dataset in the units of a view: of their time, or carried over to today.

Rows are those of the queries named; where figures are carried, with the columns of `carrying.SAID`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from data import carrying, ratios, summing
from data.datasets import PUBLISHED
from pages.parts import asking, editions
from pages.parts.asking import frame as ask
from pages.parts.catalogue import Indicator
from pages.parts.filters import widest_date
from pages.parts.reader import kept_for_reader

LATEST = date(9999, 12, 31)


def latest(units: str, areas: Iterable[str]) -> pd.DataFrame:
    """What was last said of some areas, rows of latest_by_indicator.

    Args:
        units: Of the view.
        areas: Of any level and vintage.
    """
    if units == "today":
        return carrying.latest(tuple(areas), asking.dataset())
    return summing.latest(tuple(areas), asking.dataset())


def over_time(units: str, indicator_id: str, areas: Iterable[str]) -> pd.DataFrame:
    """Every figure of some areas in one indicator, rows of trend_by_area.

    Args:
        units: Of the view.
        indicator_id: What is measured.
        areas: Of any level and vintage.
    """
    asked = tuple(sorted(areas))  # one answer for all who ask, whatever their order
    if units == "today":
        return carrying.of_areas(indicator_id, asking.dataset(), asked)
    return summing.of_areas(indicator_id, asking.dataset(), asked)


def rows_over_time(units: str, indicator_id: str, areas: tuple[str, ...]) -> tuple[Any, ...]:
    """The rows of `over_time` as named tuples, which cost more to make than to ask for."""
    asked = tuple(sorted(areas))
    if units == "today":
        return carrying.rows_of_areas(indicator_id, asking.dataset(), asked)
    return summing.rows_of_areas(indicator_id, asking.dataset(), asked)


@kept_for_reader
def of_level(units: str, indicator: Indicator, vintage: str, level: str) -> pd.DataFrame:
    """The latest figure of every area of a level that compares with the others.

    Rows of latest_by_area, of ranks those of the widest edition; areas without one are left out.

    Args:
        units: Of the view; only what is carried to today's areas is carried.
        indicator: What is measured.
        vintage: Of the areas.
        level: Of the areas.
    """
    place = {"vintage": vintage, "level": level}
    is_rank = indicator.kind == "rank"
    dataset = asking.dataset()
    today = units == "today" and vintage == carrying.TODAY
    if today or dataset != PUBLISHED:
        rows = (
            carrying.history(indicator.id, dataset, level)
            if today
            else summing.history(indicator.id, dataset, vintage, level)
        )
        day = widest_date(rows, is_rank=True) if is_rank else LATEST
        shown = editions.comparable(rows, indicator.id, indicator.kind, day)
        return shown.groupby("area_id", as_index=False).tail(1)
    asked = {"indicator": indicator.id, **place}
    rows = ask("history_by_area", within="", **asked) if is_rank else None
    day = LATEST if rows is None else widest_date(rows, is_rank=True)
    return ask("latest_by_area", date=day, **asked).dropna(subset=["value"])


@kept_for_reader
def rows_of_level(units: str, indicator: Indicator, vintage: str, level: str) -> tuple[Any, ...]:
    """The rows of `of_level` as named tuples."""
    return tuple(of_level(units, indicator, vintage, level).itertuples(index=False))


def parts(
    units: str, per: str, places: Iterable[tuple[str, str]], areas: Iterable[str]
) -> pd.DataFrame:
    """What counts can be divided by, rows of parts_by_area: people and communes of their own units.

    Teams are carried over like what they divide; what is not published is summed like it.

    Args:
        units: Of the view.
        per: One of `ratios.PARTS`.
        places: Vintage and level of the areas.
        areas: The areas.
    """
    if asking.dataset() != PUBLISHED and per != "communes":
        counted = over_time(units, ratios.PARTS[per].indicator, areas).dropna(subset=["as_of"])
        return counted[counted["remark_en"] == ""]
    if units == "today" and per == "teams":
        counted = over_time(units, ratios.PARTS[per].indicator, areas)
        return carrying.parts_for(counted.dropna(subset=["as_of"]))
    found = [ratios.parts_of(per, *place, asking.dataset()) for place in sorted(places)]
    return pd.concat([frame for frame in found if len(frame)] or found[:1], ignore_index=True)
