"""The picture of who reported, month by month, and the table behind it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from figures import heat
from figures.heat import Cell
from geo.areas import MERGER
from pages.parts import sharing
from pages.parts.asking import frame as ask
from pages.parts.datasets import named
from pages.parts.download import offer_table
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.quality_reports import MONTHS_SEEN, STATES, Reports
from pages.parts.quality_words import (
    EDGES,
    classes_of_shares,
    classes_of_states,
    counts_in_words,
    state_in_words,
    title,
)
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_dark, is_phone
from pages.parts.wording import date_in_words

CHART = "quality-heat"
ON_PHONE = 6  # months
MOST_COMMUNES = 200
OPEN, NOT_OWED = len(EDGES) + 1, len(EDGES) + 2  # classes after those of shares
WORST_FIRST = {"missing": 0, "late": 1, "open": 2, "on_time": 3}

Rows = list[tuple[str, Sequence[Cell]]]


def draw(reports: Reports) -> None:
    """Draws the picture with its source line, and what is offered of it.

    Args:
        reports: Of the place and month.
    """
    communes = _seen_by_commune(reports)
    st.plotly_chart(
        picture(reports, communes), key=CHART, config=CONFIG, theme=None, width="stretch"
    )
    line = source_line(reports, communes)
    st.caption(line)
    named_so = ("quality", "reports", *reports.named)
    sharing.offer(CHART, title(reports), line, *named_so, rows=reports.owed)


def source_line(reports: Reports, communes: bool) -> str:
    """The line under the picture, as escaped markup.

    Args:
        reports: Of the place and month.
        communes: Whether its rows are communes.
    """
    said = _(
        "Source: monthly reports received up to {day}, due {due}.",
        day=date_in_words(reports.today, "day"),
        due=date_in_words(reports.month.due, "day"),
    )
    cells = (
        _("In a cell: days late.")
        if communes
        else _("In a cell: % of communes on time, rounded down.")
    )
    return named(f"{said} {cells} {_left_out(reports, communes)}".rstrip())


def _left_out(reports: Reports, communes: bool) -> str:
    """What the picture has not: provinces that have not begun, communes that have ended."""
    if communes and reports.of_ended and reports.owed["as_of"].min() < pd.Timestamp(MERGER):
        return _("Before 7/2025 other communes reported: choose such a month to see them.")
    if reports.place["level"] != "nation":
        return ""
    return _(
        "{n} of {all} provinces have begun to report; communes of the others are not counted.",
        n=len({row.province_id for row in reports.of_month}),
        all=len(ask("areas_by_level", within="", vintage=reports.month.vintage, level="province")),
    )


def _seen_by_commune(reports: Reports) -> bool:
    """Whether rows are communes: always in a district, by choice in a province."""
    if reports.place["level"] in {"commune", "district"}:
        return True
    if reports.place["level"] == "nation" or len(reports.of_month) > MOST_COMMUNES:
        return False
    words = _("By former district") if reports.of_ended else _("By district")
    chosen = st.segmented_control(
        _("Rows"),
        ["groups", "communes"],
        format_func=lambda code: words if code == "groups" else _("By commune"),
        default="groups",
        required=True,
        key="quality_rows",
        label_visibility="collapsed",
    )
    return chosen == "communes"


@kept_for_reader
def picture(reports: Reports, communes: bool) -> Any:
    """The figure: groups or communes by months, those first that reported worst in the month.

    Args:
        reports: Of the place and month.
        communes: Whether rows are communes.
    """
    owed, of_today = reports.owed, reports.owed["vintage"] == reports.month.vintage
    if communes and of_today.any():  # these alone have rows
        owed = owed[of_today]
    days = sorted(pd.Timestamp(day) for day in owed["as_of"].unique())
    seen = days[-(ON_PHONE if is_phone() else MONTHS_SEEN) :]
    if communes:
        rows = _rows_of_communes(reports, seen)
        classes = zip(classes_of_states(), heat.state_colours(is_dark()), strict=True)
    else:
        rows = _rows_of_groups(reports, seen)
        colours = heat.share_colours(len(EDGES) + 1, is_dark())
        classes = zip(classes_of_shares(), colours, strict=True)
    names = [f"{day.month}/{day.year % 100:02d}" for day in seen]
    return heat.cells(rows, names, list(classes), narrow=is_phone(), ink=ink())


def _rows_of_groups(reports: Reports, days: Sequence[pd.Timestamp]) -> Rows:
    counted = {row.Index: row._asdict() for row in reports.by_group.itertuples()}
    month = pd.Timestamp(reports.month.ends)
    groups = sorted(
        reports.labels.values(),
        key=lambda group: (_share(counted.get((group.id, month))), group.order, group.id),
    )
    return [
        (
            escape(group.label),
            [_cell_of_group(group.label, day, counted.get((group.id, day))) for day in days],
        )
        for group in groups
    ]


def _share(counts: dict[str, int] | None) -> float:
    """Communes on time among those that owed; beyond every share where none did."""
    owed = sum(counts[state] for state in STATES) if counts else 0
    return counts["on_time"] / owed if counts and owed else 2.0


def _cell_of_group(label: str, day: date, counts: dict[str, int] | None) -> Cell:
    where = f"<b>{escape(label)}</b>, {date_in_words(day, 'month')}"
    if not counts:
        nothing = _("none owed")
        return Cell(NOT_OWED, "", f"{where}<br>{nothing}")
    hover = f"{where}<br>{counts_in_words(counts)}"
    if counts["open"]:
        return Cell(OPEN, "…", hover)
    owed = sum(counts[state] for state in STATES)
    share = 100 * counts["on_time"] // owed
    return Cell(bisect_right(EDGES, share), str(share), hover)


def _rows_of_communes(reports: Reports, days: Sequence[pd.Timestamp]) -> Rows:
    month = pd.Timestamp(reports.month.ends)
    found = {(row.area_id, row.as_of): row for row in reports.owed.itertuples(index=False)}
    now = [row for row in found.values() if row.as_of == month] or list(
        {row.area_id: row for row in found.values()}.values()
    )
    now.sort(
        key=lambda row: (
            WORST_FIRST[row.state],
            -(row.days_late if row.state == "late" else 0),
            row.alphabetical,
            row.area_id,
        )
    )
    return [
        (
            escape(row.area),
            [
                _cell_of_commune(row.area, day, found.get((row.area_id, day)), reports)
                for day in days
            ],
        )
        for row in now
    ]


def _cell_of_commune(name: str, day: date, row: Any, reports: Reports) -> Cell:
    where = f"<b>{escape(name)}</b>, {date_in_words(day, 'month')}"
    if row is None:
        nothing = _("none owed")
        return Cell(len(STATES), "", f"{where}<br>{nothing}")
    text = {"on_time": "✓", "missing": "✕", "open": "…"}.get(row.state)
    return Cell(
        STATES.index(row.state),
        text or f"+{int(row.days_late)}",
        f"{where}<br>{state_in_words(row, reports)}",
    )


def draw_table(reports: Reports) -> None:
    """Draws the groups of the month with their counts, or the communes with their states.

    Args:
        reports: Of the place and month.
    """
    month = pd.Timestamp(reports.month.ends)
    by_group = reports.by_group
    if reports.place["level"] in {"commune", "district"} or by_group.empty:
        table = pd.DataFrame(
            {
                _("Commune"): [row.area for row in reports.of_month],
                _("Report"): [state_in_words(row, reports) for row in reports.of_month],
            }
        )
    else:
        seen = by_group[by_group.index.get_level_values("as_of") == month].droplevel("as_of")
        labels = reports.labels
        seen = seen.loc[sorted(seen.index, key=lambda code: (labels[code].order, code))]
        table = pd.DataFrame(
            {
                _("Area"): [labels[code].label for code in seen.index],
                _("Owed"): seen[list(STATES)].sum(axis=1).tolist(),
                _("On time"): seen["on_time"].tolist(),
                _("Late"): seen["late"].tolist(),
                _("Not reported"): seen["missing"].tolist(),
                _("Not due yet"): seen["open"].tolist(),
            }
        )
    st.dataframe(table, hide_index=True, height=min(38 + 35 * len(table), 400))
    offer_table(pd.DataFrame(reports.of_month), "quality", "month", *reports.named)
