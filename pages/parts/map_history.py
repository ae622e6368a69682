"""The figures behind a map: of one indicator in the units of the view, divided where it says so."""

from __future__ import annotations

import pandas as pd

from data import carrying, summing
from data.datasets import PUBLISHED
from data.ratios import PARTS, divide, parts_of
from pages.parts.view import View


def history_of(now: View) -> pd.DataFrame:
    """Every dated value of the view's indicator in its units, rows of history_by_area.

    In units of today those carried over are among them, with the columns of `carrying.SAID`; where
    figures are not the published ones, sums of communes, with those of `summing.SAID`.
    """
    place = {"level": now.level, "within": now.within}
    asked = {"indicator": str(now.indicator), "dataset": now.dataset, **place}
    if now.today:
        return carrying.history(**asked)
    return summing.history(vintage=now.vintage, **asked)


def unsaid(now: View) -> tuple[str, ...]:
    """The areas of the view of which the old units' figures leave everything open."""
    if not now.today:
        return ()
    return carrying.unsaid(str(now.indicator), now.dataset, now.level, now.within)


def divided(history: pd.DataFrame, now: View) -> pd.DataFrame:
    """The history as the view wants it: as it is, or divided, without what has no part.

    People and communes are those of the view's units; teams are carried over as what they divide.
    """
    if not now.per:
        return history
    place = {"level": now.level, "dataset": now.dataset}
    if now.today and now.per == "teams":
        counted = carrying.history(PARTS[now.per].indicator, within=now.within, **place)
        parts = carrying.parts_for(counted)
    elif now.dataset != PUBLISHED and now.per != "communes":
        counted = PARTS[now.per].indicator
        parts = summing.history(counted, vintage=now.vintage, within=now.within, **place)
    else:
        parts = parts_of(now.per, now.vintage, **place)
    return divide(history, parts, now.per).dropna(subset=["value"])
