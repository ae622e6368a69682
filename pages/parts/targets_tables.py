"""The tables behind the picture of targets: all that is known of each, and its former versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import asking, catalogue, targets_words
from pages.parts.datasets import titled
from pages.parts.download import offer_table
from pages.parts.language import _
from pages.parts.months import FORM
from pages.parts.reader import kept_for_reader
from pages.parts.targets_picture import saved
from pages.parts.targets_scene import Line, Scene, span
from pages.parts.wording import date_in_words, missing, number, operator_in_words, time_in_words

KINDS = {"national": "national", "assigned": "assigned", "registered": "registered"}
REPORTS = {
    "on_time": "in time: {n}",
    "late": "late: {n}",
    "missing": "missing: {n}",
    "open": "not due yet: {n}",
}

TWO_LINES = 66  # pixels; from 64 on long cells wrap
# Pixels; together they are what a screen of 1440 leaves beside the column of choices.
WIDTHS = {
    "Service": 155,
    "State": 105,
    "Target": 142,
    "Result": 122,
    "% of target": 72,
    "Difference": 84,
    "Since the month before": 125,
    "Compared": 140,
    "Due": 96,
    "Version": 67,
}


def widths(pixels: Mapping[str, int]) -> dict[str, Any]:
    """How wide the columns of a table are, by their names as they are seen.

    Args:
        pixels: By the names as messages.
    """
    return {_(name): st.column_config.Column(width=width) for name, width in pixels.items()}


@kept_for_reader
def of_lines(lines: tuple[Line, ...]) -> pd.DataFrame:
    """The lines in words: one row per target; who set them all is said under the picture."""
    table = pd.DataFrame(
        {
            _("Service"): [line.indicator.name for line in lines],
            _("State"): [targets_words.state(line) for line in lines],
            _("Target"): [
                targets_words.operator(line)
                + line.indicator.words(line.row.target if line.is_reported else line.row.asked)
                for line in lines
            ],
            _("Result"): [_result(line) for line in lines],
            _("% of target"): [targets_words.percent(line) for line in lines],
            _("Difference"): [_difference(line) for line in lines],
            _("Since the month before"): [_gain(line) for line in lines],
            _("Compared"): [targets_words.parts(line) for line in lines],
            _("Due"): [targets_words.due(line) for line in lines],
            _("Version"): [_version(line) for line in lines],
            _("Set by"): [titled(line.row.source) for line in lines],
        }
    )
    return table if table[_("Set by")].nunique() > 1 else table.drop(columns=_("Set by"))


def _result(line: Line) -> str:
    if not line.is_reported:
        return _("not reported")
    return line.indicator.words(line.row.value, line.row.qualifier)


def _difference(line: Line) -> str:
    if line.difference is None:
        return "–"
    return signed(line.difference, line.indicator.decimals)


def _gain(line: Line) -> str:
    if missing(line.row.gain) or not line.row.before_parts:
        return "–"
    said = signed(line.row.gain, line.indicator.decimals)
    if line.row.level == "commune" or line.row.before_parts == line.row.targets:
        return said
    return _("{gain} ({n} communes)", gain=said, n=line.row.before_parts)


def signed(value: float, decimals: int) -> str:
    """A difference with its sign: "+120", "−80", "0"."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value), decimals)


def _version(line: Line) -> str:
    if line.row.level == "commune" or not line.row.revised:
        return str(line.row.version)
    return _("changed in {n} communes", n=line.row.revised)


@kept_for_reader
def _version_rows(area_id: str, scene: Scene) -> list[Any]:
    """Every version of the place's own targets that are seen, the newest first."""
    first, last = span(scene.kind, scene.month)
    shown = {(line.indicator.id, line.row.due) for line in scene.lines}
    rows: list[Any] = [
        row
        for row in asking.rows("target_versions_by_area", areas=(area_id,))
        if row.kind == scene.kind
        and not missing(row.due)
        and first <= row.due.date() <= last
        and (row.indicator_id, row.due) in shown
    ]
    return sorted(rows, key=lambda row: (row.indicator_id, -row.version))


@kept_for_reader
def versions(area_id: str, scene: Scene) -> pd.DataFrame:
    """Every version of the place's own targets that are seen, in words, the newest first."""
    rows = _version_rows(area_id, scene)
    known = {row.indicator_id: catalogue.indicator(row.indicator_id) for row in rows}
    return pd.DataFrame(
        {
            _("Service"): [known[row.indicator_id].name for row in rows],
            _("Version"): [row.version for row in rows],
            _("Target"): [
                _sign(row.operator) + known[row.indicator_id].words(row.value) for row in rows
            ],
            _("Due"): [date_in_words(row.due, row.precision) for row in rows],
            _("Recorded"): [time_in_words(row.recorded_at) for row in rows],
            _("Kind"): [_(KINDS[row.kind]) for row in rows],
            _("Source"): [titled(row.source) for row in rows],
        }
    )


def _sign(operator: str | None) -> str:
    if missing(operator):
        return _("sign not stated:") + " "
    return "= " if operator == "=" else operator_in_words(operator)


def draw_reports(scene: Scene) -> None:
    """Says which reports of the month came, which came late, and which are missing."""
    if sentence := reports(scene, date.today()):
        st.caption(sentence)


@kept_for_reader
def reports(scene: Scene, today: date) -> str:
    """How many reports of the month came in time, late, or not; "" where none is owed.

    Args:
        scene: Whose place and month are asked.
        today: The day from which a report is missing.
    """
    rows = [
        row
        for row in asking.rows(
            "reports_by_commune",
            areas=(scene.area_id,),
            first=scene.month.ends,
            last=scene.month.ends,
            today=today,
        )
        if row.form == FORM
    ]
    counted = Counter(row.state for row in rows)
    if not rows:
        return ""
    if len(rows) == 1:
        return _(
            "Report of {month}: {state}.",
            month=scene.month.words,
            state=_(targets_words.REPORT_STATES[rows[0].state]),
        )
    said = [_(text, n=counted[state]) for state, text in REPORTS.items() if counted[state]]
    return _("Reports of {month}: {states}.", month=scene.month.words, states="; ".join(said))


def draw(scene: Scene) -> None:
    """Draws the table of what is seen and, of a commune, that of its versions."""
    st.dataframe(
        of_lines(scene.lines),
        hide_index=True,
        column_config=widths(WIDTHS),
        row_height=TWO_LINES,
    )
    offer_table(saved(scene.lines), *targets_words.file_name(scene), "services")
    found = versions(scene.area_id, scene)
    if not found.empty:
        with st.expander(_("Versions of the targets ({n})", n=len(found))):
            st.dataframe(found, hide_index=True)
            rows = pd.DataFrame(_version_rows(scene.area_id, scene))
            offer_table(rows, *targets_words.file_name(scene), "versions")
