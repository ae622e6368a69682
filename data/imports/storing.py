"""Staged figures into the warehouse: set beside what is there, stored as one batch, taken back."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data import engine, rollups, statements
from data.access import audit, rights
from data.access.people import MACHINE, Visitor
from data.imports import permitted, registry
from data.imports.delivery import DATASET, Delivery
from data.imports.forms import forms
from data.migrations import Cursor
from data.warehouse import Warehouse

if TYPE_CHECKING:
    import pandas as pd

log = logging.getLogger("atlas")


@dataclass(frozen=True)
class Counts:
    """How the staged figures stand to those stored at a version of the warehouse.

    left_out are cells that say something and give no figure, or have an error.
    """

    version: int
    cells: int
    missing: int
    added: int
    changed: int
    same: int
    left_out: int

    @property
    def stored(self) -> int:
        """Figures that storing would write."""
        return self.added + self.changed


def compare(opened: Warehouse, cursor: Cursor, delivery: Delivery) -> Counts:
    """How many staged figures are new, changed or stored already; fills the cursor's `compared`."""
    version = opened.version
    if delivery.kind == "teams":
        return Counts(version, *registry.compare(cursor, delivery.dataset))
    statement = "compared_targets" if delivery.kind == "targets" else "compared"
    of = {"dataset": delivery.dataset, "source": delivery.source_id}
    statements.write(cursor, f"imports/{statement}", **of)
    return Counts(version, *statements.write(cursor, "imports/counts").fetchall()[0])


def changes(cursor: Cursor, kind: str, status: str, most: int) -> pd.DataFrame:
    """The first figures of a status (added, changed, same) with old and new value, by row.

    Of targets with kind and operator; of teams, which are more than a figure, as
    `registry.changes` gives them.
    """
    if kind == "teams":
        return registry.changes(cursor, status, most)
    statement = "changes_of_targets" if kind == "targets" else "changes"
    return statements.write(cursor, f"imports/{statement}", status=status, most=most).df()


def commit(opened: Warehouse, cursor: Cursor, delivery: Delivery, seen: Counts) -> str:
    """The id of the new batch, or "" where everything is stored already and nothing was done.

    Args:
        opened: The warehouse.
        cursor: One of its cursors, staged, checked and compared.
        delivery: What is stored, and from where.
        seen: What was compared. If anything was stored since, it is compared anew.

    Raises rights.RefusedError where it would change areas that the visitor may not, and
    ApprovalNeededError where it may not on its own word alone: `submissions.submit` is for that.
    """
    try:
        with opened.transaction(cursor):
            fresh = seen if seen.version == opened.version else compare(opened, cursor, delivery)
            if permitted.demand(cursor, delivery):
                raise ApprovalNeededError
            if not fresh.stored:
                raise _NothingNewError
            batch = store(cursor, delivery, fresh)
    except _NothingNewError:
        return ""
    audit.record(delivery.by, rights.Action.IMPORT, batch)
    log.info("stored", extra={"event": "import", "batch": batch, "rows": fresh.stored})
    engine.publish_soon(opened)
    return batch


class ApprovalNeededError(Exception):
    """Nothing was stored: figures of this sender wait for somebody of the level above."""


class _NothingNewError(Exception):
    """Ends a transaction that has nothing to write."""


