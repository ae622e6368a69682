"""Files read for tests: their cells, numbers, or why they cannot be read."""

import pytest

from data.imports.problems import UnreadableFileError
from data.imports.reading import open_workbook
from data.imports.workbook import Sheet

ROWS = [
    ["Địa phương", "Số tổ", "Tỷ lệ"],
    ["Xã Sao Băng", "1.800", "62,8%"],
    ["Thị trấn Mây Trắng", "", "5,1"],
    ["Phường Gió Lặng", "7", "9"],
]


def texts(sheet: Sheet) -> list[list[str]]:
    return [list(row.values()) for row in sheet.cells.to_pylist()]


def numbers(sheet: Sheet) -> list[list[float | None]]:
    assert sheet.numbers is not None
    return [list(row.values()) for row in sheet.numbers.to_pylist()]


def read(content: bytes, name: str = "a.csv") -> list[list[str]]:
    return texts(open_workbook(name, content).sheets[0])


def refusal(content: bytes, name: str = "a.csv") -> tuple[str, str]:
    with pytest.raises(UnreadableFileError) as refused:
        open_workbook(name, content)
    return refused.value.problem.code, refused.value.problem.found
