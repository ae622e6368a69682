"""What waits for a reviewer and what became of it: for the page, the routes, the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data import warehouse
from data.access import rights
from data.access.coverage import not_below
from data.access.people import MACHINE, Visitor
from data.access.rights import Action
from data.cache import kept, rows
from data.imports import checks, permitted, storing, submissions
from data.imports.problems import Problem, sentence
from data.imports.remarks import RemarkError
from data.imports.storing import Counts
from data.imports.submissions import SUBMITTED, ChangedError, DecidedError
from data.warehouse import Warehouse

if TYPE_CHECKING:
    import pandas as pd

MOST = 500  # figures of a status, and problems, that are listed
MOST_WAITING, MOST_DECIDED = 1000, 100
STATUSES = ("changed", "added", "same")


@dataclass(frozen=True, eq=False)
class Look:
    """How a submission stands to what is stored at this version of the warehouse.

    Attributes:
        counts: Likewise, counted.
        seen: The mark of it, by which it is approved.
        severities: How many problems there are of each severity.
        problems: The first ones, errors first.
        changes: The first figures of each status, as `storing.changes` gives them.
    """

    counts: Counts
    seen: str
    severities: Mapping[str, int]
    problems: tuple[Problem, ...]
    changes: Mapping[str, pd.DataFrame]


@kept
def look(submission_id: str) -> Look:
    """What approving a submission would do now.

    Raises LookupError where there is none, DecidedError where it waits no more.

    Args:
        submission_id: Its id.
    """
    opened, submission = warehouse.shared(), submissions.found(submission_id)
    cursor = opened.lasting_cursor()
    try:
        counts, seen = submissions.stage(opened, cursor, submission, MACHINE)
        return Look(
            counts,
            seen,
            checks.counts(cursor),
            checks.problems(cursor, MOST),
            {status: storing.changes(cursor, submission.kind, status, MOST) for status in STATUSES},
        )
    finally:
        cursor.close()


def waiting(by: Visitor) -> tuple[Any, ...]:
    """The submissions that wait for this reviewer, the longest waiting first.

    Args:
        by: Who may decide on them, not their sender.
    """
    found = rows("submissions", submission="", who="", state=SUBMITTED, most=MOST_WAITING)
    mine = _covered(by, found)
    others = [row for row in mine if not (by.subject and row.submitted_by == by.subject)]
    return tuple(reversed(others))


def decided(by: Visitor) -> tuple[Any, ...]:
    """The latest submissions of this reviewer's areas that wait no more, the latest first.

    Args:
        by: Who could have decided on them.
    """
    found = rows("submissions", submission="", who="", state="", most=MOST_DECIDED)
    return tuple(row for row in _covered(by, found) if row.state != SUBMITTED)


def own(by: Visitor) -> tuple[Any, ...]:
    """The latest submissions of this sender, the latest first.

    Args:
        by: Who submitted them.
    """
    if not by.subject:
        return ()
    return rows("submissions", submission="", who=by.subject, state="", most=MOST_DECIDED)


def _covered(by: Visitor, found: tuple[Any, ...]) -> list[Any]:
    over = permitted.areas_for(by, Action.REVIEW)
    ids = tuple(row.submission_id for row in found)
    if not over or not ids:
        return []
    told = rows("areas_of_submissions", submissions=ids)
    foreign = set(not_below(over, tuple(sorted({row.area_id for row in told}))))
    others = {row.submission_id for row in told if row.area_id in foreign}
    return [row for row in found if row.submission_id not in others]


def listed(by: Visitor, *, mine: bool = False) -> dict[str, Any]:
    """What waits for a reviewer, or what a sender submitted, as plain data.

    Raises RefusedError where the visitor may do neither anywhere.

    Args:
        by: Who asks.
        mine: Whether the sender asks.
    """
    action = Action.IMPORT if mine else Action.REVIEW
    rights.demand(by, action)
    found = own(by) if mine else waiting(by)
    return {"state": "listed", "submissions": [plain(row) for row in found]}


def shown(by: Visitor, submission_id: str, language: str = "vi") -> dict[str, Any]:
    """What approving a submission would do now, as plain data; state unknown or another if decided.

    Raises RefusedError where the visitor may not decide on it.

    Args:
        by: Who asks.
        submission_id: Its id.
        language: Of the sentences.
    """

    def told() -> dict[str, Any]:
        submission = submissions.found(submission_id)
        submissions.demand(by, submission)
        found = look(submission_id)
        return {
            "state": SUBMITTED,
            **plain(submission),
            "seen": found.seen,
            "counts": vars(found.counts),
            "severities": dict(found.severities),
            "problems": [sentence(each, submission.file_name, language) for each in found.problems],
            "changes": {status: _changes(rows) for status, rows in found.changes.items()},
        }

    return _answer(submission_id, told)


def approve(opened: Warehouse, by: Visitor, submission_id: str, seen: str) -> dict[str, Any]:
    """What became of the wish to approve: approved, changed, decided, unknown.

    Raises RefusedError where the visitor may not.

    Args:
        opened: The warehouse.
        by: Who approves.
        submission_id: What.
        seen: The mark of what was looked at.
    """

    def done() -> dict[str, Any]:
        return {"state": "approved", "batch": submissions.approve(opened, submission_id, seen, by)}

    return _answer(submission_id, done)


def send_back(opened: Warehouse, by: Visitor, submission_id: str, remark: str) -> dict[str, Any]:
    """What became of the wish to return it: returned, empty, long, personal, decided, unknown.

    Raises RefusedError where the visitor may not.

    Args:
        opened: The warehouse.
        by: Who returns it.
        submission_id: What.
        remark: What is to be mended.
    """

    def done() -> dict[str, Any]:
        submissions.send_back(opened, submission_id, remark, by)
        return {"state": "returned"}

    return _answer(submission_id, done)


def withdraw(opened: Warehouse, by: Visitor, submission_id: str) -> dict[str, Any]:
    """What became of the sender's wish to withdraw it: withdrawn, decided, unknown.

    Args:
        opened: The warehouse.
        by: Who submitted it.
        submission_id: What.
    """

    def done() -> dict[str, Any]:
        submissions.withdraw(opened, submission_id, by)
        return {"state": "withdrawn"}

    return _answer(submission_id, done)


def plain(row: Any) -> dict[str, Any]:
    """A submission as plain data."""
    found = {name: value for name, value in row._asdict().items() if name not in _INNER}
    return {name: _text(name, value) for name, value in found.items()}


_INNER = ("sha256", "source_id", "published_on")


def _text(name: str, value: Any) -> Any:
    if value != value:
        return None
    if not hasattr(value, "isoformat"):
        return value
    text: str = value.isoformat()
    return text[:10] if name.endswith(("as_of", "_on")) else text


def _changes(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = [name for name in frame if name not in ("letters", "decimals")]
    found: list[dict[str, Any]] = []
    for line in frame[names].astype(object).where(frame[names].notna(), None).to_dict("records"):
        found.append({name: _nested(name, value) for name, value in line.items()})
    return found


def _nested(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {field: _text(field, each) for field, each in value.items() if each is not None}
    return _text(name, value)


def _answer(submission_id: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What the work answers, or how the submission stands that it cannot be done with."""
    named = {"submission": submission_id}
    try:
        return work() | named
    except LookupError:
        return {"state": "unknown", **named}
    except ChangedError:
        return {"state": "changed", **named}
    except DecidedError as error:
        return {"state": "decided", "decided": error.state, **named}
    except RemarkError as error:
        return {"state": error.code, **named}
