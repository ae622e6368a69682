"""What stands beside the map: key figures, and the area that was opened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.datasets import PUBLISHED
from pages.parts import (
    datasets,
    figures_table,
    lineage_lines,
    map_behind,
    map_carried,
    reading_lines,
    sharing,
    trail,
    trend_words,
    view,
)
from pages.parts.asking import frame as ask
from pages.parts.catalogue import Indicator
from pages.parts.escape import escape
from pages.parts.figures_table import signs
from pages.parts.language import _
from pages.parts.map_month import ranked_of
from pages.parts.map_scene import MapScene
from pages.parts.trend_scene import trend_of
from pages.parts.wording import (
    LEVELS,
    date_in_words,
    kind_in_words,
    number,
    place_in_words,
    vintage_in_words,
)

MOST_LINKS = 6
HEIGHT = 230  # of the trend of the opened area, in pixels
UNITS = {"province": "provinces", "district": "districts", "commune": "communes"}


def draw_key_figures(scene: MapScene) -> None:
    """Draws three figures: coverage, the first and the last."""
    known, ranked = scene.known, ranked_of(scene)
    columns = st.columns(3, gap="small", wrap=False)
    share = (" / " if scene.is_wide else "/").join(
        number(len(rows), 0) for rows in (known, scene.areas)
    )
    said = [(_("With figures"), share, _(UNITS[scene.now.level]))]
    if len(ranked) > 1:
        labels = _("First of {n}"), _("Last of {n}")
        if scene.leaves_open:
            labels = _("First reported of {n}"), _("Last reported of {n}")
        for text, row in zip(labels, (ranked.iloc[0], ranked.iloc[-1]), strict=True):
            label = text.format(n=number(len(ranked), 0))
            words = scene.words(row)
            day = date_in_words(row["as_of"], row["precision"])
            said.append((f"{label} ({day})", escape(scene.name_of(row)), words))
    for column, (label, value, words) in zip(columns, said, strict=False):
        column.metric(label, value, words, delta_color="off", delta_arrow="off")


def draw_nation(indicator: Indicator, nation: pd.Series) -> None:
    """Draws the nation's own figure, where there is one."""
    if pd.isna(nation["value"]):
        return
    st.caption(
        _(
            "Whole country: **{value}** ({day}; {source})",
            value=indicator.words(nation["value"], nation["qualifier"]) + signs(nation),
            day=date_in_words(nation["as_of"], nation["precision"]),
            source=escape(nation["source"]),
        )
    )


def say_no_data(indicator: Indicator, now: view.View) -> None:
    """Says that there is nothing of this indicator for these units, and where it can be seen."""
    province = view.area(now.within)["short_name"].iloc[0] if now.within else ""
    if province:
        sentence = _(
            "No source gives this indicator for the {units} of {area}. Choose another "
            "indicator or other units on the left.",
            units=_(UNITS[now.level]),
            area=escape(province),
        )
    else:
        sentence = _(
            "No source gives this indicator for a {level} in {units}. Choose another "
            "indicator or other units on the left.",
            level=_(LEVELS[now.level]),
            units=vintage_in_words(now.vintage),
        )
    st.info(sentence)
    datasets.offer_of_units("map.py", indicator.id)
    elsewhere = _nearest_first(ask("areas_with_figures", indicator=indicator.id), province, now)
    if not elsewhere.empty:
        listed = elsewhere.head(MOST_LINKS)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(
                _("Figures exist for {total} areas, among them:", total=len(elsewhere))
                if len(listed) < len(elsewhere)
                else _("Figures exist for:"),
                width="content",
            )
            for _index, row in listed.iterrows():
                query = now.at(row["area_id"]).query(indicator=indicator.id)
                st.page_link("map.py", label=escape(_place(row)), query_params=query)
        st.page_link(
            "trends.py",
            label=_("Show them over time"),
            icon=":material/show_chart:",
            query_params=now.query(areas=tuple(elsewhere["area_id"][: view.MOST_AREAS])),
        )


def _nearest_first(found: pd.DataFrame, province: str, now: view.View) -> pd.DataFrame:
    """The areas, those of the province that is seen first, then those of its level and time."""
    same_time = found["vintage"] == now.vintage
    inside = same_time & (found["province"] == province) & bool(province)
    alike = same_time & (found["level"] == now.level)
    order = pd.DataFrame({"inside": ~inside, "alike": ~alike, "time": ~same_time})
    return found.loc[order.sort_values(["inside", "alike", "time"], kind="stable").index]


