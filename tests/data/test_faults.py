"""Which fault DuckDB's errors stand for; only some of them speak of a damaged file."""

from pathlib import Path

import duckdb
import pytest

from data.faults import fault_of


@pytest.mark.parametrize(
    ("error", "code", "detail"),
    [
        (duckdb.IOException("Could not set lock on file (PID 12)."), "locked", ("pid", "12")),
        (
            duckdb.IOException("Cannot open: it is being used by another process."),
            "locked",
            ("path", "x"),
        ),
        (
            duckdb.IOException(
                "Trying to read a database file with version number 99, but we can only read "
                "versions between 64 and 68."
            ),
            "newer",
            ("found", "DuckDB 99"),
        ),
        (duckdb.IOException("Cannot open file: Read-only file system"), "unwritable", None),
        (duckdb.IOException("Could not write: No space left on device"), "full", None),
        (duckdb.OutOfMemoryException("could not allocate"), "unusable", None),
        (duckdb.ConnectionException("different configuration"), "unusable", None),
        (duckdb.InvalidInputException("unrecognized setting"), "unusable", None),
        (duckdb.InternalException("Failure while replaying WAL"), "damaged", None),
        (duckdb.Error("Corrupt database file: checksum"), "damaged", None),
    ],
)
def test_what_an_error_on_opening_stands_for(
    error: duckdb.Error, code: str, detail: tuple[str, str] | None
) -> None:
    fault = fault_of(Path("x"), error)
    assert fault.code == code
    assert detail is None or detail in fault.details.items()
