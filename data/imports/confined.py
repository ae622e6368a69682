"""Reads a spreadsheet or Parquet file in a process of its own, of bounded memory and time.

Their readers are native code: one cell at the far corner of a sheet makes them ask for half a
terabyte, and a broken file may make them stop. `read` starts this module as a program, hands it
the file on standard input and gets the sheets on standard output; nothing touches the disk.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

import pyarrow as pa

from data import confinement
from data.imports import limits, parquet, spreadsheets
from data.imports.problems import Problem, UnreadableFileError
from data.imports.workbook import Sheet

PARQUET = "Parquet"


def read(content: bytes, kind: str) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """The file's sheets and what was noticed.

    Args:
        content: Of the file.
        kind: "ZIP", "XLS" or "Parquet", by its first bytes.

    Raises:
        UnreadableFileError: For a file that cannot be read, or not within the limits.
    """
    try:
        seconds = limits.READING_SECONDS
        return _received(confinement.run(__name__, kind, content=content, seconds=seconds))
    except confinement.StoppedError as stopped:
        if stopped.late:
            raise limits.refuse("reading_stopped", f"{limits.READING_SECONDS} s") from None
        raise _out_of_memory() from None


def _received(output: bytes) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    stream = pa.BufferReader(output)
    size = int.from_bytes(stream.read(4))
    said = json.loads(stream.read(size))
    problems = tuple(Problem(**problem) for problem in said["problems"])
    if said["refused"]:
        raise UnreadableFileError(*problems)
    sheets = []
    for about in said["sheets"]:
        cells = pa.ipc.open_stream(stream).read_all()
        numbers = pa.ipc.open_stream(stream).read_all()
        merged = tuple(map(tuple, about["merged"]))
        sheets.append(Sheet(about["name"], cells, numbers, merged))
    return tuple(sheets), problems


def _out_of_memory() -> UnreadableFileError:
    return limits.refuse("reading_stopped", f"{limits.READING_BYTES // limits.MEGABYTE} MB")


def _send(
    stream: BinaryIO, sheets: tuple[Sheet, ...], problems: tuple[Problem, ...], refused: bool
) -> None:
    """Length and text of what is said in JSON, then two Arrow streams a sheet."""
    said: dict[str, Any] = {
        "refused": refused,
        "problems": [asdict(problem) for problem in problems],
        "sheets": [{"name": sheet.name, "merged": sheet.merged} for sheet in sheets],
    }
    text = json.dumps(said).encode()
    stream.write(len(text).to_bytes(4) + text)
    for sheet in sheets:
        tables: tuple[Any, Any] = (sheet.cells, sheet.numbers)
        for table in tables:
            with pa.ipc.new_stream(stream, table.schema) as writer:
                writer.write_table(table)


def confine() -> None:
    """Bounds the memory and time of this process."""
    pa.set_memory_pool(pa.system_memory_pool())  # the others set much address space aside
    confinement.confine(limits.READING_BYTES, 2 * limits.READING_SECONDS)


def _answer(kind: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Problem, ...], bool]:
    try:
        if kind == PARQUET:
            sheet, problems = parquet.read(content)
            return (sheet,), problems, False
        return *spreadsheets.read(content, kind), False
    except UnreadableFileError as refused:
        return (), (refused.problem,), True
    except MemoryError:
        return (), (_out_of_memory().problem,), True
    # Whatever a broken file makes a reader raise, its panics among them, is the file's fault.
    except BaseException:
        return (), (Problem("damaged_file", found=kind),), True


if __name__ == "__main__":
    confine()
    _send(sys.stdout.buffer, *_answer(sys.argv[1], sys.stdin.buffer.read()))
