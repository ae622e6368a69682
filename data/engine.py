"""Who answers the queries: the warehouse itself, or an engine elsewhere where one is named.

ATLAS_WAREHOUSE names it (sc://host:port); then the warehouse is still what is written to, and each
state of it is published as Parquet files that the engine reads.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import queries
from data import tally, warehouse
from data.faults import EngineError
from queries.distant import EMBEDDED, Address, Failed

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa

    from data.publish.snapshots import Snapshot
    from data.warehouse import Warehouse
    from queries.distant.session import Session

SECONDS = 30.0
TIMED = "atlas_query_seconds"
PAUSE = 3.0  # seconds after which an engine that did not let us in is tried again
KEPT = 2  # sessions: the newest, and the one that a question asked just before still waits for

_opening = threading.Lock()
_sessions: dict[tuple[Address, Path, int], Session] = {}
_shut: dict[Address, tuple[float, Failed]] = {}
log = logging.getLogger("atlas")


def address() -> Address | None:
    """Of the engine that the environment names; None where the warehouse itself answers.

    Raises:
        EngineError: What it says is no address, or no time.
    """
    url = os.environ.get("ATLAS_WAREHOUSE", "").strip()
    if not url:
        return None
    return _address(
        url,
        os.environ.get("ATLAS_WAREHOUSE_TOKEN", "").strip(),
        os.environ.get("ATLAS_WAREHOUSE_SECONDS", "").strip(),
    )


@cache
def _address(url: str, token: str, seconds: str) -> Address:
    try:
        found = Address(url, token, float(seconds or SECONDS))
    except ValueError as error:
        raise EngineError("misnamed", Address(url).shown, problem=str(error)) from error
    if not url.startswith("sc://") or not found.seconds > 0:
        raise EngineError("misnamed", found.shown, problem=f"sc://host:port, {seconds or SECONDS}")
    return found


def frame(name: str, /, **params: object) -> pd.DataFrame:
    """The rows of `queries/<name>.sql`, the same whoever answers.

    Raises:
        EngineError: The engine elsewhere gave no answer.
    """
    if engine := _of(name):
        return _answer(engine, name, params).df()
    with warehouse.shared().cursor() as cursor, tally.timed(TIMED, query=name):
        return queries.run(cursor, name, **params)


def rows(name: str, /, **params: object) -> tuple[Any, ...]:
    """The same rows as named tuples; columns and cells as in the frame.

    Raises:
        EngineError: The engine elsewhere gave no answer.
    """
    from queries.rows import rows as asked  # noqa: PLC0415  a start needs no pandas

    if engine := _of(name):
        return tuple(_answer(engine, name, params).df().itertuples(index=False))
    with warehouse.shared().cursor() as cursor, tally.timed(TIMED, query=name):
        return asked(cursor, name, **params)


def batches(name: str, batch_rows: int, /, **params: object) -> list[pa.RecordBatch]:
    """The same rows in Arrow, in pieces of so many rows at most.

    Raises:
        EngineError: The engine elsewhere gave no answer.
    """
    if engine := _of(name):
        return list(_answer(engine, name, params).to_arrow_reader(batch_rows))
    with warehouse.shared().cursor() as cursor, tally.timed(TIMED, query=name):
        return list(queries.stream(cursor, name, batch_rows, **params))


def distant_table(name: str, seconds: float, /, **params: object) -> pa.Table | None:
    """The same rows as one Arrow table; None where the warehouse itself is to be asked.

    Raises:
        EngineError: The engine elsewhere gave no answer; its code is "slow" after the seconds.
    """
    engine = _of(name)
    return _answer(engine, name, params, seconds).to_arrow_table() if engine else None


def publish(opened: Warehouse) -> Snapshot | None:
    """The warehouse as it is as files for the engine elsewhere; None where none is named.

    Raises:
        OSError: It cannot be written.
    """
    if not address():
        return None
    from data.publish import snapshots, tables  # noqa: PLC0415  a start needs no Parquet

    return snapshots.renew(opened, tables.SHELF)


def publish_soon(opened: Warehouse) -> None:
    """The same beside what is going on; who asks before it is done waits for it."""
    if address():
        from data.publish import snapshots, tables  # noqa: PLC0415  a start needs no Parquet

        snapshots.renew_soon(opened, tables.SHELF)


def forget() -> None:
    """Ends what was begun at the engine; harmless when repeated."""
    with _opening:
        _shut.clear()
        while _sessions:
            _sessions.popitem()[1].close()


def _of(name: str) -> Address | None:
    """The engine elsewhere, for a query that it can answer."""
    return None if name in EMBEDDED else address()


def _answer(
    engine: Address, name: str, params: Mapping[str, object], seconds: float | None = None
) -> duckdb.DuckDBPyRelation:
    try:
        session = _session(engine)
        try:
            return session.answer(name, params, seconds)
        except Failed as failed:
            if failed.code != "failed" or not session.has_answered:
                raise
        _drop(session)  # an engine that was started anew knows nothing of it
        return _session(engine).answer(name, params, seconds)
    except Failed as failed:
        log.warning("%s: no answer to %s: %s", engine.shown, name, failed)
        limit = f"{min(engine.seconds, seconds or engine.seconds):g}"
        details = {"problem": failed.problem, "seconds": limit}
        raise EngineError(failed.code, engine.shown, **details) from failed


def _session(engine: Address) -> Session:
    """The session that has the warehouse as it is, published and opened where need be."""
    opened = warehouse.shared()
    with _opening:
        key = (engine, opened.path, opened.version)
        if found := _sessions.get(key):
            return found
        if engine in _shut and monotonic() - _shut[engine][0] < PAUSE:  # who waited need not again
            raise Failed(_shut[engine][1].code, _shut[engine][1].problem)
        try:
            from queries.distant.session import Session  # noqa: PLC0415  not installed by default
        except ImportError as error:
            raise EngineError("lacking", engine.shown, problem=str(error)) from error
        try:
            published = publish(opened)
        except OSError as error:
            raise EngineError("unpublished", engine.shown, problem=str(error)) from error
        assert published is not None  # there is an engine
        elsewhere = os.environ.get("ATLAS_WAREHOUSE_FILES", "").strip().rstrip("/")
        root = f"{elsewhere or published.root}/{published.name}"
        files = {table: f"{root}/{file.name}" for table, file in published.files.items()}
        views = {row.name: row.statement for row in frame("view_definitions").itertuples()}
        try:
            _sessions[key] = session = Session(engine, files, views)
        except Failed as failed:
            _shut[engine] = (monotonic(), failed)
            raise
        for old in [*_sessions][:-KEPT]:
            _sessions.pop(old).close()
        return session


def _drop(session: Session) -> None:
    with _opening:
        for key in [key for key, found in _sessions.items() if found is session]:
            del _sessions[key]
