"""The area that the address names: its few best figures, and where it is seen in full."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.areas import NATION
from pages.parts import (
    carried_words,
    catalogue,
    datasets,
    disagreement,
    in_units,
    lineage_lines,
    overview_words,
    reading_lines,
    view,
)
from pages.parts.download import offer_csv
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.wording import kind_in_words, vintage_in_words

MOST = 6
FIRST = (
    "teams",
    "members",
    "villages_coverage_pct",
    "communes_coverage_pct",
    "villages_covered",
    "communes_covered",
    "smartphone_rate",
    "dti_rank",
)


def draw(now: view.View, area_id: str) -> None:
    """Draws the area's name, its best figures and the ways to its pages."""
    area = view.area(area_id).iloc[0]
    rows = best(area_id, now.units)
    within = area["province"] if area["level"] != "province" else ""
    st.subheader(escape(area["short_name"]))
    st.caption(
        " · ".join(
            filter(
                None,
                (
                    kind_in_words(area["level"], area["type"]),
                    escape(within),
                    vintage_in_words(area["vintage"]),
                ),
            )
        )
    )
    lineage_lines.draw(now, area_id)
    if rows.empty:
        st.info(_("There is no figure about this area."))
        datasets.offer_of_areas("overview.py", [area_id])
        _lead_up(now, area)
    else:
        known, beside = st.columns([5, 3], gap="medium")
        lines, cautions = _said(area_id, now.units)
        known.markdown("\n".join(lines))
        with known:
            reading_lines.draw_named(rows["indicator"].iloc[0], area_id, now.units)
        for sentence in cautions:
            beside.caption(sentence)
    with st.container(horizontal=True, gap="small"):
        links(now, area_id)
        if not rows.empty:
            offer_csv(rows, "overview", area_id)


def links(now: view.View, area_id: str) -> None:
    """Draws the links to the area on the map, beside the five areas, and over time."""
    beside = tuple(dict.fromkeys((area_id, *now.areas, *view.FIVE_AREAS)))[: view.MOST_AREAS]
    st.page_link(
        "map.py",
        label=_("Show on the map"),
        icon=":material/map:",
        query_params=now.at(area_id).query(),
    )
    st.page_link(
        "compare.py",
        label=_("Compare with the five areas"),
        icon=":material/table_chart:",
        query_params=now.query(areas=beside),
    )
    st.page_link(
        "trends.py",
        label=_("Over time"),
        icon=":material/show_chart:",
        query_params=now.query(areas=(area_id, *(a for a in now.areas if a != area_id))),
    )


@kept_for_reader
def best(area_id: str, units: str) -> pd.DataFrame:
    """The latest figures of the area that say most, at most MOST, teams before all else."""
    rows = in_units.latest(units, (area_id,))
    place = {indicator: number for number, indicator in enumerate(FIRST)}
    pillars = {pillar: number for number, pillar in enumerate(catalogue.PILLARS)}
    order = rows["indicator"].map(place).fillna(len(FIRST) + rows["pillar"].map(pillars))
    return rows.loc[order.sort_values(kind="stable").index].head(MOST)


@kept_for_reader
def _said(area_id: str, units: str) -> tuple[list[str], list[str]]:
    """The best figures in words, and their remarks and what sources disagree about."""
    lines, cautions = [], []
    for row in best(area_id, units).itertuples():
        name = escape(either(row.name_vi, row.name_en))
        ever = in_units.over_time(units, row.indicator, (row.area_id,))
        own = list(ever.itertuples())
        rivals = overview_words.rivals(own)
        dated = "; ".join([overview_words.day_and_age(row), *map(escape, carried_words.lines(row))])
        sign = " ≠" if rivals and not row.in_conflict else ""
        lines.append(
            f"- {name}: **{overview_words.value(row)}**{sign} ({dated})"
            f" · {overview_words.site(row)}"
        )
        if rivals:
            values = disagreement.in_words(each for each in own if each.in_conflict)
            cautions.append(_("≠ {name}: sources disagree, {values}.", name=name, values=values))
        if row.remark_en:
            cautions.append(f"⚠ {name}: {escape(overview_words.remark(row))}")
    return lines, cautions


def _lead_up(now: view.View, area: pd.Series) -> None:
    """Draws a link to the nearest unit above that has figures."""
    above = view.area(area["parent_id"]).iloc[0] if area["parent_id"] else None
    while (
        above is not None and above["area_id"] != NATION and best(above["area_id"], now.units).empty
    ):
        above = view.area(above["parent_id"]).iloc[0]
    if above is not None and above["area_id"] != NATION:
        st.page_link(
            "overview.py",
            label=_("Figures of {area}", area=escape(above["short_name"])),
            icon=":material/arrow_upward:",
            query_params=now.query(areas=(above["area_id"],)),
        )
