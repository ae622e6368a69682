"""The warehouse: one DuckDB file that this process owns, opened once, read by a cursor per query.

A file that cannot be read is kept aside and built anew. A file that another process holds, that a
newer version made or that may not be written is left as it is, with its own exception.
"""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING
from weakref import WeakSet

import duckdb

from data import paths, renewing
from data.backups.rescue import rebuilt, save_before_migrating
from data.building import Seed, build
from data.connecting import MEMORY_LIMIT, connect
from data.faults import (
    Notice,
    WarehouseDamaged,
    WarehouseError,
    WarehouseGone,
    unwritten,
)
from data.files import ensure_writable, has_room_beside, identity_of, keep_aside, log_of
from data.migrations import (
    Cursor,
    all_or_nothing,
    check,
    lacking,
    migrate,
    version_of,
)

if TYPE_CHECKING:
    import pandas as pd


RESTING_MEMORY = "64MB"  # of it while a large file is made, between two questions
_LIMIT = "set global memory_limit = $limit"
LETTING_GO_SECONDS = 2
LASTING_SECONDS = 600  # of a statement on a lasting cursor, at most

log = logging.getLogger(__name__)


class Warehouse:
    """An open warehouse. Threads share it; each query has a cursor of its own."""

    def __init__(self, path: Path, connection: Cursor, notices: list[Notice]) -> None:
        self.path = path
        self.notices = notices
        self._connection = connection
        self._writing = threading.Lock()
        self._asking = 0
        self._beginning = threading.Lock()
        self._lasts_until = 0.0
        self._version = version_of(connection)
        self._identity = identity_of(path)
        self._lasting: WeakSet[Cursor] = WeakSet()
        self._has_ended = False

    @property
    def version(self) -> int:
        """Number that grows with each committed write, also across restarts and rebuilds."""
        return self._version

    @property
    def has_ended(self) -> bool:
        """Whether DuckDB gave it up, as when a disk is full; what was committed is in the file."""
        return self._has_ended

    def is_in_place(self) -> bool:
        """Whether the file at its path is still the one that is open."""
        return identity_of(self.path) == self._identity

    @contextmanager
    def cursor(self) -> Iterator[Cursor]:
        """A cursor for one query, closed at the end."""
        with self._beginning:
            self._asking += 1
        try:
            with closing(self._connection.cursor()) as cursor:
                yield cursor
        finally:
            with self._beginning:
                self._asking -= 1

    def lasting_cursor(self) -> Cursor:
        """A cursor that keeps its temporary tables until whoever asked for it closes it.

        Its statements may take minutes: a file of a million rows is not one reader's question.
        """
        cursor = self._connection.cursor()
        with suppress(duckdb.CatalogException):  # DuckDB before 2.0 has no such setting
            cursor.execute("set max_execution_time = $ms", {"ms": LASTING_SECONDS * 1000})
        self._lasts_until = monotonic() + LASTING_SECONDS
        self._lasting.add(cursor)
        return cursor

    @contextmanager
    def transaction(self, staged: Cursor | None = None) -> Iterator[Cursor]:
        """A cursor whose writes are committed together, or rolled back if anything is raised.

        One at a time: a second writer waits. Do not nest.

        Args:
            staged: A cursor of this warehouse to write with, for the temporary tables it has.

        Raises:
            WarehouseGone, WarehouseFull, WarehouseUnwritable: Nothing was stored.
        """
        with self._writing, nullcontext(staged) if staged else self.cursor() as cursor:
            if not self.is_in_place():
                raise WarehouseGone(self.path)
            try:
                with all_or_nothing(cursor):
                    yield cursor
                    cursor.execute("update warehouse_state set version = version + 1")
                    version = version_of(cursor)
            except duckdb.Error as error:
                self._has_ended |= isinstance(error, duckdb.FatalException)
                if fault := unwritten(self.path, error):
                    raise fault from error
                raise
            self._version = version
            self._checkpoint()

    def settle(self) -> None:
        """Moves what is still in the log into the file, unless somebody writes: later will do."""
        if self.is_in_place() and log_of(self.path).exists() and self._writing.acquire(False):
            try:
                self._checkpoint()
            finally:
                self._writing.release()

    def _checkpoint(self) -> None:
        """Moves what was committed from the log to the file; where it cannot, the log has it."""
        if not has_room_beside(self.path):
            log.warning("checkpoint put off: the disk of %s is almost full", self.path)
            return
        try:
            # On a cursor of its own: one that has been used may still be in a transaction.
            with closing(self._connection.cursor()) as cursor:
                cursor.execute("checkpoint")
        except duckdb.TransactionException:
            log.debug("checkpoint put off: the warehouse is being read")
        except duckdb.Error as error:
            self._has_ended = True
            log.warning("checkpoint failed, the file is opened anew: %s", error)

    def give_back(self) -> None:
        """Returns memory that queries are done with to the system, and most pages of the file.

        DuckDB keeps both up to its limit and lets go when the limit falls. No query must meet the
        lower one: none begins meanwhile, and while one goes on nothing is given back.
        """
        with self._beginning:
            if self._asking or self._writing.locked() or monotonic() < self._lasts_until:
                return
            with closing(self._connection.cursor()) as cursor:
                try:
                    with suppress(duckdb.OutOfMemoryException):
                        cursor.execute(_LIMIT, {"limit": RESTING_MEMORY})
                finally:
                    cursor.execute(_LIMIT, {"limit": MEMORY_LIMIT})

    def finish(self, seconds: float) -> bool:
        """Whether no write goes on any more, after as many seconds at most; none begins after it.

        Args:
            seconds: That one which has begun may take to its end.
        """
        return self._writing.acquire(timeout=seconds)

    def close(self) -> None:
        """Close the file; harmless when repeated."""
        if self._has_ended:
            self._let_go()
        self._connection.close()

    def _let_go(self) -> None:
        """Waits for those who still ask what has ended: they are refused at once.

        The file is opened anew, and the last who held it before would take its lock along.
        """
        for cursor in list(self._lasting):
            cursor.close()
        until = monotonic() + LETTING_GO_SECONDS
        while self._asking and monotonic() < until:
            sleep(0.01)