def draw_area(indicator: Indicator, scene: MapScene) -> None:
    """Draws the opened area, if there is one: its parts, its trend and all its figures.

    Args:
        indicator: What was measured, of which the trend is drawn.
        scene: The map the area is opened on.
    """
    area, now = scene.opened, scene.now
    if area is None:
        return
    place = now.areas.index(area["area_id"])
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="opened-area"):
        st.subheader(escape(area["short_name"]), width="stretch")
        st.button(
            _("Clear all marks"),
            icon=":material/close:",
            type="tertiary",
            on_click=view.go,
            kwargs={"areas": ()},
        )
    own_type = view.area(area["area_id"])["type"].iloc[0]
    said = [kind_in_words(area["level"], own_type), vintage_in_words(area["vintage"])]
    if area["level"] != "province":
        said.insert(1, escape(area["province"]))
    st.caption(" · ".join(said))
    _draw_children(area, now)
    map_behind.of_communes(indicator, area, scene.day, now)
    if not map_carried.names_old_units(now, area):
        lineage_lines.draw(now, area["area_id"])
    trend = trend_of(indicator, (area["area_id"],), units=now.units)
    if not trend.dated.empty:
        trend.draw(height=HEIGHT, small=True, place=place)
        title, line = trend_words.title(trend), trend_words.source_line(trend)
        if now.dataset != PUBLISHED:  # whose figures are listed below, each with its source
            st.caption(line)
        named = (indicator.id, "trend", *filter(None, [now.named_units]))
        sharing.offer(f"trend-{HEIGHT}", title, line, *named, figures=trend.figures)
        reading_lines.draw_of_area(indicator, area["area_id"], now.units)
    map_carried.draw_old_units(now, area, indicator)
    figures_table.of_area(area["area_id"], first=indicator.id)
    with st.container(horizontal=True, gap="small"):
        for page, label, icon in (
            ("compare.py", _("Compare"), ":material/table_chart:"),
            ("trends.py", _("Compare over time"), ":material/show_chart:"),
        ):
            st.page_link(
                page, label=label, icon=icon, query_params=now.query(indicator=indicator.id)
            )


def draw_elsewhere(scene: MapScene) -> None:
    """Leads to the areas of the view that lie on another map, since of another level or time."""
    here = {row["area_id"] for row in scene.marked}
    others = [code for code in scene.now.areas if code not in here]
    if not others:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(_("Not on this map:"), width="content")
        for code in others:
            row = view.area(code).iloc[0]
            label = _place(row)
            st.page_link("map.py", label=escape(label), query_params=scene.now.at(code).query())


def draw_undrawn(scene: MapScene) -> None:
    """Lists the areas that have no boundary on the map, with their values; nothing where all do."""
    if scene.undrawn.empty:
        return
    label = _("Without a boundary on this map: {n}", n=number(len(scene.undrawn), 0))
    with st.expander(label, icon=":material/location_off:"):
        said = [
            f"{escape(scene.name_of(row))}: "
            + (_("no data") if pd.isna(row.value) else scene.words(row))
            for row in scene.undrawn.itertuples()
        ]
        st.markdown("; ".join(said))


def _place(row: pd.Series) -> str:
    place = (row["short_name"], row["level"], row["vintage"], row["province"], row["type"])
    return place_in_words(*place)


def _draw_children(area: pd.Series, now: view.View) -> None:
    """Draws what the area is made of, and the way down to it."""
    place = {"vintage": area["vintage"], "within": area["province_id"]}
    communes = ask("areas_by_level", level="commune", **place)
    if area["level"] == "district":
        own = communes[communes["parent_id"] == area["area_id"]].sort_values("alphabetical")
        names = ", ".join(map(escape, own["short_name"]))
        if names:
            st.caption(_("{n} communes: {names}", n=len(own), names=names))
    if area["level"] != "province":
        return
    districts = len(ask("areas_by_level", level="district", **place))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(
            _(
                "{districts} districts, {communes} communes",
                districts=districts,
                communes=len(communes),
            )
            if districts
            else _("{communes} communes", communes=len(communes)),
            width="content",
        )
        trail.offer_levels(now, area["area_id"])
