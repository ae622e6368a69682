"""The list to send round: who has not reported and who reported late, as text to copy."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.datasets import DOUBTFUL, PUBLISHED
from pages.parts import asking
from pages.parts.datasets import label
from pages.parts.language import _
from pages.parts.quality_checks import of_reports
from pages.parts.quality_findings import offer
from pages.parts.quality_reports import Reports
from pages.parts.quality_words import counts_in_words, state_in_words
from pages.parts.reader import kept_for_reader
from pages.parts.wording import date_in_words, number

HIGH = 420  # pixels; longer lists scroll
A_FEW = 12  # lines that need no scrolling


def draw(reports: Reports) -> None:
    """Draws the list, ready to be copied, and its file.

    Args:
        reports: Of the place and month.
    """
    if not of_reports(reports):
        st.success(_("Every report that was due came in time."), icon=":material/check:")
        return
    st.caption(_("Copy the text with the button at its corner, and send it round."))
    text = written(reports)
    is_long = text.count("\n") > A_FEW
    st.code(text, language=None, wrap_lines=True, height=HIGH if is_long else "content")
    offer(reports, of_reports(reports), "reminders")


@kept_for_reader
def written(reports: Reports) -> str:
    """The list as plain text: missing ones first in each group, with days.

    Args:
        reports: Of the place and month.
    """
    lines = [
        _(
            "Monthly report {month}, due {due}; as of {day}",
            month=reports.month.words,
            due=date_in_words(reports.month.due, "day"),
            day=date_in_words(reports.today, "day"),
        ),
        f"{reports.place['name']}: {counts_in_words(reports.counts)}",
    ]
    seen = asking.dataset()
    if seen != PUBLISHED:
        lines.insert(0, label(seen).upper() if seen in DOUBTFUL else label(seen))
    by_group: dict[str, list[Any]] = {}
    for row in reports.of_month:
        if row.state in {"missing", "late"}:
            by_group.setdefault(reports.groups[row.area_id].id, []).append(row)
    labels = reports.labels
    for code in sorted(by_group, key=lambda code: (labels[code].order, code)):
        rows = sorted(by_group[code], key=lambda row: (row.state == "late", row.alphabetical))
        group = labels[code].label
        if reports.of_ended and not code.startswith("2025-"):
            group = _("{name} (former)", name=group)
        lines += ["", f"{group}: {number(len(rows), 0)}"]
        lines += [f"- {row.area}: {state_in_words(row, reports)}" for row in rows]
    return "\n".join(lines)