def published() -> Mapping[str, "pd.DataFrame"]:
    """The tables of a new warehouse: registry, catalogue and published figures."""
    # Only a start that builds needs pandas, which takes half a second to load.
    from data import seeding  # noqa: PLC0415

    return seeding.tables()


def open_warehouse(path: Path, seed: Seed = published) -> Warehouse:
    """The warehouse in the file, built from the seed's tables where there is none.

    Notices say what was done: built, or rebuilt with the damaged file kept beside it.
    Raises WarehouseLocked, WarehouseNewer, WarehouseUnwritable, WarehouseUnfilled or, for any
    other trouble that is not the file's, WarehouseError; the file is then untouched.
    """
    ensure_writable(path)
    notices = []
    if not path.exists():
        build(path, seed)
        notices.append(Notice("built", {"path": str(path)}))
    try:
        connection = _open(path, seed)
    except WarehouseDamaged as damage:
        kept, problem = keep_aside(path), damage.details["problem"]
        log.warning("warehouse %s is damaged (%s), kept as %s", path, problem, kept)
        build(path, seed)
        notices.append(rebuilt(path, kept, problem))
        connection = _open(path, seed)
    return Warehouse(path, connection, notices)


_shared: Warehouse | None = None
_sharing = threading.Lock()


def shared() -> Warehouse:
    """The warehouse of this process, opened on first call, and anew where DuckDB gave it up."""
    global _shared
    with _sharing:
        if _shared is not None and _shared.has_ended:
            _shared.close()
            _shared = None
        if _shared is None:
            _shared = open_warehouse(paths.warehouse_file())
        return _shared


def finish(seconds: float) -> bool:
    """Whether no write to the shared warehouse goes on, or begins later; it is not opened for it.

    Args:
        seconds: That one which has begun may take to its end.
    """
    return _shared is None or _shared.finish(seconds)


def forget() -> None:
    """Close the shared warehouse; the next call of shared() opens it again."""
    global _shared
    with _sharing:
        if _shared is not None:
            _shared.close()
            _shared = None


def _open(path: Path, seed: Seed) -> Cursor:
    connection = connect(path)
    try:
        check(path, connection)
        if lacking(connection):
            save_before_migrating(path, connection)
        if migrate(path, connection) or renewing.is_behind(connection):
            renewing.renew(connection, seed())
    except BaseException as error:
        connection.close()
        if isinstance(error, duckdb.Error):  # check has told what is wrong with the file
            raise unwritten(path, error) or WarehouseError(path, problem=str(error)) from error
        raise
    return connection
