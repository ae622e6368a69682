"""What the page on quality says of reports: the title, states, the legend of the picture."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.quality_reports import Reports
from pages.parts.wording import HANOI, date_in_words, number

STATES = {
    "on_time": "on time",
    "late": "late",
    "missing": "not reported",
    "open": "not due yet",
}
SHARES = ("under {high} % on time", "{low} to under {high} %", "{low} % or more")
EDGES = (50, 75, 90)  # per cent on time, where the classes of the picture part


def classes_of_shares() -> list[str]:
    """The names of the picture's classes where a row is a group of communes."""
    first, middle, last = SHARES
    return [
        _(first, high=EDGES[0]),
        *(_(middle, low=low, high=high) for low, high in pairwise(EDGES)),
        _(last, low=EDGES[-1]),
        _(STATES["open"]),
        _("none owed"),
    ]


def classes_of_states() -> list[str]:
    """The names of the picture's classes where a row is a commune."""
    marks = {"on_time": "✓ ", "late": "+ ", "missing": "✕ ", "open": "… "}
    late = _("late, by so many days")
    return [
        *(marks[state] + (late if state == "late" else _(STATES[state])) for state in STATES),
        _("none owed"),
    ]


def title(reports: Reports) -> str:
    """Who reported for the month and who did not, as escaped markup."""
    month = reports.month.words
    if reports.is_commune:
        return _(
            "{place}, {month}: {state}",
            place=escape(reports.place["name"]),
            month=month,
            state=_of_commune(reports),
        )
    counts = reports.counts
    if not reports.of_month:
        return _(
            "{place}, {month}: no commune owed a report",
            place=escape(reports.place["short_name"]),
            month=month,
        )
    return _(
        "{place}, {month}: {counts}",
        place=escape(reports.place["short_name"]),
        month=month,
        counts=counts_in_words(counts),
    )


def counts_in_words(counts: Mapping[str, int]) -> str:
    """How many communes of those that owed reported on time, how many late, how many not.

    Args:
        counts: By state.
    """
    said = [
        _(
            "{n} of {owed} communes reported on time",
            n=number(counts["on_time"], 0),
            owed=number(sum(counts[state] for state in STATES), 0),
        ),
        _("{n} late", n=number(counts["late"], 0)),
        _("{n} not reported", n=number(counts["missing"], 0)),
    ]
    if counts["open"]:
        said.append(_("{n} not due yet", n=number(counts["open"], 0)))
    return ", ".join(said)


def _of_commune(reports: Reports) -> str:
    if not reports.of_month:
        return _("no report was owed")
    return state_in_words(reports.of_month[0], reports)


def state_in_words(row: Any, reports: Reports) -> str:
    """The state of one report with its days: "late by 3 days (21/10/2026)".

    Args:
        row: Of reports_by_commune.
        reports: It is one of.
    """
    if row.state == "missing":
        return _("not reported, {n} days overdue", n=overdue(row, reports))
    if row.state == "open":
        return _("not due before {day}", day=date_in_words(row.due, "day"))
    came = date_in_words((row.received_at + HANOI).date(), "day")
    if row.state == "late":
        return _("reported {n} days late ({day})", n=int(row.days_late), day=came)
    return _("reported on time ({day})", day=came)


def overdue(row: Any, reports: Reports) -> int:
    """Days since a missing report was due."""
    return int((reports.today - row.due.date()).days)


def share_in_words(part: int, whole: int) -> str:
    """How many per cent a part is, rounded down so that 100 % means all; "–" of nothing.

    Args:
        part: How many.
        whole: Of how many.
    """
    return (
        f"{number(1000 * part // whole / 10, 1)} % ({number(part, 0)}/{number(whole, 0)})"
        if whole
        else "–"
    )