def store(
    cursor: Cursor,
    delivery: Delivery,
    counts: Counts,
    received: datetime | None = None,
    batch_id: str = "",
) -> str:
    """The id of the batch that was compared, stored in the cursor's transaction.

    Args:
        cursor: Compared, in a transaction.
        delivery: What is stored, and from where; who may is asked before.
        counts: How it stands to what is stored.
        received: When its reports came, in UTC, where that was before.
        batch_id: Of the batch, where it is known by another one than a new one.
    """
    origin = delivery.origin
    source = {"source": delivery.source_id}
    batch = {"batch": batch_id or f"b-{secrets.token_hex(6)}"}
    now = _now()
    of = {"dataset": delivery.dataset}
    stamp = {**of, "now": now}
    statements.write(
        cursor,
        "imports/store_source",
        title=origin.title,
        publisher=origin.publisher,
        url=origin.url,
        published_on=origin.published_on,
        published_precision="day" if origin.published_on else "none",
        **source,
    )
    statements.write(
        cursor,
        "imports/store_batch",
        file_name=delivery.file_name,
        sha256=delivery.sha256,
        who=delivery.office,
        office=delivery.office,
        kind=delivery.kind,
        read=counts.cells,
        added=counts.added,
        changed=counts.changed,
        same=counts.same,
        left_out=counts.left_out,
        **batch,
        **source,
        **stamp,
    )
    logged = {"file_name": delivery.file_name, **batch, **source, **stamp}
    if delivery.kind == "teams":
        registry.store(cursor, **batch, **source, file_name=delivery.file_name, now=now)
    elif delivery.kind == "targets":
        statements.write(cursor, "imports/store_target_log", **logged)
        statements.write(cursor, "imports/forget_changed_targets", **of, **source)
        statements.write(cursor, "imports/restore_current_targets", **batch)
    else:
        dated = {"published_on": origin.published_on, **logged}
        statements.write(cursor, "imports/store_log", **dated)
        statements.write(cursor, "imports/forget_changed", **of, **source)
        del dated["now"]
        statements.write(cursor, "imports/store_current", **dated)
        _mark_conflicts(cursor, batch["batch"], delivery.dataset)
        rollups.renew_batch(cursor, batch["batch"])
        _store_reports(cursor, batch["batch"], received or now)
    statements.write(cursor, "imports/blank_trouble")
    statements.write(cursor, "imports/store_problems", **batch)
    return batch["batch"]


def _store_reports(cursor: Cursor, batch_id: str, now: datetime) -> None:
    """Notes which reports have come with the file."""
    for form in forms().values():
        if form.kind == "results":
            required = [field.indicator for field in form.fields if field.required]
            statements.write(
                cursor,
                "imports/reports",
                form=form.form_id,
                required=[indicator for indicator in required if indicator],
                due_day=form.due_day,
                batch=batch_id,
                now=now,
            )


def undo(opened: Warehouse, batch_id: str, who: str, by: Visitor = MACHINE) -> None:
    """Takes a stored file back: what it replaced is current again, what came later stays.

    Raises LookupError for a batch that is not there, was not imported, or was undone before, and
    rights.RefusedError where the visitor may not, for any of its areas; then nothing is done.

    Args:
        opened: The warehouse.
        batch_id: Of the file.
        who: The office that takes it back, said in the list of files.
        by: Whose rights are asked, and who is kept in the audit.
    """
    if refused := permitted.to_undo(by, batch_id):
        raise rights.RefusedError(refused)
    with opened.transaction() as cursor:
        statements.write(cursor, "imports/undo_batch", batch=batch_id, who=who, now=_now())
        if cursor.fetchall() != [(1,)]:
            raise LookupError(f"batch {batch_id!r} is not one that can be undone")
        statements.write(cursor, "imports/undo_reports", batch=batch_id)
        restore(cursor, batch_id, DATASET)
    audit.record(by, rights.Action.UNDO, batch_id)
    log.info("undone", extra={"event": "undo", "batch": batch_id})
    engine.publish_soon(opened)


def restore(cursor: Cursor, batch_id: str, dataset: str) -> None:
    """Makes what a batch had replaced current again, after it is no longer a committed one.

    Args:
        cursor: In a transaction.
        batch_id: Of the batch, whose figures are still in the log.
        dataset: Which its figures are of.
    """
    for statement in (
        *("undo_current", "restore_current"),
        *("undo_current_targets", "restore_current_targets"),
    ):
        statements.write(cursor, f"imports/{statement}", batch=batch_id)
    _mark_conflicts(cursor, batch_id, dataset)
    rollups.renew_batch(cursor, batch_id)


def _mark_conflicts(cursor: Cursor, batch_id: str, dataset: str) -> None:
    statements.write(cursor, "imports/touched", batch=batch_id)
    statements.write(cursor, "imports/conflicts", dataset=dataset)
    statements.write(cursor, "imports/mark_conflicts", dataset=dataset)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
