"""What was staged of a submission, kept in the warehouse until somebody decides, and staged again.

Kept is what was understood, and what was wrong where; of the cells themselves nothing, since in one
that is no figure may stand a person's name.
"""

from __future__ import annotations

import pyarrow as pa

from data import statements
from data.imports import problems
from data.migrations import Cursor

ROWS = 100_000  # of a piece
# What is kept of each kind of file: the name it is staged by again, the table, and its columns.
_FIGURES = (
    ("cells", "cells", "row, place"),
    ("unread", "unread", "row, place"),
    ("column_of", "column_of", "*"),
    ("kept_trouble", "trouble", "*"),
    ("ready", "ready", "*"),
)
_KEPT = {
    "results": (
        *_FIGURES,
        ("indicator_of", "indicator_of", "indicator_id"),
    ),
    "targets": (*_FIGURES, ("promised", "promised", "*")),
    "teams": (
        ("team_text", "kept_text", "*"),
        ("team_row", "kept_row", "*"),
        ("team_village", "kept_village", "*"),
        ("field_column", "field_column", "*"),
        ("kept_trouble", "trouble", "*"),
    ),
}
_OF_TEAMS = ("known_rows", "known_teams", "known_villages")


def keep(cursor: Cursor, kind: str, submission_id: str) -> None:
    """Keeps what was staged, in the cursor's transaction.

    Args:
        cursor: Staged, checked and compared.
        kind: Of the file.
        submission_id: What it waits as.
    """
    statements.write(cursor, "imports/blank_trouble")
    for statement in _OF_TEAMS if kind == "teams" else ():
        statements.write(cursor, f"submissions/{statement}")
    areas = "add_team_areas" if kind == "teams" else "add_areas"
    statements.write(cursor, f"submissions/{areas}", submission=submission_id)
    for name, table, columns in _KEPT[kind]:
        # Read whole first: a cursor that still gives rows takes none.
        staged = cursor.table(table).project(columns).to_arrow_table()
        pieces = staged.to_batches(ROWS) or [pa.RecordBatch.from_pylist([], staged.schema)]
        for part, piece in enumerate(pieces):
            told = {"submission": submission_id, "name": name, "part": part}
            statements.write(cursor, "submissions/add_part", content=_packed(piece), **told)


def stage(cursor: Cursor, kind: str, submission_id: str) -> bool:
    """Whether anything was kept, after filling the cursor's tables with it, ready to be compared.

    Args:
        cursor: Keeps the tables until it is closed.
        kind: Of the file.
        submission_id: What it waits as.
    """
    found = statements.write(cursor, "submissions/parts", submission=submission_id).fetchall()
    pieces: dict[str, list[pa.RecordBatch]] = {}
    for name, content in found:
        pieces.setdefault(name, []).extend(pa.ipc.open_stream(content))
    if not pieces:
        return False
    for name, batches in pieces.items():
        cursor.register(name, pa.Table.from_batches(batches))
    cursor.register("severity", pa.Table.from_pylist(problems.severities()))
    for statement in ("imports/plain", "submissions/restore_trouble"):
        statements.write(cursor, statement)
    statements.write(cursor, "teams/columns" if kind == "teams" else "imports/twice")
    return True


def mark(cursor: Cursor, kind: str) -> str:
    """A mark of all that would be stored, beside what is stored: another one, if either changed.

    Args:
        cursor: Compared.
        kind: Of the file.
    """
    statement = "seen_teams" if kind == "teams" else "seen"
    return str(statements.write(cursor, f"submissions/{statement}").fetchall()[0][0])


def _packed(piece: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, piece.schema, options=options) as stream:
        stream.write_batch(piece)
    return bytes(sink.getvalue())
