"""The warehouse's tables as Parquet files, for an engine elsewhere that answers our queries.

Views are not among them: the engine makes its own from what they are here, as `figure` alone has as
many rows as all the rest.
"""

from __future__ import annotations

import threading

from pyarrow import RecordBatchReader

import queries
from data import paths
from data.migrations import Cursor
from data.publish.snapshots import Shelf

TABLES = (
    *("alias", "area", "area_name", "batch", "boundary_file", "boundary_lacking"),
    *("boundary_layer", "commune_of", "ended_commune_of", "indicator", "indicator_break"),
    *("lineage", "observation"),
    *("observation_log", "problem", "remark", "report", "rollup", "rule", "saved_layout"),
    *("source", "target", "target_log", "team", "team_state", "training", "unplaced_figure"),
    "village",
)


def _table(cursor: Cursor, name: str) -> RecordBatchReader:
    return cursor.table(name).to_arrow_reader(queries.ROWS_AT_ONCE)


SHELF = Shelf(paths.table_folder, lambda: TABLES, _table, threading.Lock())
