"""What is simulated: which months, which communes of both times, and what they are to add up to."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data import paths, statements
from data.demo.apportion import Array, Flags, Floats, Ints
from data.migrations import Cursor

SEED = 20250701
STORED = ("2024-p19", "2024-p34", "2024-p38", "2024-p94", "2024-p96")
SUCCESSORS = ("2025-p19", "2025-p33", "2025-p38", "2025-p92", "2025-p96")
MONTHS = [each.date() for each in pd.date_range("2022-03-31", "2026-10-31", freq="ME")]
MERGED = MONTHS.index(date(2025, 7, 31))  # the first month of the areas of today
_TOTALS = ("population", "villages", "without_team", "teams", "members")


def draws(*what: int) -> np.random.Generator:
    """Chance for one purpose, the same at every run."""
    return np.random.Generator(np.random.PCG64([SEED, *what]))


def month(text: str) -> int:
    """Place of a month, such as "2022-06", in MONTHS."""
    return [day.strftime("%Y-%m") for day in MONTHS].index(text)


@dataclass(frozen=True)
class Group:
    """Communes that share a start, a rule of size and published totals (None: none published).

    Attributes:
        area_id: The province, or the district that has totals of its own.
        communes: Places of its communes in Plan.old.
        starts: Place of its first month in MONTHS.
        full_by: Place of the month by which `teams` stood and had `members`.
        commune_teams: Teams at commune level in each commune.
        least: Members of a team.
        most: Members of a team.
        rural: What a village is called in a xã; urban: elsewhere.
    """

    area_id: str
    communes: Ints
    starts: int
    full_by: int
    population: int | None
    villages: int
    without_team: int
    commune_teams: int
    teams: int | None
    members: int | None
    least: int
    most: int
    rural: str
    urban: str


@dataclass(frozen=True)
class Plan:
    """Everything that the simulation starts from.

    Attributes:
        old: Communes before 1 July 2025, also of provinces whose own months are not stored.
        new: Communes since.
        heirs: One row per old and new commune that share land: their places, and the share of the
            old one.
        groups: Every old commune is in one of them.
    """

    old: pd.DataFrame
    new: pd.DataFrame
    heirs: pd.DataFrame
    groups: tuple[Group, ...]

    @property
    def is_stored(self) -> Flags:
        """Whether the months of each old commune are stored."""
        is_stored: Flags = self.old["province_id"].isin(STORED).to_numpy()
        return is_stored

    def starts(self) -> Ints:
        """The first month of each old commune."""
        first = np.zeros(len(self.old), np.int64)
        for group in self.groups:
            first[group.communes] = group.starts
        return first

    def carried(self, counts: Array) -> Ints:
        """Counts of the old communes (rows) as those of the new ones, rounded to whole numbers."""
        shares = counts[self.heirs["old"]] * self.heirs["share"].to_numpy()[:, None]
        sums = np.zeros((len(self.new), counts.shape[1]))
        np.add.at(sums, self.heirs["new"].to_numpy(), shares)
        return np.floor(sums + 0.5).astype(np.int64)

    def heir(self, old: Ints, place: Floats) -> Ints:
        """The new commune in which something lies that stands at `place` (0 to 1) of an old one."""
        shares = self.heirs["share"].groupby(self.heirs["old"])
        ends = (shares.cumsum() / shares.transform("sum")).to_numpy(copy=True)
        ends[self.heirs["old"].shift(-1).ne(self.heirs["old"]).to_numpy()] = 1
        found = np.searchsorted(self.heirs["old"].to_numpy() + ends, old + place, side="right")
        heir: Ints = self.heirs["new"].to_numpy()[found]
        return heir


def read(cursor: Cursor) -> Plan:
    """The plan for the areas and the lineage of a warehouse.

    Raises LookupError for an old commune whose heirs are not known.
    """
    with (paths.CATALOGUE / "demo_groups.csv").open(encoding="utf-8", newline="") as file:
        said = {row["area_id"]: row for row in csv.DictReader(file)}
    provinces = [each for each in said if "-p" in each]
    old = _communes(cursor, provinces)
    new = _communes(cursor, list(SUCCESSORS))
    heirs = statements.write(cursor, "demo/heirs", provinces=provinces).df()
    if lost := sorted(set(old["area_id"]) - set(heirs["old_id"])):
        raise LookupError(f"lineage says nothing of {len(lost)} communes, such as {lost[0]}")
    return Plan(
        old=old,
        new=new,
        heirs=pd.DataFrame(
            {
                "old": pd.Index(old["area_id"]).get_indexer(heirs["old_id"]),
                "new": pd.Index(new["area_id"]).get_indexer(heirs["new_id"]),
                "share": heirs["share"],
            }
        ),
        groups=tuple(_groups(said, old)),
    )


def _communes(cursor: Cursor, provinces: list[str]) -> pd.DataFrame:
    return statements.write(cursor, "demo/communes", provinces=provinces).df()


def _groups(said: dict[str, dict[str, str]], old: pd.DataFrame) -> Iterator[Group]:
    """The groups; what a district has for itself is taken off its province."""
    own = [area_id for area_id in said if "-d" in area_id]
    of_group = old["parent_id"].where(old["parent_id"].isin(own), old["province_id"])
    totals = {
        area_id: {name: int(row[name]) if row[name] else None for name in _TOTALS}
        for area_id, row in said.items()
    }
    for district in own:
        province = totals[old.loc[old["parent_id"] == district, "province_id"].iloc[0]]
        for name, part in totals[district].items():
            whole = province[name]
            province[name] = whole if whole is None or part is None else whole - part
    for area_id, row in said.items():
        total = totals[area_id]
        yield Group(
            area_id=area_id,
            communes=np.flatnonzero(of_group == area_id),
            starts=month(row["starts"]),
            full_by=month(row["full_by"]),
            population=total["population"],
            villages=total["villages"] or 0,
            without_team=total["without_team"] or 0,
            commune_teams=int(row["commune_teams"]),
            teams=total["teams"],
            members=total["members"],
            least=int(row["least"]),
            most=int(row["most"]),
            rural=row["rural"],
            urban=row["urban"],
        )
