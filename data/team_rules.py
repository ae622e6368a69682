"""Whether a team has as many members as the rule of its place asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

INSIDE, BELOW, ABOVE = "inside", "below", "above"
UNSAID, NO_RULE = "unsaid", "no_rule"
VERDICTS = (INSIDE, BELOW, ABOVE, UNSAID, NO_RULE)
BREACHES = (BELOW, ABOVE)
PER_VILLAGE = "per_village"


@dataclass(frozen=True)
class TeamRule:
    """A rule in force in a place, with where it is from.

    Attributes:
        area_id: The place that it was set for.
        area: Its name.
        low: The least that is allowed, None where that end is open.
        high: The most that is allowed, None where that end is open.
        as_of: Its date; as precisely as `precision` says, known as `basis` says.
        carried: Whether it is a rule of before 1 July 2025 that goes on in a place of today.
    """

    area_id: str
    area: str
    low: float | None
    high: float | None
    as_of: date
    precision: str
    basis: str
    source: str
    url: str
    carried: bool


def verdict(members: float | None, rule: TeamRule | None) -> str:
    """One of VERDICTS; a team whose size is not said is in no breach.

    Args:
        members: Of the team, None where not said.
        rule: Of its place and level, None where none is in force.
    """
    if rule is None:
        return NO_RULE
    if members is None:
        return UNSAID
    if rule.low is not None and members < rule.low:
        return BELOW
    if rule.high is not None and members > rule.high:
        return ABOVE
    return INSIDE


def by_commune(rows: Iterable[Any]) -> dict[tuple[str, str], TeamRule]:
    """The rule in force by commune and measure, such as the level of the teams it is for.

    Args:
        rows: Of the query team_rules_by_commune.
    """
    made: dict[tuple[str, str, bool], TeamRule] = {}
    found: dict[tuple[str, str], TeamRule] = {}
    for row in rows:
        key = (row.rule_area_id, row.measure, bool(row.carried))
        if key not in made:
            made[key] = TeamRule(
                area_id=row.rule_area_id,
                area=row.rule_area,
                low=_said(row.low),
                high=_said(row.high),
                as_of=row.as_of.date(),
                precision=row.precision,
                basis=row.basis,
                source=row.source,
                url=row.url,
                carried=bool(row.carried),
            )
        found[row.commune_id, row.measure] = made[key]
    return found


def _said(end: Any) -> float | None:
    return None if pd.isna(end) else float(end)
