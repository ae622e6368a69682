"""Targets: what communes register month by month, and what they are assigned for a year."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.demo.apportion import Ints
from data.demo.plan import MERGED, MONTHS, Plan, draws
from data.demo.services import Counts

SERVICES = {
    "adults_with_vneid": "adults",
    "adults_with_digital_signature": "adults",
    "people_with_health_record": "population",
    "households_reached": "households",
    "business_households_with_qr": "business_households",
}
REVISED = {"registered": 0.03, "assigned": 0.15}  # have a second version
UNSAID = 0.1  # do not say how the value compares
LAST = {day.year: at for at, day in enumerate(MONTHS)}  # the last simulated month of each year
YEARS = {"2024": (2022, 2023, 2024), "2025": (2025, 2026)}


def build(plan: Plan, old: Counts, new: Counts) -> pd.DataFrame:
    """Every version of every target, in the order they were set.

    Columns: area_id, province_id, indicator_id, kind, operator, value, due, version, year.
    """
    stored = np.flatnonzero(plan.is_stored)
    first = plan.starts()[stored]
    frames = []
    for place, (indicator, whole) in enumerate(SERVICES.items()):
        for vintage, areas, counts, rows, begins in (
            ("2024", plan.old, old, stored, first),
            ("2025", plan.new, new, np.arange(len(plan.new)), np.full(len(plan.new), MERGED)),
        ):
            chance = draws(13, place, int(vintage))
            reached, most = counts[indicator][rows], counts[whole][rows]
            area, at = _registered(reached, begins, vintage)
            registered = _frame(areas.iloc[rows], area, pd.Series(MONTHS)[at].tolist())
            registered["value"] = _value(reached[area, at], most[area, at], 0.95, chance)
            area, year = _assigned(begins, YEARS[vintage])
            assigned = _frame(areas.iloc[rows], area, [date(each, 12, 31) for each in year])
            last = np.array([LAST[each] for each in year])
            assigned["value"] = _value(reached[area, last], most[area, last], 1.0, chance)
            kinds = (("registered", registered), ("assigned", assigned))
            frames += [
                _versions(frame.assign(kind=kind, indicator_id=indicator), REVISED[kind], chance)
                for kind, frame in kinds
            ]
    everything = pd.concat(frames, ignore_index=True)
    everything["year"] = [due.year for due in everything["due"]]
    by = ["year", "kind", "version", "province_id", "area_id", "indicator_id", "due"]
    return everything.sort_values(by, ignore_index=True)


def _registered(reached: Ints, begins: Ints, vintage: str) -> tuple[Ints, Ints]:
    """Areas and months with a target: those in which something is to be reached."""
    month = np.arange(len(MONTHS))
    in_time = month < MERGED if vintage == "2024" else month >= MERGED
    area, at = np.nonzero((month >= begins[:, None]) & in_time & (reached > 0))
    return area, at


def _assigned(begins: Ints, years: tuple[int, ...]) -> tuple[Ints, Ints]:
    """Areas and years in which they had begun."""
    due = np.array([LAST[year] for year in years])
    area, place = np.nonzero(begins[:, None] <= due)
    return area, np.array(years)[place]


def _frame(areas: pd.DataFrame, area: Ints, due: list[date]) -> pd.DataFrame:
    frame = areas.iloc[area][["area_id", "province_id"]].reset_index(drop=True)
    return frame.assign(due=due)


def _value(reached: Ints, whole: Ints, least: float, chance: np.random.Generator) -> Ints:
    """A round number near what will be reached, at most everybody."""
    wish = reached * (least + 0.2 * chance.random(len(reached)))
    rounded = (np.floor(wish / 10) * 10).astype(np.int64) + 10
    return np.minimum(rounded, whole)


def _versions(first: pd.DataFrame, share: float, chance: np.random.Generator) -> pd.DataFrame:
    """The targets, and a lower second version of some."""
    unsaid = chance.random(len(first)) < UNSAID
    first = first.assign(version=1, operator=pd.Series([">="] * len(first)).mask(unsaid))
    revised = first[chance.random(len(first)) < share].copy()
    revised["value"] = (revised["value"] * 0.9).astype(np.int64)
    return pd.concat([first, revised.assign(version=2)], ignore_index=True)
