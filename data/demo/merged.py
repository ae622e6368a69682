"""The villages and teams of the communes of today: most have moved, some still stand on the old."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.demo.apportion import Flags, Ints
from data.demo.plan import MERGED, Plan, draws
from data.demo.teams import Teams, Villages

REGROUPED = 0.35  # of the new communes have put villages together: 12 became 8
LAGGING = 0.45  # of the new communes have teams that still stand on an old village


@dataclass(frozen=True)
class Merged:
    """What became of villages and teams.

    Attributes:
        villages: Those of today; `commune` is a place in Plan.new, `place` is not used.
        village_of: Today's village of each old one.
        commune_of: Today's commune of each team.
        lags: Whether each team still stands where it stood.
        number: Of each team in its village of today.
    """

    villages: Villages
    village_of: Ints
    commune_of: Ints
    lags: Flags
    number: Ints


def merge(plan: Plan, villages: Villages, teams: Teams) -> Merged:
    """What became of all villages and teams on 1 July 2025."""
    chance = draws(9)
    commune = plan.heir(villages.commune, villages.place)
    order = np.lexsort((np.arange(len(commune)), commune))
    before = np.bincount(commune, minlength=len(plan.new))
    shrinks = chance.random(len(plan.new)) < REGROUPED
    today = np.where(shrinks, np.maximum(1, before * 2 // 3), before)
    rank = np.empty(len(commune), np.int64)
    rank[order] = np.arange(len(commune)) - np.repeat(np.cumsum(before) - before, before)
    at = rank * today[commune] // before[commune]
    village_of = (np.cumsum(today) - today)[commune] + at
    new = np.repeat(np.arange(len(plan.new)), today)
    number = np.concatenate([np.arange(each) + 1 for each in today])
    of_village = teams.village >= 0
    middle = plan.heir(teams.commune, np.full(len(teams.commune), 0.5))
    commune_of = np.where(of_village, commune[teams.village], middle)
    lag = np.where(chance.random(len(plan.new)) < LAGGING, chance.random(len(plan.new)) * 0.5, 0)
    lags = chance.random(len(commune_of)) < lag[commune_of]
    # Of the commune teams that came together, one is today's; the others stand on the old commune.
    _, first = np.unique(np.where(of_village, -1, commune_of), return_index=True)
    is_first = np.isin(np.arange(len(commune_of)), first)
    lags = np.where(of_village, lags, ~is_first) & (teams.since < MERGED)
    return Merged(
        villages=Villages(new, number, np.zeros(len(new))),
        village_of=village_of,
        commune_of=commune_of,
        lags=lags,
        number=_numbers(np.where(of_village, village_of[teams.village], -1), lags),
    )


def today(teams: Teams, became: Merged) -> Teams:
    """The teams as the communes of today count them, those on an old village or commune included.

    Args:
        teams: Of the old communes.
        became: What became of them.
    """
    of_village = teams.village >= 0
    return Teams(
        commune=became.commune_of,
        village=np.where(of_village, became.village_of[teams.village], -1),
        number=became.number,
        since=teams.since,
        sizes=teams.sizes,
    )


def _numbers(village: Ints, lags: Flags) -> Ints:
    """1, 2, … for the teams that have moved into one village."""
    numbers = np.ones(len(village), np.int64)
    moved = np.flatnonzero((village >= 0) & ~lags)
    order = moved[np.argsort(village[moved], kind="stable")]
    same = village[order]
    first = np.searchsorted(same, same, side="left")
    numbers[order] = np.arange(len(order)) - first + 1
    return numbers
