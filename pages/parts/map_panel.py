"""What stands beside the map: the ranked list, or the area that was opened."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from pages.parts import figures_table, view
from pages.parts.catalogue import PILLARS, Indicator
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.map_scene import MapScene
from pages.parts.screen import is_phone
from pages.parts.trend_scene import TrendScene
from pages.parts.wording import LEVELS, vintage_in_words


def draw_ranking(scene: MapScene) -> None:
    """Draws the ranked list; choosing a cell opens its area."""
    table, ids = figures_table.ranking(
        scene.rows,
        scene.words,
        scene.indicator.kind == "rank",
        scene.indicator.less_is_better,
        scene.day,
    )
    st.dataframe(
        table,
        hide_index=True,
        height=300 if is_phone() else 450,
        column_config={
            _("Rank"): st.column_config.Column(width=45, alignment="right"),
            _("Area"): st.column_config.Column(width=95, alignment="left"),
            _("Value"): st.column_config.Column(width=105),
            _("Date"): st.column_config.Column(width=140, alignment="left"),
        },
        key="ranking",
        on_select=_open_chosen(ids),
        selection_mode="single-cell",
        alt=_("Ranking: {name}", name=scene.indicator.name),
    )


def say_no_data(indicator: Indicator, now: view.View) -> None:
    """Says that nobody published this indicator for these units, and where it can be seen."""
    st.title(_("{name}: no published figures here", name=escape(indicator.name)))
    st.info(
        _(
            "No source gives this indicator for a {level} in {units}. Choose another "
            "indicator or other units on the left.",
            level=_(LEVELS[now.level]),
            units=vintage_in_words(now.vintage),
        )
    )
    elsewhere = ask("areas_with_figures", indicator=indicator.id)
    if not elsewhere.empty:
        st.write(
            _("Figures exist for: {areas}.", areas=", ".join(map(escape, elsewhere["area"][:12])))
        )
        st.page_link(
            "trends.py",
            label=_("Show them over time"),
            icon=":material/show_chart:",
            query_params=now.query(areas=tuple(elsewhere["area_id"][: view.MOST_AREAS])),
        )


def draw_area(indicator: Indicator, area: pd.Series) -> None:
    """Draws the opened area: its trend in this indicator and all its figures."""
    st.button(
        _("Back to the ranked list"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=view.go,
        kwargs={"areas": ()},
    )
    st.subheader(escape(area["short_name"]))
    st.caption(f"{_(LEVELS[area['level']])} · {vintage_in_words(area['vintage'])}")
    trend = TrendScene(indicator, (area["area_id"],))
    if not trend.dated.empty:
        trend.draw(height=230, small=True)
    figures = ask("figures_by_area", area=area["area_id"])
    if figures.empty:
        st.info(_("Nobody published a figure about this area."))
        return
    order = {pillar: place for place, pillar in enumerate(PILLARS)}
    places = figures["pillar"].map(order).mask(figures["indicator"] == indicator.id, -1)
    figures_table.of_area(figures.loc[places.sort_values(kind="stable").index])
    st.page_link(
        "trends.py",
        label=_("Compare over time"),
        icon=":material/show_chart:",
        query_params=view.current().query(indicator=indicator.id),
    )


def _open_chosen(ids: list[str]) -> Callable[[], None]:
    def open_chosen() -> None:
        cells = st.session_state["ranking"]["selection"]["cells"]
        if cells:
            view.go(areas=(ids[cells[0][0]], *view.current().areas[1:]))

    return open_chosen
