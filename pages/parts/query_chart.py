"""A quick chart of an answer's rows as they stand: nothing is added up on the way."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.answer import Point, bars, lines
from pages.parts import download, screen, sharing
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import QUALIFIERS, number

MOST_BARS, MOST_LINES, MOST_POINTS = 40, 12, 3000
DAY = re.compile(r"\d{4}-\d\d-\d\d(?: .*)?")
KEY = "query-chart"


def draw(rows: pd.DataFrame, source: str, *named: str) -> None:
    """Draws the choice of columns and the chart; nothing where no column is a number.

    Args:
        rows: Of an answer.
        source: The line under the picture, as escaped markup.
        named: What is inside, for the picture's name.
    """
    values = [name for name in rows if pd.api.types.is_numeric_dtype(rows[name])]
    places = [name for name in rows if name not in values]
    if not values or not places or len(rows) < 2:
        return
    if not st.toggle(_("Chart"), key="query-chart-on"):
        return
    days = [name for name in places if _is_day(rows[name])]
    across, up, by = st.columns(3)
    x = across.selectbox(_("Along"), places, index=places.index((days or places)[0]), key="query-x")
    y = up.selectbox(
        _("Number"), values, index=values.index("value") if "value" in values else 0, key="query-y"
    )
    series = _choose_series(rows, x, [n for n in places if n != x], by) if x in days else None
    chosen = rows.dropna(subset=[x, y])
    if missing := len(rows) - len(chosen):
        st.caption(_("Rows without a value, which is not zero: {n}.", n=missing))
    if _draw_chosen(chosen, x, y, series):
        st.caption(source)
        title = f"{escape(y)} · {escape(x)}"
        sharing.offer(KEY, title, source, *download.of_dataset(rows), *named)


def _choose_series(
    rows: pd.DataFrame, x: str, others: list[str], place: DeltaGenerator
) -> str | None:
    """The column that tells lines apart; at first one with which no day occurs twice."""
    if not others:
        return None
    apart = [
        name
        for name in others
        if rows[name].nunique() <= MOST_LINES and not rows.duplicated([x, name]).any()
    ]
    is_one_line = not rows.duplicated([x]).any()
    first = None if is_one_line or not apart else others.index(apart[0])
    return place.selectbox(
        _("A line for each"),
        others,
        index=first,
        placeholder=_("one line for all"),
        key="query-series",
    )


def _is_day(column: pd.Series) -> bool:
    return bool(column.notna().any()) and all(
        DAY.fullmatch(str(each)) for each in column.dropna().unique()
    )


def _draw_chosen(rows: pd.DataFrame, x: str, y: str, series: str | None) -> bool:
    """Draws the chart, or says why there is none; whether there is one."""
    is_over_time = _is_day(rows[x])
    keys = [x, series] if series else [x]
    if rows.duplicated(keys).any():
        st.info(
            _(
                "Several rows have the same {columns}; a chart would draw them over each other. "
                "Choose what tells them apart, or group them in the question.",
                columns=escape(", ".join(keys)),
            )
        )
        return False
    if not is_over_time and len(rows) > MOST_BARS:
        st.caption(_("The {n} largest of {all} rows.", n=MOST_BARS, all=number(len(rows), 0)))
        rows = rows.nlargest(MOST_BARS, y)
    if len(rows) > MOST_POINTS or (series and rows[series].nunique() > MOST_LINES):
        st.info(
            _(
                "More than {lines} lines or {points} points cannot be told apart. Ask for fewer.",
                lines=MOST_LINES,
                points=number(MOST_POINTS, 0),
            )
        )
        return False
    st.plotly_chart(
        (lines if is_over_time else bars)(_points(rows, x, y, series), escape(y), **_looks()),
        theme=None,
        key=KEY,
        config=screen.CONFIG,
    )
    return True


def _looks() -> dict[str, Any]:
    separators = ",." if current() == "vi" else ".,"
    return {"separators": separators, "ink": screen.ink(), "narrow": screen.is_phone()}


def _points(rows: pd.DataFrame, x: str, y: str, series: str | None) -> list[Point]:
    """A point for each row; a value that an answer qualifies keeps its qualifier."""
    said = rows["qualifier"] if y == "value" and "qualifier" in rows else ["exact"] * len(rows)
    named = rows[series].astype("str") if series else [""] * len(rows)
    return [
        Point(escape(name), escape(place), float(value), *_words(float(value), qualifier))
        for name, place, value, qualifier in zip(named, rows[x], rows[y], said, strict=True)
    ]


def _words(value: float, qualifier: str) -> tuple[str, str]:
    known = qualifier if qualifier in QUALIFIERS else "exact"
    written = number(value, 4)
    return (_(QUALIFIERS[known], value=written), known) if known != "exact" else (written, known)
