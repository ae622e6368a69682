"""The process that answers one question, bounded in memory, time and what it may write: nothing.

It reads what is asked as JSON from its standard input, and writes a head of JSON and the answer as
an Arrow stream.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from data import confinement
from queries import locked
from queries.guard import RefusedError

if sys.platform != "win32":
    import resource

BESIDE_MB = 700  # address space that Python, DuckDB and Arrow set aside beside DuckDB's memory
MEGABYTE = 2**20


def confine(memory_mb: int, seconds: int) -> None:
    """Bounds this process; readers of pages come first.

    Args:
        memory_mb: That DuckDB may take.
        seconds: Of its work, should nobody wait for it.
    """
    confinement.confine((memory_mb + BESIDE_MB) * MEGABYTE, seconds)
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no byte into any file
        os.nice(10)


def _answer(asked: dict[str, Any], stream: BinaryIO) -> None:
    files = {view: Path(file) for view, file in asked["files"].items()}
    connection = locked.connect(files, asked["memory_mb"])
    try:
        table, read = locked.answer(connection, asked["sql"], files, asked["rows"])
        if table.nbytes > asked["answer_mb"] * MEGABYTE:
            raise RefusedError("too_large", expected=str(asked["answer_mb"]))
    except RefusedError as refused:
        place = {"start": refused.start, "length": refused.length}
        _head(stream, {"refused": refused.code, "said": refused.said, **place})
        return
    # A question that is refused needs none of it.
    import pyarrow as pa  # noqa: PLC0415

    _head(stream, {"more": table.num_rows > asked["rows"], "read": sorted(read)})
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table.slice(0, asked["rows"]))


def _head(stream: BinaryIO, said: dict[str, Any]) -> None:
    text = json.dumps(said).encode()
    stream.write(len(text).to_bytes(4) + text)


if __name__ == "__main__":
    wish = json.load(sys.stdin)
    confine(wish["memory_mb"], wish["seconds"])
    _answer(wish, sys.stdout.buffer)
