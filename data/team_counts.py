"""What the teams of a place add up to: each level by itself, what was not said left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

import pandas as pd

from data.team_rules import BREACHES, TeamRule, verdict

VILLAGE, COMMUNE = "village", "commune"
GROUPS = ("women_union", "farmers_union", "youth_union", "other_members")
SHARES = (*GROUPS, "core_members", "trained_members")
ROLES = (
    *("village_head", "party_cell_secretary", "youth_union_secretary", "commune_official"),
    *("other", "unsaid"),
)
MAYBE, OLD = "maybe", "old"
_people = attrgetter(*SHARES)
_teams_told = attrgetter(*(f"{group}_teams" for group in SHARES))
_led = attrgetter(*(f"led_by_{role}" for role in ROLES))
Key = TypeVar("Key", bound=Hashable)


@dataclass
class Share:
    """People of one group, and all members of the teams that said both.

    Attributes:
        people: Of the group.
        members: Of the same teams.
        teams: How many they are.
    """

    people: int = 0
    members: int = 0
    teams: int = 0

    @property
    def percent(self) -> float | None:
        """The group's share of the members, None where no team said both."""
        return 100 * self.people / self.members if self.members else None


@dataclass
class Tally:
    """Teams of one level.

    Attributes:
        members: Of the teams that said how many; `unsaid` counts the others.
        old: Those of them that stand in a commune that ended.
        aged: Those last told of long ago.
        sizes: Teams by members and verdict; members is None where not said.
        shares: By each of SHARES.
        with_core: Teams with a core member, of the `core_told` that said.
        leaders: Teams by each of ROLES.
    """

    teams: int = 0
    members: int = 0
    unsaid: int = 0
    old: int = 0
    aged: int = 0
    sizes: Counter[tuple[int | None, str]] = field(default_factory=Counter)
    shares: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    with_core: int = 0
    core_told: int = 0
    leaders: Counter[str] = field(default_factory=Counter)

    @property
    def verdicts(self) -> Counter[str]:
        """Teams by verdict."""
        found: Counter[str] = Counter()
        for (_members, said), teams in self.sizes.items():
            found[said] += teams
        return found

    @property
    def breaches(self) -> int:
        """Teams that are smaller or larger than their rule allows."""
        return sum(self.verdicts[each] for each in BREACHES)

    @property
    def per_team(self) -> float | None:
        """Members per team, over the teams that said how many they have."""
        told = self.teams - self.unsaid
        return self.members / told if told else None

    def add(self, row: Any, said: str) -> None:
        """Counts the teams of one row.

        Args:
            row: Of the query team_sizes_by_commune.
            said: The verdict on its teams.
        """
        size = None if pd.isna(row.members) else int(row.members)
        teams = int(row.teams)
        self.teams += teams
        self.old += teams if row.stands == OLD else 0
        self.aged += int(row.aged)
        self.sizes[size, said] += teams
        if size is None:
            self.unsaid += teams
        else:
            self.members += size * teams
            self._add_shares(row, size)
        self.with_core += int(row.with_core)
        self.core_told += int(row.core_members_teams)
        for role, teams_led in zip(ROLES, _led(row), strict=True):
            if teams_led:
                self.leaders[role] += teams_led

    def take(self, other: Tally) -> None:
        """Counts the teams of another tally of the same level."""
        self.teams += other.teams
        self.members += other.members
        self.unsaid += other.unsaid
        self.old += other.old
        self.aged += other.aged
        self.with_core += other.with_core
        self.core_told += other.core_told
        self.sizes.update(other.sizes)
        self.leaders.update(other.leaders)
        for group, share in other.shares.items():
            own = self.shares[group]
            own.people += share.people
            own.members += share.members
            own.teams += share.teams

    def _add_shares(self, row: Any, size: int) -> None:
        for group, people, told in zip(SHARES, _people(row), _teams_told(row), strict=True):
            if told:
                share = self.shares[group]
                share.people += people
                share.members += size * told
                share.teams += told


def tallies(
    rows: Iterable[Any],
    rules: Mapping[tuple[str, str], TeamRule],
    part: Callable[[Any], Key],
) -> dict[tuple[Key, str], Tally]:
    """Teams by part of the place and level; those that may lie elsewhere are left out.

    Args:
        rows: Of the query team_sizes_by_commune.
        rules: As `data.team_rules.by_commune` gives them.
        part: Which part of the place a row is of.
    """
    found: defaultdict[tuple[Key, str], Tally] = defaultdict(Tally)
    for row in rows:
        if row.stands == MAYBE:
            continue
        size = None if pd.isna(row.members) else row.members
        said = verdict(size, rules.get((row.commune_id, row.level)))
        found[part(row), row.level].add(row, said)
    return dict(found)


def together(found: Mapping[tuple[Key, str], Tally], level: str) -> Tally:
    """All teams of one level.

    Args:
        found: As `tallies` gives them.
        level: Of the teams, VILLAGE or COMMUNE.
    """
    whole = Tally()
    for (_part, own), tally in found.items():
        if own == level:
            whole.take(tally)
    return whole
