"""Files that wait for the level above: submitted, approved, sent back, withdrawn.

Each is one transaction: a submission is decided once, and is stored in the moment it is approved.
"""

from __future__ import annotations

import logging
import secrets
from datetime import UTC, datetime
from typing import Any

from data import engine, statements
from data.access import audit, rights
from data.access.people import MACHINE, Visitor
from data.access.rights import Action, Refusal, RefusedError
from data.cache import rows
from data.imports import checks, keeping, permitted, storing, unapproved
from data.imports.delivery import Delivery, Origin
from data.imports.remarks import checked
from data.imports.storing import Counts
from data.migrations import Cursor
from data.warehouse import Warehouse

SUBMITTED, APPROVED, RETURNED, WITHDRAWN = "submitted", "approved", "returned", "withdrawn"
log = logging.getLogger("atlas")


class DecidedError(Exception):
    """It was decided before; `state` says how."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class ChangedError(Exception):
    """What it would change is no longer what was looked at."""


def submit(opened: Warehouse, cursor: Cursor, delivery: Delivery, seen: Counts) -> str:
    """The id of the submission; "" where everything is stored already and nothing was kept.

    The very same file of the same sender that waits is withdrawn. Raises rights.RefusedError where
    it would change areas that the sender may not.

    Args:
        opened: The warehouse.
        cursor: One of its cursors, staged, checked and compared.
        delivery: What is submitted, and from where.
        seen: What was compared. If anything was stored since, it is compared anew.
    """
    submission = f"w-{secrets.token_hex(6)}"
    origin, who, now = delivery.origin, delivery.by.subject, _now()
    known = {"sha256": delivery.sha256, "kind": delivery.kind, "source": origin.source_id}
    with opened.transaction(cursor):
        counts = (
            seen if seen.version == opened.version else storing.compare(opened, cursor, delivery)
        )
        permitted.demand(cursor, delivery)
        if counts.stored:
            statements.write(cursor, "submissions/replace", now=now, who=who, **known)
            statements.write(
                cursor,
                "submissions/add",
                submission=submission,
                file_name=delivery.file_name,
                office=delivery.office,
                title=origin.title,
                publisher=origin.publisher,
                url=origin.url,
                published_on=origin.published_on,
                read=counts.cells,
                added=counts.added,
                changed=counts.changed,
                same=counts.same,
                left_out=counts.left_out,
                now=now,
                who=who,
                **known,
            )
            keeping.keep(cursor, delivery.kind, submission)
            if unapproved.is_shown():
                unapproved.show(opened, cursor, delivery, submission, now)
            _forget(cursor)
    if not counts.stored:
        return ""
    audit.record(delivery.by, audit.SUBMIT, submission)
    _log(audit.SUBMIT, submission)
    return submission


def stage(opened: Warehouse, cursor: Cursor, submission: Any, by: Visitor) -> tuple[Counts, str]:
    """How a submission that waits stands to what is stored now, and the mark of that.

    Raises DecidedError where it waits no more.

    Args:
        opened: The warehouse.
        cursor: One of its lasting cursors, which is staged.
        submission: As `found` gives it.
        by: Who looks.
    """
    if not keeping.stage(cursor, submission.kind, submission.submission_id):
        raise DecidedError(found(submission.submission_id).state)
    delivery = _delivery(submission, by)
    if submission.kind == "results":
        checks.contradictions(cursor, delivery.origin.source_id)
    counts = storing.compare(opened, cursor, delivery)
    return counts, keeping.mark(cursor, submission.kind)


def approve(opened: Warehouse, submission_id: str, seen: str, by: Visitor = MACHINE) -> str:
    """The id of the batch that it was stored as; "" where everything was stored meanwhile.

    Raises rights.RefusedError, DecidedError, ChangedError or LookupError; then nothing is done.

    Args:
        opened: The warehouse.
        submission_id: What is approved.
        seen: The mark of what was looked at, as `stage` gives it.
        by: Who approves it.
    """
    submission = found(submission_id)
    demand(by, submission)
    cursor = opened.lasting_cursor()
    try:
        stage(opened, cursor, submission, by)
        with opened.transaction(cursor):
            # Compared anew, alone among the writers: another file may just have been stored.
            counts = storing.compare(opened, cursor, _delivery(submission, by))
            if keeping.mark(cursor, submission.kind) != seen:
                if (state := found(submission_id).state) != SUBMITTED:
                    raise DecidedError(state)
                raise ChangedError
            batch = ""
            if counts.stored:
                # A report is as late as its sender was, however long somebody took to look at it.
                came = submission.submitted_at.to_pydatetime()
                batch = storing.store(cursor, _delivery(submission, by), counts, came)
            _decide(cursor, submission_id, APPROVED, by, batch=batch or None)
    finally:
        cursor.close()
    audit.record(by, audit.APPROVE, f"{submission_id} {batch}".strip())
    _log(audit.APPROVE, submission_id, batch)
    engine.publish_soon(opened)
    return batch


def send_back(opened: Warehouse, submission_id: str, remark: str, by: Visitor = MACHINE) -> None:
    """Returns a submission to its sender with a remark, and forgets its figures.

    Raises rights.RefusedError, DecidedError, LookupError, or remarks.RemarkError for a remark that
    is none or may not be kept; then nothing is done.

    Args:
        opened: The warehouse.
        submission_id: What is returned.
        remark: What the sender is to mend.
        by: Who returns it.
    """
    demand(by, found(submission_id))
    text = checked(remark)
    with opened.transaction() as cursor:
        _decide(cursor, submission_id, RETURNED, by, remark=text)
    audit.record(by, audit.RETURN, submission_id)
    _log(audit.RETURN, submission_id)


def withdraw(opened: Warehouse, submission_id: str, by: Visitor) -> None:
    """Takes one's own submission back before it is decided, and forgets its figures.

    Raises LookupError for one that is not the visitor's own, DecidedError where it waits no more.

    Args:
        opened: The warehouse.
        submission_id: What is withdrawn.
        by: Who submitted it.
    """
    rights.demand(by, Action.IMPORT)
    if found(submission_id).submitted_by != by.subject:
        raise LookupError(f"there is no submission {submission_id!r} of this account")
    with opened.transaction() as cursor:
        _decide(cursor, submission_id, WITHDRAWN, by)
    audit.record(by, audit.WITHDRAW, submission_id)
    _log(audit.WITHDRAW, submission_id)


def settle(opened: Warehouse) -> None:
    """Makes readers see of what waits as much as the office settled, which may have changed.

    Where they are to see it, every submission that waits; else none.

    Args:
        opened: The warehouse, at its start.
    """
    is_shown = unapproved.is_shown()
    cursor = opened.lasting_cursor()
    try:
        if not (
            unapproved.leaving(cursor, shown=is_shown) or (is_shown and unapproved.lacking(cursor))
        ):
            return
        with opened.transaction(cursor):
            unapproved.clear(cursor, shown=is_shown)
            unshown = unapproved.lacking(cursor) if is_shown else []
            for submission in map(found, unshown):
                keeping.stage(cursor, submission.kind, submission.submission_id)
                said = submission.submission_id, submission.submitted_at.to_pydatetime()
                unapproved.show(opened, cursor, _delivery(submission, MACHINE), *said)
    finally:
        cursor.close()
    log.info("settled", extra={"event": "approval", "shown": is_shown, "rows": len(unshown)})
    engine.publish_soon(opened)


def found(submission_id: str) -> Any:
    """The submission with the id, a row of `queries/submissions.sql`. Raises LookupError."""
    asked = {"submission": submission_id, "who": "", "state": "", "most": 1}
    known = rows("submissions", **asked) if submission_id else ()
    if not known:
        raise LookupError(f"there is no submission {submission_id!r}")
    return known[0]


def demand(by: Visitor, submission: Any) -> None:
    """Raises rights.RefusedError where the visitor may not decide on the submission.

    Args:
        by: Who wants to.
        submission: As `found` gives it.
    """
    asked = (submission.submission_id,)
    areas = [row.area_id for row in rows("areas_of_submissions", submissions=asked)]
    rights.demand(by, Action.REVIEW, areas)
    if by.subject and by.subject == submission.submitted_by:
        audit.record(by, Action.REVIEW, f"own {submission.submission_id}", audit.REFUSED)
        raise RefusedError(Refusal("own", Action.REVIEW, by.subject))


def _decide(
    cursor: Cursor,
    submission_id: str,
    state: str,
    by: Visitor,
    remark: str = "",
    batch: str | None = None,
) -> None:
    told = {"submission": submission_id, "state": state, "remark": remark, "batch": batch}
    done = statements.write(
        cursor, "submissions/decide", now=_now(), who=by.subject, **told
    ).fetchall()
    if done != [(1,)]:
        raise DecidedError(found(submission_id).state)
    _forget(cursor)


def _forget(cursor: Cursor) -> None:
    """Lets go what is kept, and shown, of submissions that wait no more."""
    statements.write(cursor, "submissions/forget_parts")
    unapproved.clear(cursor)


def _delivery(submission: Any, by: Visitor) -> Delivery:
    day = submission.published_on
    return Delivery(
        file_name=submission.file_name,
        sha256=submission.sha256,
        origin=Origin(
            submission.title, submission.publisher, submission.url, None if day != day else day
        ),
        office=submission.office,
        kind=submission.kind,
        by=by,
    )


def _log(action: str, submission_id: str, batch: str = "") -> None:
    log.info(action, extra={"event": action, "submission": submission_id, "batch": batch})


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
