"""The figures of a selection in units of today, one indicator at a time and nothing of it kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from data import carrying
from data.cache import fresh
from data.cache import rows as ask_rows
from data.datasets import PUBLISHED


def figures(
    stored: Mapping[str, Any],
    indicator: str,
    areas: tuple[str, ...],
    span: tuple[date | None, date | None],
) -> pd.DataFrame:
    """Rows of the view `figure` with `carrying.SAID`, by as_of (undated last), area_id and origin.

    What is stored is given whole; what is carried where nothing is stored of the area and day.

    Args:
        stored: Parameters of the query selected_figures for the areas' own figures.
        indicator: Its id.
        areas: What is carried to them.
        span: First and last day that figures are of; None leaves it open.
    """
    own = fresh("selected_figures", **stored)
    found = carrying.carried_as_asked(fresh, indicator, stored["dataset"], "", "", areas)
    for day, outside in zip(span, ("lt", "gt"), strict=True):
        if day is not None:
            found = found[~getattr(found["as_of"], outside)(pd.Timestamp(day))]
    order = ["as_of", "area_id", "origin"]
    return carrying.joined(own, found).sort_values(order, kind="stable", ignore_index=True)


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
