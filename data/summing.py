"""Figures of any area summed from its communes' reports, where communes are the source.

Published figures are never summed: they are few, and a district of which two communes are known is
not known. Rows are those of summed_by_area with the columns that carried figures have; a commune's
own ratio, reckoned from its own counts, is its own.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from data.cache import frame as ask
from data.cache import kept
from data.carrying import OWN
from data.datasets import PUBLISHED
from geo.areas import MERGER, NATION

FIRST, LAST = date(2000, 1, 1), date(9999, 12, 31)
SPANS = {"2024": (FIRST, MERGER - timedelta(days=1)), "2025": (MERGER, LAST)}
RECENT = timedelta(days=92)  # what an area last said is looked for among its last months
SUMMED = ("parts", "expected")


def applies(dataset: str) -> bool:
    """Whether figures of the dataset are summed from communes."""
    return dataset != PUBLISHED


@kept
def history(
    indicator: str, dataset: str, vintage: str, level: str, within: str = ""
) -> pd.DataFrame:
    """Every dated value of one indicator for the areas of a level, own or summed, in their time.

    Rows of history_by_area with those of `carrying.SAID` and `SUMMED`.

    Args:
        indicator: Its id.
        dataset: Whose figures.
        vintage: Of the areas.
        level: Of the areas.
        within: The province they lie in; "" for the whole country.
    """
    areas = ask("areas_by_level", vintage=vintage, level=level, within=within)["area_id"]
    told = tuple(area for area in areas if area in _with_figures(dataset))
    if level == "nation":
        return _asked((indicator,), dataset, (NATION,), FIRST, LAST)
    return _asked((indicator,), dataset, told, *SPANS[vintage])


@kept
def of_areas(indicator: str, dataset: str, areas: tuple[str, ...], ends: bool) -> pd.DataFrame:
    """Every dated value of one indicator in some areas, rows as in `history`.

    Args:
        indicator: Its id.
        dataset: Whose figures.
        areas: Of any level and vintage.
        ends: Whether an area that ended on 1 July 2025 ends there, or goes on in its communes.
    """
    found = _asked((indicator,), dataset, areas, FIRST, LAST)
    if not ends or found.empty:
        return found
    before = found["as_of"] < pd.Timestamp(MERGER)
    return found[(found["level"] == "nation") | (before == (found["vintage"] == "2024"))]


@kept
def latest(areas: tuple[str, ...], dataset: str) -> pd.DataFrame:
    """What was last said of some areas, own or summed: rows of latest_by_indicator and `SUMMED`.

    Args:
        areas: Of any level and vintage.
        dataset: Whose figures.
    """
    own = ask("latest_by_indicator", areas=areas, dataset=dataset)
    catalogue = ask("indicators").set_index("indicator_id", drop=False)
    days = ask("reported_months", dataset=dataset)["as_of"]
    found = [_with_said(own.assign(carried=OWN, parts=1, expected=1))]
    for first, last in SPANS.values():
        within = days[(days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last))]
        if len(within):
            newest = within.max().date()
            found.append(_asked(tuple(catalogue.index), dataset, areas, newest - RECENT, newest))
    named = catalogue[["name_vi", "name_en", "pillar", "decimals"]]
    said = [
        rows.drop(columns=named.columns, errors="ignore")
        .merge(named, left_on="indicator", right_index=True)
        .assign(superseded=False)
        for rows in found
        if len(rows)
    ]
    if not said:
        return found[0]
    order = pd.concat(said, ignore_index=True).sort_values(
        "as_of", na_position="first", kind="stable"
    )
    return order.groupby(["area_id", "indicator"], as_index=False).tail(1)


def _asked(
    indicators: tuple[str, ...], dataset: str, areas: tuple[str, ...], first: date, last: date
) -> pd.DataFrame:
    rows = ask(
        "summed_by_area",
        indicators=indicators,
        areas=areas,
        first=first,
        last=last,
        dataset=dataset,
    )
    return _with_said(rows.sort_values(["area_id", "as_of"], kind="stable", ignore_index=True))


def _with_said(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with what is said of carried ones; a commune's own ratio is its own."""
    carried = rows["carried"].mask(rows["expected"] == 1, OWN)
    return rows.assign(
        carried=carried,
        missing_parts="",
        oldest_as_of=rows["as_of"],
        oldest_precision=rows["precision"],
    )


@kept
def _with_figures(dataset: str) -> frozenset[str]:
    """The areas of which the dataset has figures, and those that such communes are parts of."""
    return frozenset(ask("areas_summed", dataset=dataset)["area_id"])
