"""The three key figures of the page: in time, missing, complete."""

from __future__ import annotations

import streamlit as st

from pages.parts.language import _
from pages.parts.quality_checks import blank_rows, required
from pages.parts.quality_reports import Reports
from pages.parts.quality_words import overdue, share_in_words
from pages.parts.reader import kept_for_reader
from pages.parts.wording import number


def draw(reports: Reports) -> None:
    """Draws them side by side.

    Args:
        reports: Of the place and month.
    """
    for column, (name, value) in zip(st.columns(3), figures(reports), strict=True):
        column.metric(name, value)


@kept_for_reader
def figures(reports: Reports) -> tuple[tuple[str, str], ...]:
    """Name and value of each, in words.

    Args:
        reports: Of the place and month.
    """
    counts = reports.counts
    missing = number(counts["missing"], 0)
    if counts["missing"]:
        days = max(overdue(row, reports) for row in reports.of_month if row.state == "missing")
        missing = _("{n}, {days} days overdue", n=missing, days=days)
    musts = required()
    cells = reports.received * len(musts)
    blank = sum(row.indicator in musts for row in blank_rows(reports))
    return (
        (_("Reported on time"), share_in_words(counts["on_time"], len(reports.of_month))),
        (_("Not reported"), missing),
        (_("Required fields filled in"), share_in_words(cells - blank, cells)),
    )
