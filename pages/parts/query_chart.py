"""A quick chart of an answer's rows as they stand: nothing is added up on the way."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from figures.answer import Point, bars, lines
from pages.parts import download, screen, sharing
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import number

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
    first = places.index((days or places)[0])
    x = across.selectbox(_("Along"), places, index=first, key="query-x")
    y = up.selectbox(_("Number"), values, index=_first_value(values), key="query-y")
    others = [name for name in places if name != x]
    series = by.selectbox(_("A line for each"), others, index=None, key="query-series")
    chosen = rows.dropna(subset=[x, y])
    if missing := len(rows) - len(chosen):
        st.caption(_("Rows without a value, which is not zero: {n}.", n=missing))
    if _draw_chosen(chosen, x, y, series if x in days else None):
        st.caption(source)
        title = f"{escape(y)} · {escape(x)}"
        sharing.offer(KEY, title, source, *download.of_dataset(rows), *named)


def _first_value(values: list[str]) -> int:
    return values.index("value") if "value" in values else 0


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
    named = rows[series].astype("str") if series else [""] * len(rows)
    cells = zip(named, rows[x], rows[y], strict=True)
    return [
        Point(escape(name), escape(place), float(value), number(float(value), 4))
        for name, place, value in cells
    ]
