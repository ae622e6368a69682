"""The villages and teams of the old communes: where, since when, with how many members."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np

from data.demo.apportion import Array, Flags, Floats, Ints, apportion
from data.demo.plan import MONTHS, Group, Plan, draws

BREACHES = 0.015  # of the teams are larger or smaller than the rule says
LATER = 0.4  # of the villages without a team get one later
Arrays = TypeVar("Arrays", "Villages", "Teams")
SET = {"2024-c15472": 4}  # villages of Xã Định Hưng, as published


@dataclass(frozen=True)
class Villages:
    """Arrays by village: its old commune, its number there and where in it (0 to 1) it lies."""

    commune: Ints
    number: Ints
    place: Floats


@dataclass(frozen=True)
class Teams:
    """Arrays by team.

    Attributes:
        commune: The old commune.
        village: Place in Villages, -1 for a team of the commune.
        number: 1, or 2 for the second team of a village.
        since: Place of the month in which it was set up.
        sizes: Members by team and month.
    """

    commune: Ints
    village: Ints
    number: Ints
    since: Ints
    sizes: Ints

    def by_month(self) -> Flags:
        """Whether each team stands at the end of each month."""
        stands: Flags = self.since[:, None] <= np.arange(len(MONTHS))
        return stands


def build(plan: Plan, population: Ints) -> tuple[Villages, Teams]:
    """The villages and teams of all old communes, true to the totals of each group."""
    villages: list[Villages] = []
    teams: list[Teams] = []
    for number, group in enumerate(plan.groups):
        chance = draws(1, number)
        own = _villages(plan, group, population)
        offset = sum(len(each.commune) for each in villages)
        teams.append(_teams(group, own, offset, chance))
        villages.append(own)
    return _joined(Villages, villages), _joined(Teams, teams)


def _joined(kind: type[Arrays], parts: list[Arrays]) -> Arrays:
    names: list[Any] = [field.name for field in fields(kind)]
    return kind(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _villages(plan: Plan, group: Group, population: Ints) -> Villages:
    ids = plan.old["area_id"].to_numpy()[group.communes]
    known = np.array([SET.get(each, 0) for each in ids])
    free = known == 0
    count = known.copy()
    people = population[group.communes].astype(float)
    count[free] = apportion(people[free], group.villages - int(known.sum()), least=1)
    commune = np.repeat(group.communes, count)
    number = np.concatenate([np.arange(each) for each in count])
    return Villages(commune, number + 1, (number + 0.5) / np.repeat(count, count))


def _teams(group: Group, villages: Villages, offset: int, chance: np.random.Generator) -> Teams:
    mixed = np.argsort(chance.random(len(villages.commune)), kind="stable")
    without, having = mixed[: group.without_team], np.sort(mixed[group.without_team :])
    of_communes = np.repeat(group.communes, group.commune_teams)
    standing = len(having) + len(of_communes)
    doubled = np.sort(mixed[group.without_team :][: (group.teams or standing) - standing])
    late = without[chance.random(len(without)) < LATER]
    village = np.concatenate([having, doubled, late, np.full(len(of_communes), -1)])
    is_late = np.zeros(len(village), bool)
    is_late[len(having) + len(doubled) : len(village) - len(of_communes)] = True
    commune = np.where(village < 0, 0, villages.commune[village])
    commune[village < 0] = of_communes
    span = group.full_by - group.starts + 1
    since = group.starts + (chance.random(len(village)) ** 2 * span).astype(np.int64)
    wait = chance.random(len(village)) * (len(MONTHS) - group.full_by - 7)
    since = np.where(is_late, group.full_by + 7 + wait.astype(np.int64), since)
    return Teams(
        commune=commune,
        village=np.where(village < 0, -1, village + offset),
        number=1 + np.isin(np.arange(len(village)), len(having) + np.arange(len(doubled))),
        since=since,
        sizes=_sizes(group, village < 0, since, chance),
    )


def _sizes(group: Group, is_communal: Flags, since: Ints, chance: np.random.Generator) -> Ints:
    """Members by month: as published when the group is full, then changing each December."""
    n = len(since)
    span = group.most - group.least
    size = group.least + (chance.random(n) * (span + 1)).astype(np.int64)
    breach = chance.random(n) < BREACHES
    above = chance.random(n) < 0.5
    size = np.where(breach, np.where(above, group.most + 1, max(1, group.least - 1)), size)
    size = np.where(is_communal, 9 + (chance.random(n) * 4).astype(np.int64), size)
    standing = since <= group.full_by
    if group.members is not None:
        free = standing & ~breach & ~is_communal
        rest = group.members - int(size[standing & ~free].sum())
        wish = size[free].astype(float)
        size[free] = apportion(wish, rest, group.least, group.most)
    sizes = np.repeat(size[:, None], len(MONTHS), axis=1)
    for at, day in enumerate(MONTHS):
        if day.month == 12 and at > group.full_by:
            roll = chance.random(n)
            moved = size + (roll > 0.85) - (roll < 0.1)
            inside = (moved >= group.least) & (moved <= group.most) & ~breach & ~is_communal
            size = np.where(inside, moved, size)
            sizes[:, at:] = size[:, None]
    return sizes


def counted(communes: int, commune: Ints, values: Array) -> Ints:
    """Sums by commune (rows) of values that teams or villages (rows) have by month."""
    sums = np.zeros((communes, values.shape[1]), np.int64)
    np.add.at(sums, commune, values.astype(np.int64))
    return sums
