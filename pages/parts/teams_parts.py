"""The parts of a place side by side, or the teams of a commune one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.team_counts import Tally
from data.team_rules import verdict
from pages.parts import asking, teams_tables, teams_words
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.teams_scene import Part, TeamsScene
from pages.parts.wording import date_in_words, missing

LEADERS = {
    "village_head": "head of the village",
    "party_cell_secretary": "secretary of the Party cell",
    "youth_union_secretary": "secretary of the youth union",
    "commune_official": "leader or official of the commune",
    "other": "another role",
    "unsaid": "not said",
}


def is_one_commune(scene: TeamsScene) -> bool:
    """Whether the place is a single commune, whose teams are listed."""
    return bool(scene.area["level"] == "commune")


def draw_parts(scene: TeamsScene) -> None:
    """Draws the provinces, districts or communes of the place, most teams first."""
    parts = ordered(scene)
    st.caption(_("Choose a row to see that place. Breaches are teams outside the rule there."))
    teams_tables.draw(
        _shown(scene),
        _file(scene),
        "teams-by-area",
        *scene.named,
        key="teams-parts",
        alt=_("Teams by area"),
        follow=lambda row: teams_tables.open_place(parts[row].area_id),
    )


@kept_for_reader
def ordered(scene: TeamsScene) -> list[Part]:
    """The parts by their number of village teams, then of commune teams; those untold last."""
    return sorted(scene.parts, key=lambda part: (-part.village.teams, -part.commune.teams))


@kept_for_reader
def _shown(scene: TeamsScene) -> pd.DataFrame:
    parts = ordered(scene)
    columns: dict[str, list[Any]] = {
        _("Area"): [part.name for part in parts],
        _("Village teams"): [_count(part.village.teams) for part in parts],
        _("Their members"): [_members(part.village) for part in parts],
        _("Members per team"): [_average(part.village) for part in parts],
        _("Breaches"): [_breaches(part.village) for part in parts],
        _("Commune teams"): [_count(part.commune.teams) for part in parts],
        _("Members (commune)"): [_members(part.commune) for part in parts],
        _("Villages listed"): [part.villages or None for part in parts],
        _("Without a team"): [part.lacking if part.villages else None for part in parts],
        _("Unclear"): [part.unclear if part.villages else None for part in parts],
    }
    if any(part.communes > 1 for part in parts):
        columns[_("Communes without a list")] = [part.communes - part.told for part in parts]
    shown = pd.DataFrame(columns)
    whole = [name for name in shown.columns[1:] if name != _("Members per team")]
    return shown.astype(dict.fromkeys(whole, "Int64")).astype({_("Members per team"): "Float64"})


def _count(teams: int) -> int | None:
    """None where no list names a team of the level: that does not say that there is none."""
    return teams or None


def _members(tally: Tally) -> int | None:
    return tally.members if tally.teams > tally.unsaid else None


def _average(tally: Tally) -> float | None:
    return None if tally.per_team is None else round(tally.per_team, 1)


def _breaches(tally: Tally) -> int | None:
    """None where no team can be held against a rule."""
    found = tally.verdicts
    return tally.breaches if found["inside"] + tally.breaches else None


@kept_for_reader
def _file(scene: TeamsScene) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": part.area_id,
                "area": part.name,
                "level": part.level,
                "as_of": scene.day.isoformat(),
                "communes": part.communes,
                "communes_with_a_list": part.told,
                "village_teams": _count(part.village.teams),
                "village_team_members": _members(part.village),
                "village_teams_size_not_said": part.village.unsaid,
                **{f"village_teams_{said}": n for said, n in _verdicts(part.village).items()},
                "commune_teams": _count(part.commune.teams),
                "commune_team_members": _members(part.commune),
                "commune_teams_size_not_said": part.commune.unsaid,
                "teams_in_old_places": part.village.old + part.commune.old,
                "villages_listed": part.villages,
                "villages_with_team": part.covered,
                "villages_without_team": part.lacking,
                "villages_unclear": part.unclear,
            }
            for part in ordered(scene)
        ]
    ).convert_dtypes()


def _verdicts(tally: Tally) -> dict[str, int]:
    return {said: tally.verdicts[said] for said in ("inside", "below", "above", "no_rule")}


def draw_teams(scene: TeamsScene) -> None:
    """Draws the teams of a commune one by one."""
    teams_tables.draw(
        _each_team(scene),
        team_file(scene, scene.teams),
        "teams",
        *scene.named,
        key="teams-each",
        alt=_("Teams one by one"),
    )


@kept_for_reader
def _each_team(scene: TeamsScene) -> pd.DataFrame:
    rows = scene.teams
    return pd.DataFrame(
        {
            _("Team"): [team_name(row) for row in rows],
            _("Members"): pd.array([_whole(row.members) for row in rows], "Int64"),
            _("Against the rule"): [verdict_of(scene, row) for row in rows],
            _("Led by"): [leader(row.leader_role) for row in rows],
            _("Trained"): pd.array([_whole(row.trained_members) for row in rows], "Int64"),
            _("Core members"): pd.array([_whole(row.core_members) for row in rows], "Int64"),
            _("Set up"): [
                date_in_words(row.set_up_on, row.set_up_precision)
                if not missing(row.set_up_on)
                else _("not said")
                for row in rows
            ],
            _("Last told"): [date_in_words(row.as_of, row.precision) for row in rows],
            _("Its commune"): [row.commune for row in rows],
        }
    )


def _whole(value: Any) -> int | None:
    return None if missing(value) else int(value)


def team_name(row: Any) -> str:
    """What a team is called: its village and number, or its commune."""
    said = row.commune if missing(row.village) else row.village
    return f"{said} · {row.name}" if row.name else str(said)


def leader(role: object) -> str:
    """A leader's role in words."""
    code = "unsaid" if missing(role) else str(role)
    return _(LEADERS[code])


def verdict_of(scene: TeamsScene, row: Any) -> str:
    """The verdict on a team, with its sign."""
    return teams_words.verdict(code_of(scene, row))


def code_of(scene: TeamsScene, row: Any) -> str:
    """The code of the verdict on a row of team_list."""
    return verdict(_whole(row.members), scene.rules.get((row.commune_id, row.level)))


def team_file(scene: TeamsScene, rows: Any) -> pd.DataFrame:
    """Teams one by one as a file, each with its rule and the verdict; as the lists gave them.

    Args:
        scene: What is known of the place.
        rows: Of team_list.
    """
    table = pd.DataFrame(rows).drop(columns=["alphabetical"])
    rules = [scene.rules.get((row.commune_id, row.level)) for row in rows]
    return table.assign(
        verdict=[code_of(scene, row) for row in rows],
        rule_least=[None if rule is None else rule.low for rule in rules],
        rule_most=[None if rule is None else rule.high for rule in rules],
        rule_area_id=[None if rule is None else rule.area_id for rule in rules],
        rule_as_of=[None if rule is None else rule.as_of.isoformat() for rule in rules],
        rule_source=[None if rule is None else rule.source for rule in rules],
    )
