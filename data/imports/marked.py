"""A copy of a person's own file with what is wrong marked in it, to mend and send again.

Made in a process of bounded memory and time: a small file may ask for billions of cells. Where the
file's looks cannot be taken over, its cells are written plainly.
"""

from __future__ import annotations

import io
import pickle
import sys
import zipfile
from collections.abc import Sequence
from contextlib import suppress

import openpyxl

from data import confinement
from data.imports import confined, marked_sheets
from data.imports.marked_sheets import Looks
from data.imports.problems import Problem
from data.imports.workbook import Workbook

SECONDS = 60
_SHEETS = "xl/workbook.xml"  # in every XLSX file, and in no other


def marked(content: bytes, workbook: Workbook, problems: Sequence[Problem], language: str) -> bytes:
    """The file as XLSX: a sheet in front lists the problems, each cell concerned has a note.

    Of a file with many cells only the rows with problems are kept; the front sheet says so.

    Args:
        content: The person's own file; only its looks are taken over, and only of XLSX.
        workbook: Its sheets, cells that may be personal blanked.
        problems: Of the file.
        language: Of the sentences, "vi" or "en".
    """
    size = sum(each.cells.num_rows * each.cells.num_columns for each in workbook.sheets)
    if size <= marked_sheets.CELLS and _is_xlsx(content):
        order = pickle.dumps((content, workbook, tuple(problems), language))
        with suppress(confinement.StoppedError):
            return confinement.run(__name__, content=order, seconds=SECONDS)
    return marked_sheets.mark(workbook, problems, language, {})


def _is_xlsx(content: bytes) -> bool:
    try:
        return _SHEETS in zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _looks(content: bytes) -> Looks:
    """The file's own sheets by name, nothing in them run."""
    book = openpyxl.load_workbook(
        io.BytesIO(content), data_only=True, keep_vba=False, keep_links=False
    )
    return {sheet.title: sheet for sheet in book.worksheets}


if __name__ == "__main__":
    confined.confine()
    given, book, found, words = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(marked_sheets.mark(book, found, words, _looks(given)))
