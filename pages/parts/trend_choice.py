"""Choosing what the trends show: their areas, and what of their values."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.datasets import PUBLISHED
from data.ratios import divisible
from data.series import GROWING
from pages.parts import area_search, asking, datasets, filters, in_units, view
from pages.parts.asking import frame as ask
from pages.parts.asking import rows as ask_rows
from pages.parts.catalogue import PILLARS, Indicator
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.wording import place_in_words

SERIES = {
    "values": "the values",
    "index": "an index: first value = 100",
    "change": "the change since the value before",
}
NO_INDEX = {
    "ratio": "A share in percent has no index, which would be a percentage of a percentage; its "
    "change is in percentage points.",
    "rank": "A rank has no index: it is a place and no amount; its change is in places.",
    "score": "A score has no index, since its zero is no amount; its change is in points.",
}


def first_indicator(areas: tuple[str, ...], units: str) -> str:
    """The indicator known of most of the areas; of equals, the one with most dated figures.

    Context, such as population, is no result and comes last.

    Args:
        areas: What is drawn.
        units: Of the view; in units of today what is carried counts too, each area once.
    """
    found = ask("areas_covered_by_indicator", areas=list(areas))
    if units == "today" or asking.dataset() != PUBLISHED:
        latest = in_units.latest(units, areas).dropna(subset=["as_of"])
        counted = latest.groupby("indicator")["area_id"].count()
        found = pd.DataFrame(
            {"indicator_id": counted.index, "areas": counted.array, "figures": counted.array}
        )
    found = found.merge(ask("indicators")[["indicator_id", "pillar"]], on="indicator_id")
    if found.empty:
        return "teams"
    ranked = found.assign(
        context=found["pillar"] == "context",
        order=found["pillar"].map({pillar: place for place, pillar in enumerate(PILLARS)}),
    ).sort_values(
        ["context", "areas", "figures", "order"],
        ascending=[True, False, False, True],
        kind="stable",
    )
    return str(ranked["indicator_id"].iloc[0])


def possible(now: view.View, shown: Indicator) -> tuple[str, str, list[str]]:
    """The series and the division that can be shown, and why not those that the URL asks for."""
    if now.series == "index" and shown.kind not in GROWING:
        return "values", "", [_(NO_INDEX[shown.kind])]
    if not now.per:
        return now.series, "", []
    row = ask("indicators").set_index("indicator_id", drop=False).loc[shown.id]
    if not divisible(row, now.per):
        return now.series, "", [_("This indicator cannot be divided; it is shown as it is.")]
    if now.series != "values":
        return now.series, "", [_("Index and change are of the counts themselves, not divided.")]
    return "values", now.per, []


def choose_series(shown: Indicator, series: str, per: str) -> None:
    """Draws the choice of what is shown of the values.

    Args:
        shown: Only what can be shown of it is offered.
        series: What is shown.
        per: What it is divided by.
    """
    offered = {code: _(SERIES[code]) for code in SERIES if code != "index" or shown.kind in GROWING}
    st.session_state["choose_series"] = series
    st.selectbox(
        _("Shown are"),
        list(offered),
        format_func=offered.__getitem__,
        key="choose_series",
        on_change=lambda: view.go(series=st.session_state["choose_series"], per=""),
        help=None if shown.kind in GROWING else _(NO_INDEX[shown.kind]),
    )
    if series == "values":
        filters.choose_per(shown, per)


def choose_areas(indicator_id: str, areas: tuple[str, ...]) -> None:
    """Draws the button of the five areas, the list of areas that have figures, and the search.

    Args:
        indicator_id: Only areas with figures of it are offered, besides those already chosen.
        areas: The areas that are drawn.
    """
    st.button(
        _("Five areas: Phú Bình, Cà Mau, Thái Bình, Thanh Hóa, Trần Đề"),
        on_click=view.go,
        kwargs={"areas": view.FIVE_AREAS},
        width="stretch",
        icon=":material/filter_5:",
    )
    labels = dict(_offered(indicator_id))
    for code in areas:
        if code not in labels:
            labels[code] = _label(ask("area_by_id", area=code).iloc[0])
    st.session_state["choose_areas"] = list(areas)
    st.multiselect(
        _("Areas (up to {most})", most=view.MOST_AREAS),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_areas",
        max_selections=view.MOST_AREAS,
        on_change=lambda: view.go(areas=tuple(st.session_state["choose_areas"])),
        placeholder=_("Choose areas"),
    )
    _add_area(areas)


def _add_area(areas: tuple[str, ...]) -> None:
    """Draws the field that finds any area, with figures or without; choosing one adds it."""
    if len(areas) >= view.MOST_AREAS:
        return
    added = area_search.draw(key="trend-area", label=_("Add an area"))
    if added and added not in areas:
        view.go(areas=(*areas, added))
        st.rerun()


def offer_known(shown: Indicator, areas: tuple[str, ...]) -> None:
    """Draws what to do where nothing is known: a step to areas, or a dataset, with figures."""
    st.info(
        _(
            "There is no dated figure of this indicator for these areas. Choose other "
            "areas on the left."
        )
    )
    datasets.offer_of_areas("trends.py", areas)
    known = tuple(ask("areas_with_figures", indicator=shown.id)["area_id"][: view.MOST_AREAS])
    if known:
        st.button(
            _("Show areas that have figures ({n})", n=len(known)),
            on_click=view.go,
            kwargs={"areas": known},
            icon=":material/show_chart:",
        )


@kept_for_reader
def _offered(indicator_id: str) -> dict[str, str]:
    """What each area that has figures of the indicator is called, by id."""
    rows = ask_rows("areas_with_figures", indicator=indicator_id)
    return {
        row.area_id: place_in_words(row.short_name, row.level, row.vintage, row.province, row.type)
        for row in rows
    }


def _label(row: pd.Series) -> str:
    place = (row["short_name"], row["level"], row["vintage"], row["province"], row["type"])
    return place_in_words(*place)
