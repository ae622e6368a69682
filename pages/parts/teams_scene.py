"""The teams of one place at the end of a month, reckoned once for every reader of a dataset."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data import team_counts, team_rules
from data.lazily import reckoned_once
from data.team_counts import COMMUNE, MAYBE, OLD, VILLAGE, Tally
from data.team_rules import TeamRule
from geo.areas import MERGER, NATION
from pages.parts import asking, view
from pages.parts.reader import kept_for_reader


@dataclass(frozen=True)
class Part:
    """A part of the place by which its teams are listed.

    Attributes:
        communes: How many it has; `told` of them have a list of teams.
        villages: Those that lists name: covered by a team, lacking one, or unclear.
    """

    area_id: str
    name: str
    level: str
    communes: int
    told: int
    village: Tally
    commune: Tally
    covered: int
    unclear: int
    lacking: int

    @property
    def villages(self) -> int:
        """All that lists name."""
        return self.covered + self.unclear + self.lacking


class TeamsScene:
    """What is known of the teams of a place on a day.

    Attributes:
        area: The place, a row of area_by_id.
        rules: By commune and measure.
    """

    def __init__(self, area_id: str, day: date) -> None:
        """Asks for the teams as they were last told of until the day."""
        self.area_id, self.day = area_id, day
        self.area = view.area(area_id).iloc[0]
        aged = a_year_before(day)
        self._rows = asking.rows("team_sizes_by_commune", area=area_id, day=day, aged=aged)
        rules = asking.rows("team_rules_by_commune", area=area_id, day=day)
        self.rules = team_rules.by_commune(rules)

    @property
    def named(self) -> tuple[str, str]:
        """What a file's name says of the place and the day."""
        return self.area_id, self.day.isoformat()

    @property
    def is_nation(self) -> bool:
        """Whether the place is the whole country."""
        return self.area_id == NATION

    @property
    def is_since_merger(self) -> bool:
        """Whether the day is one of the units of today."""
        return self.day >= MERGER

    @property
    def has_ended(self) -> bool:
        """Whether the place was no unit any more on the day."""
        return self.is_since_merger and self.area["vintage"] == "2024"

    @reckoned_once
    def _tallies(self) -> dict[tuple[Any, str], Tally]:
        return team_counts.tallies(self._rows, self.rules, _part)

    @reckoned_once
    def village(self) -> Tally:
        """The teams of villages."""
        return team_counts.together(self._tallies, VILLAGE)

    @reckoned_once
    def commune(self) -> Tally:
        """The teams of communes."""
        return team_counts.together(self._tallies, COMMUNE)

    @property
    def main(self) -> Tally:
        """The teams of villages, or those of communes where there are no others."""
        return self.village if self.village.teams or not self.commune.teams else self.commune

    @property
    def main_level(self) -> str:
        """The level of the teams in `main`."""
        return VILLAGE if self.main is self.village else COMMUNE

    @reckoned_once
    def rules_of_main(self) -> tuple[TeamRule, ...]:
        """The rules that teams in `main` are under, those of most teams first."""
        level = self.main_level
        under = {
            rule: found.total()
            for (own, rule), found in self.rules_in_force.items()
            if own == level
        }
        return tuple(sorted(under, key=lambda rule: -under[rule]))

    @reckoned_once
    def rules_in_force(self) -> dict[tuple[str, TeamRule], Counter[str]]:
        """Teams by verdict, for each level and each rule that any of them is under."""
        found: dict[tuple[str, TeamRule], Counter[str]] = {}
        for row in self._rows:
            rule = self.rules.get((row.commune_id, row.level))
            if rule and row.stands != MAYBE:
                size = None if pd.isna(row.members) else row.members
                said = found.setdefault((row.level, rule), Counter())
                said[team_rules.verdict(size, rule)] += int(row.teams)
        return found

    @property
    def is_told(self) -> bool:
        """Whether any list tells of a team."""
        return bool(self.village.teams or self.commune.teams)

    @reckoned_once
    def maybe(self) -> int:
        """Teams of an old commune that was shared out between this place and others."""
        return sum(int(row.teams) for row in self._rows if row.stands == MAYBE)

    @reckoned_once
    def parts(self) -> tuple[Part, ...]:
        """The parts of the place in the order of the alphabet; a commune is its own only part."""
        told: dict[str, set[str]] = {}
        for row in self._rows:
            if row.stands != MAYBE and isinstance(row.home_id, str):
                told.setdefault(row.part_id, set()).add(row.home_id)
        return tuple(
            Part(
                area_id=part.part_id,
                name=part.part,
                level=part.level,
                communes=int(part.communes),
                told=len(told.get(part.part_id, ())),
                village=self._tallies.get((part.part_id, VILLAGE), Tally()),
                commune=self._tallies.get((part.part_id, COMMUNE), Tally()),
                **self._villages.get(part.part_id, {"covered": 0, "unclear": 0, "lacking": 0}),
            )
            for part in asking.rows("team_parts_by_area", area=self.area_id, day=self.day)
        )

    @reckoned_once
    def _villages(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for row in asking.rows("villages_by_commune", area=self.area_id, day=self.day):
            part = found.setdefault(row.part_id, {"covered": 0, "unclear": 0, "lacking": 0})
            for kind in part:
                part[kind] += int(getattr(row, kind))
        return found

    @reckoned_once
    def communes(self) -> int:
        """How many communes the place has."""
        return sum(part.communes for part in self.parts)

    @reckoned_once
    def silent(self) -> int:
        """How many of its communes have no list of teams."""
        return sum(part.communes - part.told for part in self.parts)

    @property
    def qualifier(self) -> str:
        """Of a count of teams: a lower bound where communes have no list."""
        return "at_least" if self.silent else "exact"

    @reckoned_once
    def sources(self) -> tuple[str, ...]:
        """The titles of what told of the teams."""
        named = {row.source for row in self._rows} | {row.other_source for row in self._rows}
        return tuple(sorted(named))

    @reckoned_once
    def told_between(self) -> tuple[date, date]:
        """The first and the last day of the states that are counted."""
        first = min(row.first_as_of for row in self._rows).date()
        return first, max(row.last_as_of for row in self._rows).date()

    @reckoned_once
    def teams(self) -> tuple[Any, ...]:
        """The teams one by one, rows of team_list."""
        return asking.rows("team_list", area=self.area_id, day=self.day)

    @property
    def certain_teams(self) -> tuple[Any, ...]:
        """Those of `teams` that are counted."""
        return tuple(row for row in self.teams if row.stands != MAYBE)

    @reckoned_once
    def old_teams(self) -> tuple[Any, ...]:
        """Those of `teams` that stand in communes that ended."""
        return tuple(row for row in self.teams if row.stands in (OLD, MAYBE))


def a_year_before(day: date) -> date:
    """The day before which what was told of a team is old."""
    before: date = (pd.Timestamp(day) - pd.DateOffset(years=1)).date()
    return before


def _part(row: Any) -> str:
    return row.part_id if isinstance(row.part_id, str) else ""


scene_of = kept_for_reader(TeamsScene)
