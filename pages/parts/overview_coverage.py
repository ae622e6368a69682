"""How much of the country has figures, by units and level."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from data.datasets import PUBLISHED
from geo.areas import NATION
from pages.parts import asking, catalogue, overview_words, view
from pages.parts.asking import rows as ask_rows
from pages.parts.datasets import named
from pages.parts.download import offer_table
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.screen import is_phone
from pages.parts.wording import number

INDICATOR = "teams"
COUNTED = {"teams": "Teams", "members": "Members"}
# By vintage and level: "10 of 63 provinces" in the words of each.
UNITS = {
    ("2024", "province"): "Provinces before 7/2025",
    ("2024", "district"): "Districts before 7/2025",
    ("2024", "commune"): "Communes before 7/2025",
    ("2025", "province"): "Provinces since 7/2025",
    ("2025", "commune"): "Communes since 7/2025",
}


def draw_coverage(now: view.View) -> None:
    """Draws how many units of each level have figures, and the ways to their maps."""
    title, table = _coverage(now.vintage, now.units)
    if table.empty:
        return
    st.subheader(title)
    st.table(table, hide_index=True, border="horizontal", alt=_("Where data are missing"))
    said = _("Missing is not zero. The population and the like are not counted as figures.")
    if now.dataset != PUBLISHED:
        said += " " + _("The table counts units with a figure of their own, no sums of communes.")
    st.caption(named(said))
    offer_table(_saved(), "coverage", NATION, date.today().isoformat())
    with st.container(horizontal=True, gap="small"):
        for name, label in COUNTED.items():
            st.page_link(
                "map.py",
                label=_("Map: {name}", name=_(label)),
                icon=":material/map:",
                query_params=now.query(**{**overview_words.WHOLE_COUNTRY, "indicator": name}),
            )


@kept_for_reader
def _coverage(vintage: str, units: str) -> tuple[str, pd.DataFrame]:
    """How many provinces have figures, as a sentence, and the units of each level as a table."""
    counts = {(row.vintage, row.level): row for row in ask_rows("area_counts_by_level")}
    covered = {
        (row.indicator_id, row.vintage, row.level): row.areas
        for row in ask_rows("coverage_by_level")
    }
    shown = [place for place in UNITS if place in counts]
    if not shown:
        return "", pd.DataFrame()
    first = vintage if (vintage, "province") in shown else shown[0][0]
    known = catalogue.covered(asking.dataset(), first, "province", units=units)
    own = known[known["indicator_id"] == INDICATOR]
    with_teams = int(own["areas"].sum() + own["undated"].sum())
    title = _(
        "{n} of {total} provinces have figures of the number of teams",
        n=number(with_teams, 0),
        total=number(counts[first, "province"].areas, 0),
    )
    summed = with_teams - int(covered.get((INDICATOR, first, "province"), 0))
    if summed and asking.dataset() != PUBLISHED:
        title += " " + _("({n} of them summed from communes)", n=number(summed, 0))
    table = pd.DataFrame(
        {
            _("Units"): _(UNITS[place]),
            **{
                _(label): _of(covered.get((name, *place), 0), counts[place].areas)
                for name, label in COUNTED.items()
            },
            _("Any figure"): _of(counts[place].with_figures, counts[place].areas),
        }
        for place in shown
    )
    return title, table


@kept_for_reader
def _saved() -> pd.DataFrame:
    """The same in numbers, one row per level and indicator; "" for figures of any indicator."""
    counts = {(row.vintage, row.level): row for row in ask_rows("area_counts_by_level")}
    covered = {
        (row.indicator_id, row.vintage, row.level): row.areas
        for row in ask_rows("coverage_by_level")
    }
    return pd.DataFrame(
        {
            "dataset": asking.dataset(),
            "vintage": vintage,
            "level": level,
            "indicator": name,
            "areas": covered.get((name, vintage, level), 0) if name else row.with_figures,
            "of_areas": row.areas,
        }
        for (vintage, level) in UNITS
        if (row := counts.get((vintage, level)))
        for name in (*COUNTED, "")
    )


def _of(n: int, total: int) -> str:
    said = _("{n} of {total}", n=number(n, 0), total=number(total, 0))
    return said if is_phone() else said.replace(" ", "\u00a0")
