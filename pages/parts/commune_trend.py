"""One indicator of a place over the months, and the choice of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from figures import trend
from geo.areas import MERGER
from pages.parts import catalogue, commune_words, datasets, figures_table, months, sharing, view
from pages.parts.asking import frame as ask
from pages.parts.commune_scene import Scene
from pages.parts.escape import escape, plain
from pages.parts.language import _, current, either
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_phone
from pages.parts.wording import date_in_words

CHART = "commune-trend"
MOST_NAMED = 6  # months without a value


@dataclass(frozen=True)
class Trend:
    """What is drawn.

    Attributes:
        rows: Of summed_by_area, one per month.
        table: Every month from the first with a value on, the newest first, in words.
        gaps: Which of these months have no value, in words; "" where all have.
        title: With the value of the month.
        source_line: Source and days.
        figure: The chart.
    """

    rows: pd.DataFrame
    table: pd.DataFrame
    gaps: str
    title: str
    source_line: str
    figure: Any


def draw(scene: Scene) -> None:
    """Draws the line of the chosen indicator, and the list to choose from."""
    drawn = trend_of(scene.area.area_id, scene.area.name, scene.chosen, scene.month.ends)
    st.subheader(drawn.title)
    if drawn.rows.empty:
        st.caption(_("No month has a figure."))
        _choose(scene)
        return
    with st.container():
        st.plotly_chart(drawn.figure, theme=None, key=CHART, config=CONFIG, alt=plain(drawn.title))
        line = " ".join(filter(None, [datasets.named(drawn.source_line), drawn.gaps]))
        st.caption(line)
        named = (scene.chosen, scene.area.area_id)
        sharing.offer(CHART, drawn.title, line, *named, figures=drawn.rows)
    if len(drawn.table):
        with st.expander(_("Table of the months ({n})", n=len(drawn.table))):
            st.dataframe(drawn.table, hide_index=True, height=min(38 + 35 * len(drawn.table), 300))
    _choose(scene)


@kept_for_reader
def trend_of(place: str, name: str, indicator_id: str, ends: date) -> Trend:
    """The months of one indicator in a place.

    Args:
        place: An area id.
        name: What it is called.
        indicator_id: What is drawn.
        ends: The last day of the month that is seen.
    """
    shown = catalogue.indicator(indicator_id)
    known = months.known()
    rows = ask(
        "summed_by_area",
        indicators=(indicator_id,),
        areas=(place,),
        first=known[-1].ends,
        last=known[0].ends,
    )
    listed = list(rows.itertuples(index=False))
    said = [commune_words.value(shown, row) for row in listed]
    hovers = [
        "<br>".join([figures_table.hover(row, name, words), figures_table.hover_source(row)])
        for row, words in zip(listed, said, strict=True)
    ]
    told = {row.as_of.date(): words for row, words in zip(listed, said, strict=True)}
    shown_months = _months(place, min(told, default=None))
    silent = [month for month in shown_months if month.ends not in told]
    at = next((n for n, row in enumerate(listed) if row.as_of.date() == ends), None)
    month = date_in_words(ends, "month")
    value = _("no data") if at is None else said[at]
    days = rows["as_of"]
    crosses = len(rows) > 0 and days.min() < pd.Timestamp(MERGER) <= days.max()
    breaks = ask("breaks_by_indicator", indicator=indicator_id)
    figure = trend.lines(
        rows.assign(hover=hovers),
        pd.DataFrame(columns=["area_id", "due", "value", "label", "hover"]),
        names={place: escape(name)},
        benchmarks={},
        unit=escape(either(shown.unit_vi, shown.unit_en)),
        breaks=[(pd.Timestamp(day).date(), _("method changed")) for day in breaks["broke_on"]],
        separators=",." if current() == "vi" else ".,",
        narrow=True,
        ink=ink(),
        height=260 if is_phone() else 330,
        marks=[(MERGER, _("7/2025: new units"))] if crosses else [],
        silent=[month.ends for month in silent],
    )
    table = pd.DataFrame(
        {
            _("Month"): [each.words for each in shown_months],
            _("Value"): [told.get(each.ends, _("no data")) for each in shown_months],
        }
    )
    return Trend(
        rows,
        table,
        _gaps(silent),
        f"{escape(shown.name)}: {value} ({month})",
        _source(rows),
        figure,
    )


def _months(place: str, first: date | None) -> list[Month]:
    """The months of which the place may have a value, from its first one on, the newest first."""
    if first is None:
        return []
    is_commune = place[4:6] == "-c"
    return [
        month
        for month in months.known()
        if month.ends >= first and (not is_commune or month.vintage == place[:4])
    ]


def _gaps(silent: list[Month]) -> str:
    """That months have no value, and which."""
    if not silent:
        return ""
    named = [month.words for month in silent[:MOST_NAMED]]
    if more := len(silent) - MOST_NAMED:
        named += [_("and {n} more", n=more)] if more > 0 else []
    return _(
        "No figure came for {months}: the line is broken there, nothing is filled in.",
        months=", ".join(named),
    )


def _source(rows: pd.DataFrame) -> str:
    titles = dict.fromkeys(part for title in rows["source"] for part in title.split("; "))
    if rows.empty:
        return _("No month has a figure.")
    span = (
        date_in_words(rows["as_of"].min(), "month"),
        date_in_words(rows["as_of"].max(), "month"),
    )
    return " ".join(
        [
            _("Source: {source}.", source=escape("; ".join(titles))),
            _("Months {first} – {last}.", first=span[0], last=span[1]),
        ]
    )


def _choose(scene: Scene) -> None:
    labels = {line.indicator.id: line.indicator.name for line in scene.lines}
    if len(labels) < 2:
        return
    st.session_state["commune_indicator"] = scene.chosen
    st.selectbox(
        _("Drawn and ranked"),
        list(labels),
        format_func=labels.__getitem__,
        key="commune_indicator",
        on_change=_follow,
    )


def _follow() -> None:
    view.go(indicator=st.session_state["commune_indicator"])
