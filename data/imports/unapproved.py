"""What waits for approval as a dataset of its own, for offices whose readers are to see it.

Each submission that waits is a file of that dataset, whole, under its own id. Decided, it is taken
out of every table: what was approved is stored among the reported figures as if it had never been
here, and of what was not approved nothing stays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from data import removing, statements
from data.access.setting import MARKED, approval
from data.datasets import SUBMITTED
from data.imports import storing
from data.imports.delivery import Delivery
from data.migrations import Cursor
from data.warehouse import Warehouse


def is_shown() -> bool:
    """Whether readers see what waits, as an office settles it."""
    return approval() == MARKED


def show(
    opened: Warehouse, cursor: Cursor, delivery: Delivery, submission_id: str, came: datetime
) -> None:
    """Stores what waits among the figures that wait, in the cursor's transaction.

    Args:
        opened: The warehouse.
        cursor: Staged; it is compared anew, with what waits of the same source.
        delivery: What waits, and from where.
        submission_id: What it waits as, and what its batch is named.
        came: When it was submitted, in UTC.
    """
    waiting = replace(delivery, dataset=SUBMITTED)
    counts = storing.compare(opened, cursor, waiting)
    storing.store(cursor, waiting, counts, came, submission_id)


def clear(cursor: Cursor, *, shown: bool = True) -> None:
    """Takes out of the dataset what waits no more, in the cursor's transaction.

    Of two files that say the same figure the one that still waits is seen again.

    Args:
        cursor: After something was decided.
        shown: Whether what still waits stays.
    """
    gone = leaving(cursor, shown=shown)
    if not gone:
        return
    statements.write(cursor, "remove/batch")
    for submission_id in gone:
        storing.restore(cursor, submission_id, SUBMITTED)
    removing.remove(cursor)


def leaving(cursor: Cursor, *, shown: bool) -> list[str]:
    """Ids of the submissions that are in the dataset and do not belong there; fills `leaving`.

    Args:
        cursor: Whose temporary table is filled.
        shown: Whether what waits belongs there.
    """
    statements.write(cursor, "submissions/leaving", shown=shown)
    return [name for (name,) in statements.write(cursor, "submissions/left").fetchall()]


def lacking(cursor: Cursor) -> list[str]:
    """Ids of the submissions that wait and are not in the dataset, the longest waiting first."""
    return [name for (name,) in statements.write(cursor, "submissions/unshown").fetchall()]
