"""What became of submissions, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from pages.parts.escape import escape
from pages.parts.import_upload import NAMES
from pages.parts.language import _
from pages.parts.wording import date_in_words, number, time_in_words

STATES = {
    "submitted": "waits for approval",
    "approved": "approved",
    "returned": "returned",
    "withdrawn": "withdrawn",
}
ICONS = {"submitted": "…", "approved": "✓", "returned": "✗", "withdrawn": "–"}


def state(row: Any) -> str:
    """What became of a submission, with a sign.

    Args:
        row: Of `queries/submissions.sql`.
    """
    return f"{ICONS[row.state]} {_(STATES[row.state])}"


def about(row: Any) -> str:
    """Of what a submission tells, by whom and when it was sent; escaped.

    Args:
        row: Of `queries/submissions.sql`.
    """
    said = [
        _(NAMES[row.kind]),
        _("areas: {n}", n=number(row.areas, 0)),
        span(row),
        _("{time} by {office}", time=time_in_words(row.submitted_at), office=escape(row.office)),
        _("source: {source}", source=escape(row.title)),
        _("sender {who}", who=escape(row.submitted_by)),
    ]
    return " · ".join(filter(None, said)) + f" · {row.submission_id}"


def span(row: Any) -> str:
    """The first and the last day it tells of; "" where that is none.

    Args:
        row: Of `queries/submissions.sql`.
    """
    if row.first_as_of is None or row.first_as_of != row.first_as_of:
        return ""
    first, last = (_day(each) for each in (row.first_as_of, row.last_as_of))
    return first if first == last else _("{first} to {last}", first=first, last=last)


def _day(day: date) -> str:
    return date_in_words(day, "day")
