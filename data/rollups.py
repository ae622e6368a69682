"""Sums and ratios of communes, kept ready by every transaction that writes observations."""

from __future__ import annotations

from data.migrations import Cursor
from data.statements import write


def start(cursor: Cursor) -> None:
    """Says of each area which communes count as its parts, and sums up all there is."""
    write(cursor, "rollup/empty_communes")
    write(cursor, "rollup/communes")
    write(cursor, "rollup/empty_ended_communes")
    write(cursor, "rollup/ended_communes")
    write(cursor, "rollup/empty")
    for (dataset,) in write(cursor, "rollup/datasets").fetchall():
        renew(cursor, dataset)


def renew(cursor: Cursor, dataset: str) -> None:
    """Sums up a dataset anew, an indicator at a time: all at once would not fit in memory."""
    for (indicator,) in write(cursor, "rollup/indicators", dataset=dataset).fetchall():
        write(cursor, "rollup/renewed_of_indicator", indicator=indicator, dataset=dataset)
        _store(cursor)


def renew_batch(cursor: Cursor, batch_id: str) -> None:
    """Sums up anew what a batch changed, after it was stored or taken back."""
    write(cursor, "rollup/renewed_of_batch", batch=batch_id)
    _store(cursor)


def _store(cursor: Cursor) -> None:
    for statement in ("forget", "sums", "ratios"):
        write(cursor, f"rollup/{statement}")
