"""The choices of page Downloads: figures, places, time, and the form of the file."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from data.cache import rows as ask_rows
from data.datasets import PUBLISHED
from data.writing.csv_text import NUMBERS, SEPARATORS
from data.writing.tables import SHAPES
from pages.parts import area_search, catalogue, datasets, filters
from pages.parts.downloads_address import Chosen, go
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.view import View
from pages.parts.wording import place_in_words

LEVEL_NAMES = {
    "": "all levels",
    "nation": "nation",
    "province": "province",
    "district": "district",
    "commune": "commune",
    "village": "village",
}
TIMES = {
    "": "units of the figure's time",
    "2024": "only units of before 7/2025",
    "2025": "only units since 7/2025",
    "today": "carried over into units of today",
}
SUM_NAMES = {
    "": "without: figures as they were reported",
    "communes": "with sums, for areas without a figure of their own",
}
SHAPE_NAMES = {"long": "long: a row for each figure", "wide": "wide: a column for each indicator"}
SEPARATOR_NAMES = {"comma": "comma", "semicolon": "semicolon"}
NUMBER_NAMES = {"plain": "62.8 (plain)", "vi": "62,8 (Vietnamese)"}
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


def draw(now: View, chosen: Chosen) -> None:
    """Draws all choices; each is a step to another URL.

    Args:
        now: The view.
        chosen: What the URL says.
    """
    selection = chosen.selection
    what, where = st.columns(2, gap="medium")
    with what:
        if len(offered := datasets.offered(now)) > 1:
            filters.choose_dataset(offered, now.dataset)
        _choose_indicators(selection.dataset, selection.indicators)
        first, last = st.columns(2, gap="small")
        with first:
            _choose_day(_("From (day the figure is of)"), "first", selection.first)
        with last:
            _choose_day(_("Until"), "last", selection.last)
    with where:
        _choose(_("Level"), "level", LEVEL_NAMES, selection.level)
        time = "today" if selection.units == "today" else selection.vintage
        _choose(_("Administrative units"), "time", TIMES, time)
        if selection.dataset != PUBLISHED:
            _choose(_("Sums of communes"), "sums", SUM_NAMES, selection.sums)
        _choose_within(selection.within)
        _choose_areas(selection.areas)


def draw_form(chosen: Chosen) -> None:
    """Draws the choice of how the rows stand and how CSV is written."""
    shape, separator, numbers = st.columns([2, 1, 1], gap="medium")
    style = chosen.wish.style
    with shape:
        _choose(_("Rows"), "shape", {code: SHAPE_NAMES[code] for code in SHAPES}, chosen.wish.shape)
    with separator:
        names = {code: SEPARATOR_NAMES[code] for code in SEPARATORS}
        _choose(_("Between the cells of CSV"), "separator", names, style.separator)
    with numbers:
        names = {code: NUMBER_NAMES[code] for code in NUMBERS}
        _choose(_("Numbers of CSV"), "numbers", names, style.numbers)


def named(area_ids: tuple[str, ...]) -> dict[str, str]:
    """How areas read in lists, by id; as plain text.

    Args:
        area_ids: Of any level and vintage.
    """
    found = ask_rows("areas_by_id", areas=area_ids) if area_ids else ()
    names = {
        row.area_id: place_in_words(row.name, row.level, row.vintage, row.province) for row in found
    }
    return {area_id: names[area_id] for area_id in area_ids if area_id in names}


def _choose_indicators(dataset: str, shown: tuple[str, ...]) -> None:
    labels = catalogue.stored_labels(current(), dataset)
    labels = {**{code: catalogue.indicator(code).name for code in shown}, **labels}
    key = "downloads_indicator"
    st.session_state[key] = list(shown)
    st.multiselect(
        _("Indicators"),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=_follow_list,
        args=(key, "indicator"),
        placeholder=_("all"),
        help=_("The number after each name says how many areas have figures."),
    )


def _choose_areas(shown: tuple[str, ...]) -> None:
    added = area_search.draw("downloads-area", _("Add an area"))
    if added and added not in shown:
        go(area=",".join((*shown, added)))
        st.rerun()
    if not shown:
        return
    labels = named(shown)
    key = "downloads_areas"
    st.session_state[key] = list(labels)
    st.multiselect(
        _("Only these areas"),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=_follow_list,
        args=(key, "area"),
    )


def _choose_within(shown: str) -> None:
    if added := area_search.draw("downloads-within", _("Only in: a province, district, commune")):
        go(within=added)
        st.rerun()
    if shown:
        name = escape(named((shown,))[shown])
        st.button(
            _("Only in {area}", area=name),
            icon=":material/close:",
            on_click=go,
            kwargs={"within": ""},
            help=_("Take this away"),
        )


def _choose_day(label: str, field: str, shown: date | None) -> None:
    key = f"downloads_{field}"
    st.session_state[key] = shown
    st.date_input(
        label,
        key=key,
        format="DD/MM/YYYY",
        min_value=min(FIRST_DAY, shown or FIRST_DAY),
        max_value=max(LAST_DAY, shown or LAST_DAY),
        on_change=_follow_day,
        args=(key, field),
    )


def _choose(label: str, field: str, names: dict[str, str], shown: str) -> None:
    key, labels = f"downloads_{field}", {code: _(name) for code, name in names.items()}
    st.session_state[key] = shown
    st.selectbox(
        label,
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=_follow,
        args=(key, field),
    )


def _follow(key: str, field: str) -> None:
    value: Any = st.session_state[key]
    if field == "time":
        go(units="today" if value == "today" else "", vintage="" if value == "today" else value)
    else:
        go(**{field: value or ""})


def _follow_list(key: str, field: str) -> None:
    go(**{field: ",".join(st.session_state[key])})


def _follow_day(key: str, field: str) -> None:
    day = st.session_state[key]
    go(**{field: day.isoformat() if day else ""})
