"""Sheets laid out for tests, and what their layouts say."""

from collections.abc import Sequence
from functools import cache

import pandas as pd
import pyarrow as pa

from data import paths
from data.imports.cells import named
from data.imports.headers import Vocabulary, vocabulary
from data.imports.layout import Column, Layout
from data.imports.recognising import questions, recognise
from data.imports.workbook import Sheet

Span = tuple[int, int, int, int]


def spreadsheet(rows: Sequence[Sequence[str | float]], merged: Sequence[Span] = ()) -> Sheet:
    """The rows as a sheet that holds its numbers as numbers."""
    columns = list(zip(*rows, strict=True))
    return Sheet(
        "Trang",
        named([pa.chunked_array([[_text(cell) for cell in column]]) for column in columns]),
        named([pa.array([_number(cell) for cell in column], pa.float64()) for column in columns]),
        tuple(merged),
    )


@cache
def words() -> Vocabulary:
    """The words of the catalogue's indicators."""
    return vocabulary(pd.read_csv(paths.CATALOGUE / "indicators.csv", dtype=str))


def laid_out(
    sheet: Sheet,
    kind: str = "results",
    known: Sequence[Layout] = (),
    header: tuple[int, int] | None = None,
) -> Layout:
    """The sheet's layout; there must be one."""
    layout = recognise(sheet, words(), kind, known, header)
    assert layout is not None
    return layout


def asked(sheet: Sheet, layout: Layout, severity: str = "error") -> list[tuple[str, str]]:
    """Code and column of what is asked or told."""
    problems = questions(sheet, layout)
    return [(each.code, each.column) for each in problems if each.severity == severity]


def roles(layout: Layout) -> list[str]:
    return [column.role for column in layout.columns]


def said(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """Indicator and period of each."""
    return [(column.indicator, column.period) for column in columns]


def _text(cell: str | float) -> str:
    return cell if isinstance(cell, str) else f"{cell:.15g}"


def _number(cell: str | float) -> float | None:
    return None if isinstance(cell, str) else float(cell)
