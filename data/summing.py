"""Figures of any area, with sums of its communes and ratios reckoned from them where it has none.

Published figures stay as their sources have them: of that dataset nothing is summed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from data.cache import frame as ask
from data.cache import kept
from data.datasets import PUBLISHED

CHANGED_ON = pd.Timestamp(2025, 7, 1)  # districts ended, provinces and communes merged
OWN, TOTAL, RATIO = "own", "total", "ratio"
SAID = ("carried", "parts", "expected")
ALWAYS = {"first": date(1900, 1, 1), "last": date(9999, 12, 31)}


@kept
def history(
    indicator: str, dataset: str, vintage: str, level: str, within: str = "", units: str = "then"
) -> pd.DataFrame:
    """The dated values of one indicator in the areas of a level, one for each date.

    One row per area_id and as_of: the columns of the query history_by_area; where the dataset is
    not the published one, also those of `SAID`.

    Args:
        indicator: Its id.
        dataset: Whose figures; never two.
        vintage: Of the areas.
        level: Of the areas.
        within: The province they lie in; "" for the whole country.
        units: "then" sums an area for days of its own time only, "today" for all.
    """
    place = {"vintage": vintage, "level": level, "within": within}
    own = ask("history_by_area", indicator=indicator, dataset=dataset, **place)
    if dataset == PUBLISHED:
        return own
    if level == "commune" and _kind(indicator) != "ratio":
        return _own(own)
    areas = ask("areas_by_level", **place)["area_id"]
    return _with_sums(own, _summed((indicator,), tuple(areas), dataset, units, ALWAYS))


@kept
def of_areas(
    indicator: str, dataset: str, areas: tuple[str, ...], units: str = "then"
) -> pd.DataFrame:
    """Every value of one indicator in some areas, undated ones too, and their sums.

    Rows of the query trend_by_area, with the columns of `SAID` as `history` has them.

    Args:
        indicator: Its id.
        dataset: Whose figures.
        areas: Of any level and vintage.
        units: As for `history`.
    """
    own = ask("trend_by_area", indicator=indicator, dataset=dataset, areas=areas)
    if dataset == PUBLISHED:
        return own
    return _with_sums(own, _summed((indicator,), areas, dataset, units, ALWAYS))


@kept
def rows_of_areas(
    indicator: str, dataset: str, areas: tuple[str, ...], units: str = "then"
) -> tuple[object, ...]:
    """The rows of `of_areas` as named tuples."""
    return tuple(of_areas(indicator, dataset, areas, units).itertuples(index=False))


@kept
def latest(areas: tuple[str, ...], dataset: str, units: str = "then") -> pd.DataFrame:
    """What was last said of some areas, own or summed: rows of latest_by_indicator with `SAID`.

    A sum stands where it is newer than the area's own figure, or where there is none.

    Args:
        areas: Of any level and vintage.
        dataset: Whose figures.
        units: As for `history`.
    """
    own = ask("latest_by_indicator", areas=areas, dataset=dataset)
    if dataset == PUBLISHED:
        return own
    last = ask("last_summed_by_area", areas=areas, dataset=dataset, units=units)
    named = ask("indicators").set_index("indicator_id")[
        ["name_vi", "name_en", "pillar", "decimals"]
    ]
    told = _own(own)
    for day, pairs in last.groupby("as_of"):
        indicators, places = (tuple(pairs[name].unique()) for name in ("indicator_id", "area_id"))
        on = day.date()
        sums = _summed(indicators, places, dataset, units, {"first": on, "last": on})
        meant = pd.MultiIndex.from_frame(pairs[["area_id", "indicator_id"]])
        sums = sums[pd.MultiIndex.from_frame(sums[["area_id", "indicator"]]).isin(meant)]
        if len(sums):
            words = sums.merge(named, left_on="indicator", right_index=True)
            told = _joined([told, words.assign(superseded=False)[list(told.columns)]])
    order = told.assign(is_own=told["carried"] == OWN).sort_values(
        ["as_of", "is_own"], na_position="first", kind="stable"
    )
    newest = order.groupby(["area_id", "indicator"], as_index=False).tail(1)
    return newest.drop(columns="is_own").sort_values(["area_id", "indicator"], ignore_index=True)


@kept
def has_figures_above_communes(dataset: str) -> bool:
    """Whether districts, provinces or the nation have figures of their own in the dataset."""
    levels = set(ask("coverage_by_level", dataset=dataset)["level"])
    return bool(levels - {"commune"})


def _summed(
    indicators: tuple[str, ...],
    areas: Iterable[str],
    dataset: str,
    units: str,
    span: dict[str, date],
) -> pd.DataFrame:
    """Rows of summed_by_area that are no figure of their own, each with an origin of its own."""
    found = ask(
        "summed_by_area", indicators=indicators, areas=tuple(areas), dataset=dataset, **span
    )
    found = found[found["carried"] != OWN]
    if units == "then":  # an area that ended goes on in units of today alone
        of_old = found["as_of"] < CHANGED_ON
        found = found[found["vintage"].isna() | (of_old == (found["vintage"] == "2024"))]
    # What the silent communes have is not known: a ratio without them may be anything.
    open_ = (found["carried"] == RATIO) & (found["parts"] < found["expected"])
    return found.assign(
        low=found["low"].mask(open_),
        high=found["high"].mask(open_),
        carried=found["carried"].replace({"sum": TOTAL}),
        origin=found["indicator"] + " " + found["origin"],
    )


def _own(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(carried=OWN, parts=1, expected=1)


def _with_sums(own: pd.DataFrame, sums: pd.DataFrame) -> pd.DataFrame:
    """The areas' own rows and sums, by area and date; of one area and date its own."""
    told = _own(own)
    return _joined([told, sums[list(told.columns)]])


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    rows = pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)
    return rows.sort_values(["area_id", "as_of"], kind="stable", ignore_index=True)


def _kind(indicator: str) -> str:
    kinds = ask("indicators").set_index("indicator_id")["kind"]
    return str(kinds[indicator])
