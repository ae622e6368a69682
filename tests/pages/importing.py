"""Files for the page that takes them in, and how a test sends and answers them."""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from streamlit.testing.v1 import AppTest

from data import warehouse
from data.imports import templates
from data.imports.templates import Area
from tests import kept
from tests.pages.reading import plain

COMMUNE = "2025-c14758"
NAME = "Phường Hàm Rồng"
# "Rông" for "Rồng", "abc" for a number, figures that may be thousands, a total, a person's name.
MESSY = """BÁO CÁO TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG

Tên xã;Số tổ công nghệ số cộng đồng;Số thành viên;Số người được hướng dẫn;Họ và tên
Xã Hoằng Hóa;12;1.800;2.500;Nguyễn Văn Mẫu
Phường Hàm Rông;15;1.200;3.100;Trần Thị Mẫu
Xã Nông Cống;9;abc;1.000;
Tổng cộng;36;3.000;6.600;
"""


def own_copy(folder: Path, data_folder: Path) -> None:
    """A warehouse of the test's own, as it is on first start; call it with ATLAS_DATA set."""
    warehouse.forget()
    kept.own_copy(data_folder / "atlas.duckdb", folder / "atlas.duckdb")


def filled(values: Mapping[str, float | str], form: str = "monthly") -> bytes:
    """The commune's template of October 2026 with values in its first row, by header."""
    content = templates.template(form, NAME, [Area(COMMUNE, NAME)], "2026-10")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    headers = {str(cell.value): cell.column for cell in sheet[2]}
    for header, value in values.items():
        sheet.cell(3, headers[header]).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def send(app: AppTest, name: str, content: bytes | str) -> AppTest:
    raw = content.encode() if isinstance(content, str) else content
    app.file_uploader[0].set_value((name, raw, "application/octet-stream"))
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    (found,) = [button for button in app.button if button.label == label]
    return found.click().run()


def choose(app: AppTest, label: str, option: str) -> None:
    """Chooses the first option that begins so."""
    (found,) = [box for box in app.selectbox if plain(box.label) == label]
    found.select(next(each for each in found.options if each.startswith(option)))


def type_in(app: AppTest, label: str, text: str) -> None:
    """Types into the first field with the label."""
    next(field for field in app.text_input if plain(field.label) == label).set_value(text)


def counts(app: AppTest) -> list[int]:
    """New, changed, stored already, left out, empty."""
    return [int(metric.value) for metric in app.metric]


def table(app: AppTest, column: str) -> list[dict[str, Any]]:
    """The rows of the first table with the column."""
    found = next(each.value for each in app.dataframe if column in each.value)
    rows: list[dict[str, Any]] = found.to_dict("records")
    return rows


def tables(app: AppTest) -> Iterable[str]:
    """Everything that stands in a table's cells."""
    for each in app.dataframe:
        yield from map(str, each.value.to_numpy().ravel())
