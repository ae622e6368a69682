"""What a line of the log holds, and what it must not."""

import json
import logging
import subprocess
import sys

import pytest

from api import logs

SECRET = "Nguyễn Văn Kín 0912345678"


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    raised = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("atlas", logging.WARNING, "x.py", 1, message, args, raised)


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def test_an_exception_is_told_by_kind_and_places_alone() -> None:
    error = raised(ValueError(f"could not convert {SECRET!r}"))
    for form in (logs.Json(), logs.Plain()):
        line = form.format(record("A page failed", error=error))
        assert "ValueError at " in line
        assert "test_logs.py:" in line
        assert "Kín" not in line
        assert "0912345678" not in line
        assert "\n" not in line


def test_what_caused_it_is_told_likewise() -> None:
    error = ValueError(SECRET)
    error.__cause__ = raised(KeyError(SECRET))
    assert "; from KeyError at " in logs.told(error)
    assert "Kín" not in logs.told(error)


def test_an_error_in_a_message_is_told_as_one_that_was_raised() -> None:
    line = logs.Plain().format(record("it failed: %s", ValueError(SECRET)))
    assert "it failed: ValueError" in line
    assert "Kín" not in line


def test_errors_of_the_disk_keep_their_text() -> None:
    assert "No space left" in logs.told(OSError(28, "No space left on device"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("gọi 0912 345 678 nhé", "gọi [number] nhé"),
        ("+84.912.345.678", "[number]"),
        ("001085012345", "[number]"),
        ("backup 20261130-010000Z made in 5.2 s", "backup 20261130-010000Z made in 5.2 s"),
        ("3321 rows", "3321 rows"),
    ],
)
def test_long_numbers_are_masked(said: str, kept: str) -> None:
    assert logs.masked(said) == kept


def test_a_line_of_json_has_its_parts() -> None:
    one = record("request")
    one.event, one.route, one.status = "request", "/map", 200
    line = json.loads(logs.Json().format(one))
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "warning",
        "name": "atlas",
        "event": "request",
        "message": "request",
        "route": "/map",
        "status": 200,
    }


def test_a_mistaken_call_prints_nothing_of_what_it_got(capsys: pytest.CaptureFixture[str]) -> None:
    assert logs.Plain().format(record("%d rows", SECRET)).endswith("%d rows")
    assert capsys.readouterr() == ("", "")


PROCESS = """
import logging, os, sys, threading
os.environ["ATLAS_LOG"] = "json"
from api import logs
old = logging.getLogger("streamlit.old"); old.propagate = False
old.addHandler(logging.StreamHandler(sys.stdout))
logs.set_up(); logs.set_up()
new = logging.getLogger("streamlit.new"); new.propagate = False
new.addHandler(logging.StreamHandler(sys.stdout))
old.warning("from %s", "old"); new.warning("from new")
logging.getLogger("uvicorn.error").warning('%s - "WebSocket %s" [accepted]', "10.1.2.3:5", "/")
def fail(): raise ValueError("Nguyễn Văn Kín")
thread = threading.Thread(target=fail); thread.start(); thread.join()
fail()
"""


def test_every_logger_and_uncaught_error_goes_one_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROCESS], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    said = [line["message"] for line in lines]
    assert said == ["from old", "from new", "ended by an error", "ended by an error"]
    assert "Kín" not in done.stderr
