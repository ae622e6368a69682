"""A quick chart of an answer's rows as they stand: nothing is added up on the way."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.answer import Point, bars, lines
from pages.parts import datasets, download, screen, sharing
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import QUALIFIERS, number

MOST_BARS, MOST_LINES, MOST_POINTS = 40, 12, 3000
DAY = re.compile(r"\d{4}-\d\d-\d\d(?: .*)?")
KEY = "query-chart"
WHOSE = ("area", "area_id", "commune", "province", "indicator")


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
    """The column that tells lines apart; at first what a figure is of, or what leaves no day twice.

    Figures of two places make no line, even where their days happen to differ.
    """
    if not others:
        return None
    apart = [
        name
        for name in others
        if rows[name].nunique() <= MOST_LINES and not rows.duplicated([x, name]).any()
    ]
    whose = [name for name in WHOSE if name in apart and rows[name].nunique() > 1]
    first = next(iter(whose + (apart if rows.duplicated([x]).any() else [])), None)
    return place.selectbox(
        _("A line for each"),
        others,
        index=None if first is None else others.index(first),
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
    keys = [name for name in (x, series, _several(rows)) if name]
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


def _several(rows: pd.DataFrame) -> str:
    """The column dataset where the rows are of several; empty where one is all."""
    return "dataset" if "dataset" in rows and rows["dataset"].nunique() > 1 else ""


def _points(rows: pd.DataFrame, x: str, y: str, series: str | None) -> list[Point]:
    """A point for each row; its qualifier is kept, and its dataset where there are several."""
    is_over_time = _is_day(rows[x])
    alone = [""] * len(rows)
    said = rows["qualifier"] if y == "value" and "qualifier" in rows else alone
    named = rows[series].astype("str") if series else alone
    whose = rows[_several(rows)] if _several(rows) not in ("", x, series) else alone
    points = []
    for name, place, value, qualifier, dataset in zip(
        named, rows[x], rows[y], said, whose, strict=True
    ):
        line = _with_dataset(name, dataset) if is_over_time else name
        where = place if is_over_time else _with_dataset(place, dataset)
        points.append(Point(escape(line), escape(where), float(value), *_words(value, qualifier)))
    return points


def _with_dataset(name: str, dataset: str) -> str:
    label = datasets.label(dataset) if dataset in datasets.LABELS else dataset
    return " · ".join(filter(None, [name, label]))


def _words(value: float, qualifier: str) -> tuple[str, str]:
    """The value with its qualifier, and that qualifier if it is one."""
    written = number(float(value), 4)
    if qualifier not in QUALIFIERS:
        return written, "exact"
    return _(QUALIFIERS[qualifier], value=written), qualifier
