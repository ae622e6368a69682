"""What the log says and how: one line an event, without what people wrote and where they are.

ATLAS_LOG=json makes each line a JSON object; otherwise lines are for people. In both, an exception
is told by its kind and places in the code: its text may quote a cell of a file.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

from data.backups.manifest import BackupError
from data.faults import WarehouseError

NUMBERS = re.compile(r"(?<![\w.:/-])\+?\d(?:[ .-]?\d){8,}(?![\w:/-])")  # phones, identity numbers
OUR_FIELDS = ("method", "route", "status", "ms", "visitor", "batch", "rows", "seconds")
# Their texts are about the program, the disk or the warehouse, never about a cell.
QUOTED = (*(WarehouseError, BackupError, OSError, ImportError, AttributeError, NameError),)
_FRAMES = 12
_VISITED = re.compile(r'^%s - "WebSocket')  # the server's own lines, with a visitor's whole address

Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def masked(text: str) -> str:
    """The text with runs of nine digits and more, however grouped, replaced."""
    return NUMBERS.sub("[number]", text)


def told(error: BaseException) -> str:
    """An exception in one line: its kind, its text where that cannot quote a cell, its places."""
    code = getattr(error, "code", "")
    kind = type(error).__name__ + (f" {code}" if isinstance(code, str) and code.isalpha() else "")
    said = f": {masked(str(error))}" if isinstance(error, QUOTED) else ""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = " < ".join(
        f"{'/'.join(frame.filename.split(os.sep)[-2:])}:{frame.lineno}"
        for frame in reversed(frames)
    )
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    line = f"{kind}{said} at {places or 'no place'}"
    return f"{line}; from {told(cause)}" if cause is not None else line


class Plain(logging.Formatter):
    """Lines for people: time, level, name, what happened."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for the record."""
        when = datetime.fromtimestamp(record.created).astimezone().isoformat(" ", "seconds")
        line = f"{when} {record.levelname} {record.name}: {_message(record)}"
        fields = " ".join(f"{name}={value}" for name, value in _fields(record).items())
        error = record.exc_info[1] if record.exc_info else None
        return " ".join(
            part for part in (line, fields, f"[{told(error)}]" if error else "") if part
        )


class Json(logging.Formatter):
    """One JSON object a line: time (UTC), level, name, event, and what belongs to the event."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for the record."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "time": when,
            "level": record.levelname.lower(),
            "name": record.name,
            "event": getattr(record, "event", "message"),
            "message": _message(record),
            **_fields(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    args = record.args
    if isinstance(args, tuple):  # an error among what a message says is told as one raised
        args = tuple(told(arg) if isinstance(arg, BaseException) else arg for arg in args)
    try:
        said = str(record.msg) % args if args else str(record.msg)
    except (TypeError, ValueError):  # a mistake in the call: the library would print what it got
        said = str(record.msg)
    return " ".join(masked(said).split())


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in OUR_FIELDS if hasattr(record, name)}


class _OneWay(logging.Logger):
    """A logger whose records go to the root's handlers alone, whatever else is given to it."""

    def callHandlers(self, record: logging.LogRecord) -> None:  # noqa: N802  the library's name
        """Hands the record to the root."""
        logging.root.callHandlers(record)


def set_up() -> None:
    """Leads every logger of this process, Streamlit's too, to one handler; may be repeated."""
    as_json = os.environ.get("ATLAS_LOG", "").strip().lower() == "json"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if as_json else Plain())
    handler.addFilter(lambda record: not _VISITED.search(str(record.msg)))
    logging.root.handlers[:] = [handler]
    logging.setLoggerClass(_OneWay)
    for logger in [*logging.root.manager.loggerDict.values()]:
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = logger.name != "uvicorn.access"  # which tells whole addresses
    logging.getLogger("atlas").setLevel(logging.INFO)
    logging.getLogger("data").setLevel(logging.INFO)
    # Requests are many: who reads lines has them from the proxy.
    logging.getLogger("atlas.requests").setLevel(logging.INFO if as_json else logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _say_uncaught
    threading.excepthook = lambda args: _say_uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


def _say_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt | SystemExit):
        logging.getLogger("atlas").critical("ended by an error", exc_info=(kind, error, trace))
