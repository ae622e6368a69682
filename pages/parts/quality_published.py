"""Where no monthly report came, as with published figures: what in them needs care."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.cache import frame as ask_any
from data.datasets import PUBLISHED, with_figures
from geo.areas import NATION
from pages.parts import asking, catalogue, datasets, sharing, source_tables, view
from pages.parts import place as place_of
from pages.parts.asking import frame as ask
from pages.parts.escape import escape, web_address
from pages.parts.language import _, either
from pages.parts.wording import date_in_words, number

PAGE = "quality.py"
FLAGS = {
    "in_conflict": "sources disagree",
    "is_undated": "no date",
    "is_copy": "only a copy",
    "is_remarked": "remark",
}


def draw(place_id: str) -> None:
    """Draws the figures of the place that need care, those not placed, and ways to reports.

    Args:
        place_id: An area of any level.
    """
    place = view.area(place_id).iloc[0]
    if asking.dataset() not in with_figures():
        st.title(escape(place["name"]))
        datasets.say_nothing(PAGE)
        return
    rows = ask("figures_with_care_by_area", areas=(place_id,))
    rows = rows.assign(is_remarked=rows["remark_vi"] != "")
    unplaced = _unplaced(place)
    st.title(_title(place, rows, unplaced))
    st.info(
        _(
            "There are no monthly reports among these figures, so nobody can be said to have "
            "reported on time or late."
        )
    )
    if rows.empty:
        place_of.offer_other_time(view.current(), place_id)
    _offer_reports()
    seen, not_placed = st.tabs(
        [
            _("Figures that need care ({n})", n=len(rows)),
            _("Not placed ({n})", n=len(unplaced)),
        ]
    )
    with seen:
        _draw_figures(rows, place_id)
    with not_placed:
        if unplaced.empty:
            st.caption(_("Every figure of this place could be placed."))
        else:
            source_tables.draw_unplaced(unplaced)


def _title(place: pd.Series, rows: pd.DataFrame, unplaced: pd.DataFrame) -> str:
    counts = {flag: number(int(rows[flag].sum()), 0) for flag in FLAGS}
    return _(
        "{place}: sources disagree about {in_conflict} figures, {is_undated} have no date, "
        "{is_copy} only a copy, {unplaced} no place",
        place=escape(place["name"]),
        unplaced=number(len(unplaced), 0),
        **counts,
    )


def _unplaced(place: pd.Series) -> pd.DataFrame:
    """The published figures without an area that may be of this place."""
    rows = ask_any("unplaced_figures")
    if asking.dataset() != PUBLISHED:
        return rows.iloc[:0]
    if place["area_id"] == NATION:
        return rows
    name = place["short_name"]
    candidates = rows["candidates"].fillna("").str.split(",")
    is_candidate = pd.Series([place["area_id"] in each for each in candidates], rows.index)
    return rows[(rows["province"] == name) | is_candidate]


def _offer_reports() -> None:
    """Draws a link to each dataset that has monthly reports."""
    now = view.current()
    for dataset in with_figures():
        if dataset != now.dataset and len(ask_any("reported_months", dataset=dataset)):
            st.page_link(
                PAGE,
                label=_("Show instead: {figures}", figures=datasets.label(dataset)),
                icon=":material/database:",
                query_params=now.query(dataset=dataset, date=None),
            )


def _draw_figures(rows: pd.DataFrame, place_id: str) -> None:
    if rows.empty:
        st.success(_("No figure of this place needs care."), icon=":material/check:")
        return
    listed = list(rows.itertuples(index=False))
    st.dataframe(
        pd.DataFrame(
            {
                _("Area"): [row.area for row in listed],
                _("Indicator"): [catalogue.indicator(row.indicator).name for row in listed],
                _("Value"): [
                    catalogue.indicator(row.indicator).words(row.value, row.qualifier)
                    for row in listed
                ],
                _("Date"): [date_in_words(row.as_of, row.precision) for row in listed],
                _("Why"): [_why(row) for row in listed],
                _("Source"): [row.source for row in listed],
                _("Link"): [web_address(row.url) for row in listed],
            }
        ),
        hide_index=True,
        height=min(38 + 35 * len(listed), 480),
        column_config={
            _("Why"): st.column_config.TextColumn(width="large"),
            _("Link"): st.column_config.LinkColumn(display_text=_("open"), width="small"),
        },
    )
    st.caption(datasets.named(_("Each figure with its source, as published.")))
    sharing.offer_table("care", "quality", "care", place_id, rows=rows)


def _why(row: Any) -> str:
    said = [_(words) for flag, words in FLAGS.items() if getattr(row, flag)]
    remark = either(row.remark_vi, row.remark_en)
    return "; ".join(said) + (f": {remark}" if remark else "")
