"""Brings the catalogue of a warehouse that an earlier release filled up to this release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data import release, rollups
from data.migrations import Cursor, all_or_nothing
from data.statements import store, write

if TYPE_CHECKING:
    import pandas as pd


def is_behind(connection: Cursor) -> bool:
    """Whether this release has indicators or published targets that the file was made without."""
    files = {name for (name,) in write(connection, "published_files").fetchall()}
    indicators = set(write(connection, "indicators_as_text").fetchall())
    breaks = set(write(connection, "indicator_breaks_as_text").fetchall())
    return release.is_behind(files, indicators, breaks)


def renew(connection: Cursor, tables: Mapping[str, pd.DataFrame]) -> None:
    """Puts the catalogue and lineage of this release in place of those that made the file.

    Targets of published files that the file was made without are added.
    """
    known = {name for (name,) in write(connection, "published_files").fetchall()}
    batches, targets, sources = tables["batch"], tables["target"], tables["source"]
    batches = batches[~batches["file_name"].isin(known)]
    targets = targets[targets["batch_id"].isin(batches["batch_id"])]
    cited = {source for (source,) in write(connection, "source_ids").fetchall()}
    sources = sources[sources["source_id"].isin({*targets["source_id"]} - cited)]
    with all_or_nothing(connection):
        for table in ("indicator", "indicator_break", "lineage"):
            write(connection, f"empty_{table}")
            store(connection, table, tables[table])
        for table, added in (("source", sources), ("batch", batches), ("target", targets)):
            if not added.empty:
                store(connection, table, added)
        write(connection, "logged_targets")
        write(connection, "next_version")
        rollups.start(connection)
