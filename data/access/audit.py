"""The audit: who did what, when, through what and from where. Lines are added, never changed."""

from __future__ import annotations

import csv
import io
import logging
import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from data.access import store
from data.access.people import MACHINE, Visitor

DONE, REFUSED = "done", "refused"
MOST_LETTERS = 500  # of what an action was about
MOST = 100_000  # lines in a file
# What is not a right of its own, besides `rights.Action`.
SIGN_IN, SIGN_OUT, SIGN_OUT_EVERYWHERE = "sign in", "sign out", "sign out everywhere"
MAKE_TOKEN, END_TOKEN = "make token", "end token"
SUBMIT, APPROVE, RETURN, WITHDRAW = "submit", "approve", "return", "withdraw"
SETTING, ROLES_FILE = "setting", "roles"
log = logging.getLogger(__name__)


class Line(NamedTuple):
    """One line, as in `data/sql/access/schema.sql`."""

    entry: int
    happened_at: str
    subject: str
    way: str
    address: str
    action: str
    about: str
    outcome: str


class Counted(NamedTuple):
    """How many lines fit, how many of them were refused, when the latest was; "" of none."""

    lines: int
    refused: int
    latest: str


def record(visitor: Visitor, action: str, about: str = "", outcome: str = DONE) -> None:
    """Adds a line. One that cannot be added is said in the log, with all it has.

    Args:
        visitor: Who did it.
        action: What: a right, or one of this module's names.
        about: Of what: the id of a batch, a layer, a token; a query; what a file holds.
        outcome: DONE or REFUSED.
    """
    line = {
        "subject": visitor.subject,
        "way": visitor.way,
        "address": visitor.address,
        "action": str(action),
        "about": about[:MOST_LETTERS],
        "outcome": outcome,
    }
    try:
        store.write("add_audit", now=store.now(), **line)
    except (sqlite3.Error, OSError):
        log.exception("The audit could not be written: %s", line)


def record_change(action: str, about: str) -> None:
    """Adds a line of what is settled at the machine, unless the latest such line says the same.

    Args:
        action: SETTING or ROLES_FILE.
        about: What is settled now.
    """
    try:
        known = lines(action=action, most=1)
    except (sqlite3.Error, OSError):
        log.exception("The audit could not be read")
        return
    if not known or known[0].about != about[:MOST_LETTERS]:
        record(MACHINE, action, about)


def lines(
    action: str = "",
    subject: str = "",
    outcome: str = "",
    first: date | None = None,
    last: date | None = None,
    most: int = MOST,
    skipped: int = 0,
) -> list[Line]:
    """The lines that fit, the latest first.

    Args:
        action: Of this alone; "" for all.
        subject: Likewise.
        outcome: Likewise.
        first: Not before this day (UTC).
        last: Not after it.
        most: How many at most.
        skipped: How many of the latest are left out.
    """
    fits = _fits(action, subject, outcome, first, last)
    return [Line(*row) for row in store.ask("audit", most=most, skipped=skipped, **fits)]


def counted(
    action: str = "",
    subject: str = "",
    outcome: str = "",
    first: date | None = None,
    last: date | None = None,
) -> Counted:
    """How many lines fit, and of when the latest is; parameters as those of `lines`."""
    fits = _fits(action, subject, outcome, first, last)
    return Counted(*store.ask("audit_counted", **fits)[0])


def _fits(
    action: str, subject: str, outcome: str, first: date | None, last: date | None
) -> dict[str, str]:
    return {
        "action": action,
        "subject": subject,
        "outcome": outcome,
        "since": first.isoformat() if first else "",
        "until": (last + timedelta(days=1)).isoformat() if last else "",
    }


def as_csv(found: list[Line]) -> bytes:
    """The lines as CSV, with the names of their columns; UTF-8 with a byte-order mark.

    Cells that a spreadsheet would take for a formula are made safe as in every CSV.

    Args:
        found: As `lines` gives them.
    """
    from data.exports import defused  # noqa: PLC0415  what writes files is not needed for a start

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(Line._fields)
    for line in found:
        writer.writerow([defused(str(cell)) for cell in line])
    return text.getvalue().encode("utf-8-sig")
