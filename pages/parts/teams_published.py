"""What was published on the teams of a place, where there is no list of teams."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.cache import rows as ask_rows
from pages.parts import asking, datasets, overview_words, place, sharing, view
from pages.parts.asking import frame as ask
from pages.parts.download import offer_table
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.wording import date_in_words, missing, value_in_words

INDICATORS = (
    *("teams", "members", "teams_village_level", "teams_commune_level"),
    *("members_per_commune_team", "members_per_commune_team_avg"),
    *("villages_total", "villages_covered", "villages_coverage_pct"),
)
ORDER = {indicator: place for place, indicator in enumerate(INDICATORS)}
RULES = (
    *("members_per_team_min", "members_per_team_max", "members_per_commune_team_max"),
    "teams_per_village_min",
)


def draw(now: view.View, area_id: str) -> None:
    """Draws the published figures and rules of the place, and leads to datasets with lists."""
    name = escape(view.area(area_id).iloc[0]["name"])
    figures = _figures(area_id)
    newest = {row.indicator: row for row in reversed(figures)}
    said = [
        f"{overview_words.value(newest[each])} ({overview_words.day(newest[each])})"
        for each in ("teams", "members")
        if each in newest
    ]
    st.title(f"{name}: {', '.join(said)}" if said else _("{area}: no list of teams", area=name))
    st.info(
        _(
            "The published figures are totals: they name no single team or village. Lists of teams "
            "come by import."
        )
    )
    datasets.offer_of_areas("teams.py", (area_id,))
    if figures:
        st.markdown(
            "\n".join(
                f"- {escape(either(row.name_vi, row.name_en))}: **{overview_words.value(row)}** "
                f"({overview_words.day_and_age(row)}) · {overview_words.titled(row)}"
                for row in figures
            )
        )
        rows = ask("figures_by_area", area=area_id)
        rows = rows[rows["indicator"].isin(INDICATORS)]
        sharing.offer_table("teams-published", "teams", area_id, figures=rows)
    else:
        st.caption(_("Nothing was published on the teams of this place."))
        place.offer_other_time(now, area_id)
    rules = _rules(area_id)
    if not rules.empty:
        st.subheader(_("Rules on teams that apply here"))
        st.dataframe(rules, hide_index=True, key="teams-published-rules", alt=_("Rules on teams"))
        offer_table(_rules_saved(area_id), "team-rules", area_id)


def _figures(area_id: str) -> list[Any]:
    """All that was published on teams, by indicator, the newest first, undated ones last."""
    found = [row for row in asking.rows("figures_by_area", area=area_id) if row.indicator in ORDER]
    return sorted(
        found,
        key=lambda row: (
            ORDER[row.indicator],
            missing(row.as_of),
            0 if missing(row.as_of) else -row.as_of.toordinal(),
        ),
    )


def _rule_rows(area_id: str) -> list[Any]:
    """The rules of the place and of those above it, rows of rules_by_area."""
    area = view.area(area_id).iloc[0]
    above = [area_id, area["parent_id"], area["province_id"]]
    return [
        row
        for place in dict.fromkeys(each for each in above if isinstance(each, str))
        for row in ask_rows("rules_by_area", area=place)
        if row.indicator in RULES
    ]


@kept_for_reader
def _rules_saved(area_id: str) -> pd.DataFrame:
    return pd.DataFrame(_rule_rows(area_id))


@kept_for_reader
def _rules(area_id: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Rule of"): row.area,
                _("Rule"): either(row.name_vi, row.name_en),
                _("Value"): value_in_words(row.value, row.qualifier, row.unit, row.unit_en, 0),
                _("Since"): date_in_words(row.as_of, row.precision),
                _("Source"): row.source,
            }
            for row in _rule_rows(area_id)
        ]
    )
