"""Sheets by hand: lines of cells parted by bars, as a person would see them."""

import pyarrow as pa

from data.imports.workbook import Sheet, letters


def sheet(text: str, name: str = "", merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    """The sheet that the lines show; "" ends a line short of others with blank cells."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    return of_rows(rows, name, merged)


def of_rows(
    rows: list[list[str]], name: str = "", merged: tuple[tuple[int, int, int, int], ...] = ()
) -> Sheet:
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    columns = [pa.array(column, pa.string()) for column in zip(*padded, strict=True)]
    return Sheet(name, pa.table(columns, [letters(at) for at in range(width)]), None, merged)
