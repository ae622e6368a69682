"""Opens a file as sent in: by what it holds first, by its ending second."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from data.imports import confined, delimited, encodings, limits
from data.imports.cells import are_blank, check_lengths
from data.imports.problems import Problem
from data.imports.workbook import Sheet, Workbook

_CONFINED = {
    b"PK\x03\x04": "ZIP",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "XLS",
    b"PAR1": confined.PARQUET,
}
_OTHERS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
    b"\x1f\x8b": "GZIP",
    b"PK": "ZIP",
}
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?a-z]|[\[{]\s*[\"{\[])", re.IGNORECASE)
_SPREADSHEET_ENDINGS = ("xlsx", "xlsm", "xls", "ods", "parquet")


def open_workbook(file_name: str, content: bytes) -> Workbook:
    """The file's sheets, cell by cell.

    Args:
        file_name: As the person's; text, never a path to open.
        content: All bytes of the file.

    Raises:
        UnreadableFileError: For a file that cannot be read as a whole; its problem says why.
    """
    limits.check_bytes(len(content), limits.FILE_BYTES)
    kind = next((kind for mark, kind in _CONFINED.items() if content.startswith(mark)), "")
    sheets, problems = confined.read(content, kind) if kind else _read_text(file_name, content)
    sheets = tuple(sheet for sheet in sheets if not are_blank(sheet.cells))
    if not sheets:
        raise limits.refuse("empty_file")
    for sheet in sheets:
        check_lengths(sheet.cells, sheet.name)
    return Workbook(file_name, hashlib.sha256(content).hexdigest(), sheets, problems)


def _read_text(file_name: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    if not content or content.isspace():
        raise limits.refuse("empty_file")
    other = next((kind for mark, kind in _OTHERS.items() if content.startswith(mark)), "")
    ending = PurePath(file_name).suffix[1:].lower()
    if other or _MARKUP.match(content):
        raise limits.refuse("unknown_type", other or ending.upper() or "?")
    if not encodings.is_text(content):
        if ending in _SPREADSHEET_ENDINGS:
            raise limits.refuse("damaged_file", ending.upper())
        raise limits.refuse("unknown_type", ending.upper() or "?")
    text, encoding = encodings.to_utf8(content)
    if not text:
        raise limits.refuse("empty_file")
    sheet, problems = delimited.read(text)
    if encoding != encodings.UTF_8:
        problems = (Problem("encoding", found=encoding), *problems)
    return (sheet,), problems
