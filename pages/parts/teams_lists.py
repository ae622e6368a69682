"""Teams outside their rule, villages without a team, and teams that stand in old places."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.team_rules import BREACHES, INSIDE, UNSAID, TeamRule
from pages.parts import asking, teams_tables, teams_words
from pages.parts.download import offer_table
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.teams_parts import code_of, team_file, team_name
from pages.parts.teams_scene import TeamsScene
from pages.parts.wording import date_in_words, missing, number


def draw_breaches(scene: TeamsScene) -> None:
    """Draws the rules in force and the teams that are smaller or larger."""
    if not scene.rules_in_force:
        st.info(
            _(
                "No rule on the number of members is known for this place and time, so no team is "
                "held against one."
            )
        )
        return
    st.dataframe(_rules(scene), hide_index=True, key="teams-rules", alt=_("Rules in force"))
    offer_table(_rules_saved(scene), "team-rules", *scene.named)
    found = _breaching(scene)
    if not found:
        st.success(_("No team is smaller or larger than its rule asks."))
        return
    st.markdown(_("**{teams} outside the rule**", teams=teams_words.teams(len(found))))
    teams_tables.draw(
        _breaches(scene),
        team_file(scene, found),
        "teams-outside-the-rule",
        *scene.named,
        key="teams-breaches",
        alt=_("Teams outside their rule"),
    )


@kept_for_reader
def _rules(scene: TeamsScene) -> pd.DataFrame:
    counted = scene.rules_in_force
    return pd.DataFrame(
        [
            {
                _("Rule of"): rule.area,
                _("For"): teams_words.level(level),
                _("Members"): teams_words.span(rule),
                _("Since"): date_in_words(rule.as_of, rule.precision),
                _("In force"): teams_words.standing(rule) or _("printed in the source"),
                _("Inside"): found[INSIDE],
                _("Outside"): sum(found[each] for each in BREACHES),
                _("Not said"): found[UNSAID],
                _("Source"): rule.source,
            }
            for (level, rule), found in counted.items()
        ]
    )


@kept_for_reader
def _rules_saved(scene: TeamsScene) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "rule_area_id": rule.area_id,
                "area": rule.area,
                "level": level,
                "rule_least": rule.low,
                "rule_most": rule.high,
                "rule_as_of": rule.as_of,
                "precision": rule.precision,
                "inside": found[INSIDE],
                "outside": sum(found[each] for each in BREACHES),
                "not_said": found[UNSAID],
                "rule_source": rule.source,
            }
            for (level, rule), found in scene.rules_in_force.items()
        ]
    )


@kept_for_reader
def _breaching(scene: TeamsScene) -> tuple[Any, ...]:
    return tuple(row for row in scene.certain_teams if code_of(scene, row) in BREACHES)


@kept_for_reader
def _breaches(scene: TeamsScene) -> pd.DataFrame:
    rows = _breaching(scene)
    rules: list[TeamRule] = [scene.rules[row.commune_id, row.level] for row in rows]
    return pd.DataFrame(
        {
            _("Team"): [team_name(row) for row in rows],
            _("Its commune"): [row.commune for row in rows],
            _("Members"): [int(row.members) for row in rows],
            _("Rule"): [teams_words.span(rule) for rule in rules],
            _("Against the rule"): [teams_words.verdict(code_of(scene, row)) for row in rows],
            _("Level"): [teams_words.level(row.level) for row in rows],
            _("Rule of"): [rule.area for rule in rules],
            _("Last told"): [date_in_words(row.as_of, row.precision) for row in rows],
            _("Source of the rule"): [rule.source for rule in rules],
        }
    )


def draw_villages(scene: TeamsScene) -> None:
    """Draws the villages without a team, and those of which it is not clear."""
    rows = asking.rows("villages_without_team", area=scene.area_id, day=scene.day)
    if asked := teams_words.per_village(scene):
        st.caption(asked)
    if not rows:
        st.success(_("Every village that the lists name has a team."))
    else:
        unclear = sum(1 for row in rows if row.told_later or row.old_teams)
        st.markdown(
            _(
                "**{lacking} villages without a team**; of {unclear} more it is not clear.",
                lacking=number(len(rows) - unclear, 0),
                unclear=number(unclear, 0),
            )
        )
        teams_tables.draw(
            _villages(scene),
            pd.DataFrame(rows).drop(columns=["alphabetical"]),
            "villages-without-team",
            *scene.named,
            key="teams-villages",
            alt=_("Villages without a team"),
        )
    st.caption(
        _(
            "Only villages that a list names are known. It is not clear of a village where old "
            "teams of the commune may serve it under its old name, or where only a later list "
            "names a team."
        )
    )


@kept_for_reader
def _villages(scene: TeamsScene) -> pd.DataFrame:
    rows = asking.rows("villages_without_team", area=scene.area_id, day=scene.day)
    said = [
        _("only a later list names a team")
        if row.told_later
        else _("{n} teams in old places may serve it", n=row.old_teams)
        if row.old_teams
        else _("✗ no team")
        for row in rows
    ]
    table = pd.DataFrame(
        {
            _("Village"): [row.village for row in rows],
            _("Its commune"): [row.commune for row in rows],
            _("What is known"): said,
            "order": [bool(row.told_later or row.old_teams) for row in rows],
        }
    )
    return table.sort_values("order", kind="stable").drop(columns="order")


def draw_old(scene: TeamsScene) -> None:
    """Draws the teams that lists since the merger name in communes that ended, and their heirs."""
    rows = scene.old_teams
    if not rows:
        st.success(_("No team stands in a village or commune of before 7/2025."))
        return
    st.markdown(
        _(
            "**{teams} of lists since 7/2025 stand in old villages or communes**: to be set up "
            "anew, or entered under the new name.",
            teams=teams_words.teams(len(rows)),
        )
    )
    teams_tables.draw(
        _old(scene),
        _old_file(scene),
        "teams-in-old-places",
        *scene.named,
        key="teams-old",
        alt=_("Teams in old places"),
    )


@kept_for_reader
def _old(scene: TeamsScene) -> pd.DataFrame:
    rows, heirs = scene.old_teams, _heirs(scene)
    return pd.DataFrame(
        {
            _("Team"): [team_name(row) for row in rows],
            _("Old commune"): [row.commune for row in rows],
            _("Now part of"): [heirs[row.commune_id] for row in rows],
            _("Members"): pd.array(
                [None if missing(row.members) else int(row.members) for row in rows], "Int64"
            ),
            _("Level"): [teams_words.level(row.level) for row in rows],
            _("Last told"): [date_in_words(row.as_of, row.precision) for row in rows],
        }
    )


def _old_file(scene: TeamsScene) -> pd.DataFrame:
    rows, heirs = scene.old_teams, _heirs(scene)
    return team_file(scene, rows).assign(now_part_of=[heirs[row.commune_id] for row in rows])


@kept_for_reader
def _heirs(scene: TeamsScene) -> dict[str, str]:
    """What each old commune became, in words."""
    old = tuple(sorted({row.commune_id for row in scene.old_teams}))
    found: dict[str, list[str]] = {}
    for row in asking.rows("heirs_by_commune", areas=old):
        share = "" if row.kind == "whole" else f" ({teams_words.percent(100 * row.share)})"
        found.setdefault(row.area_id, []).append(f"{row.heir}{share}")
    return {commune: ", ".join(found.get(commune, [])) for commune in old}
