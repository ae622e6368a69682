"""One question in SQL: asked of a snapshot in a process of its own, ended in time or when told."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from data import paths
from data.publish.snapshots import Snapshot
from queries.guard import RefusedError

if TYPE_CHECKING:
    import pandas as pd

CHILD = "data.asking_sql.child"
AT_ONCE = 2  # questions that are answered; others wait
MEGABYTE = 2**20

log = logging.getLogger("atlas")
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Limits:
    """How much one question may take.

    Attributes:
        seconds: Until it is ended, and how long it waits for its turn.
        memory_mb: That DuckDB may take.
        rows: Of the answer; the rest is left out, which is said.
        answer_mb: Of the answer.
    """

    seconds: float = 10
    memory_mb: int = 300
    rows: int = 10_000
    answer_mb: int = 20


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        rows: The first ones, with their columns as `queries.locked.answer` gives them.
        more: Whether there are more than these.
        read: The views that were read.
        snapshot: That was asked.
        seconds: It took.
    """

    rows: pd.DataFrame
    more: bool
    read: tuple[str, ...]
    snapshot: Snapshot
    seconds: float


class Question:
    """A question on its way; once it is `done`, it has an `answer`, or `refused` says why not.

    Args:
        sql: As the reader wrote it.
        snapshot: Gives the snapshot to ask; it may take a while.
        limits: How much it may take.
    """

    def __init__(
        self, sql: str, snapshot: Callable[[], Snapshot], limits: Limits | None = None
    ) -> None:
        self.sql = sql
        self.limits = limits or Limits()
        self.answer: Answer | None = None
        self.refused: RefusedError | None = None
        self._snapshot = snapshot
        self._cancelled = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether it was answered, refused or cancelled."""
        return self._cancelled.is_set() or not self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> Question:
        """The question, once it is done or so many seconds later."""
        if not self._cancelled.is_set():
            self._thread.join(seconds)
        return self

    def cancel(self) -> None:
        """End it; harmless when it is done."""
        if self.done:
            return
        self.refused = RefusedError("cancelled")
        self._cancelled.set()
        if self._process:
            self._process.kill()

    def _run(self) -> None:
        try:
            snapshot = self._made()
            self._take_turn()
            try:
                self.answer = self._ask(snapshot)
            finally:
                _places.release()
        except RefusedError as refused:
            self.refused = self.refused or refused
        except Exception as error:  # raised in this thread, nobody would hear of it
            log.exception("A question could not be asked")
            self.refused = RefusedError("broken", found=type(error).__name__)

    def _made(self) -> Snapshot:
        try:
            return self._snapshot()
        except OSError as error:
            raise RefusedError("snapshot", found=str(error)) from error

    def _take_turn(self) -> None:
        until = monotonic() + self.limits.seconds
        while not _places.acquire(timeout=0.1):
            if self._cancelled.is_set():
                raise RefusedError("cancelled")
            if monotonic() > until:
                raise RefusedError("busy")

    def _ask(self, snapshot: Snapshot) -> Answer:
        began = monotonic()
        asked = {
            **asdict(self.limits),
            "seconds": int(self.limits.seconds) + 2,  # this process ends it sooner
            "sql": self.sql,
            "files": {view: file.name for view, file in snapshot.files.items()},
        }
        late, output = self._converse(json.dumps(asked).encode(), snapshot.folder)
        if self._cancelled.is_set():
            raise RefusedError("cancelled")
        if late:
            raise RefusedError("late", expected=f"{self.limits.seconds:g}")
        return _received(output, snapshot, monotonic() - began)

    def _converse(self, asked: bytes, folder: Path) -> tuple[bool, bytes]:
        """Whether time ran out, and what the process wrote.

        It sees no variable of ours, and knows the files by their names in the folder alone, so that
        no message tells where they are.
        """
        most = (self.limits.answer_mb + 1) * MEGABYTE
        with subprocess.Popen(
            [sys.executable, "-m", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**_system(), "PYTHONPATH": str(paths.ROOT), "PYTHONSAFEPATH": "1"},
        ) as process:
            self._process = process
            late = threading.Event()

            def end() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(self.limits.seconds, end)
            timer.start()
            try:
                if self._cancelled.is_set():
                    process.kill()
                output = _talk(process, asked, most)
            finally:
                timer.cancel()
                process.kill()
        return late.is_set(), output


def _talk(process: subprocess.Popen[bytes], asked: bytes, most: int) -> bytes:
    """What the process writes, at most so many bytes; nothing of it where it broke off."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(asked)
        process.stdin.close()
    except OSError:  # it has ended
        return b""
    output = process.stdout.read(most)
    return output if len(output) < most else b""


def _system() -> dict[str, str]:
    """What a program needs to start at all; the fewer arenas, the less address space it takes."""
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**needed, "MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _received(output: bytes, snapshot: Snapshot, seconds: float) -> Answer:
    if len(output) < 4:  # it was ended from outside: by a bound of the system
        raise RefusedError("memory")
    size = int.from_bytes(output[:4])
    said: dict[str, Any] = json.loads(output[4 : 4 + size])
    if code := said.get("refused"):
        raise RefusedError(code, said["start"], said["length"], **said["said"])
    # Not before there is an answer: a start needs none of it.
    import pyarrow as pa  # noqa: PLC0415

    table = pa.ipc.open_stream(pa.BufferReader(output[4 + size :])).read_all()
    return Answer(table.to_pandas(), said["more"], tuple(said["read"]), snapshot, seconds)
