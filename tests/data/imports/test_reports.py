"""Which reports have come: noted with the file, and no longer there when it is undone."""

import io
from datetime import date

import openpyxl

from data.imports import incoming, storing
from data.imports.delivery import Delivery, Origin
from data.imports.templates import Area, template
from data.warehouse import Warehouse

COMMUNE = Area("2025-c14758", "Phường Hàm Rồng")
Report = tuple[str, str, date, date, str]


def reports(warehouse: Warehouse) -> list[Report]:
    with warehouse.cursor() as cursor:
        return cursor.execute(
            "select area_id, form, as_of, due, state from report order by received_at"
        ).fetchall()


def filled(columns: int) -> bytes:
    """The monthly form of October 2026 with a number in so many of its columns."""
    book = openpyxl.load_workbook(io.BytesIO(template("monthly", "", [COMMUNE], "2026-10")))
    for column in range(4, 4 + columns):
        book.worksheets[0].cell(3, column).value = 100 - column
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def store(warehouse: Warehouse, name: str, content: bytes) -> str:
    file = incoming.open_file(warehouse, name, content)
    said = Delivery(name, file.workbook.sha256, Origin("Báo cáo tháng", "VP"), "VP")
    run = incoming.dry_run(warehouse, file, said, date(2026, 11, 25))
    batch = run.commit()
    run.close()
    return batch


def test_a_monthly_form_is_a_report_also_with_blanks(seeded_copy: Warehouse) -> None:
    first = store(seeded_copy, "bao_cao.xlsx", filled(3))
    october = (COMMUNE.area_id, "monthly", date(2026, 10, 31), date(2026, 10, 18))
    assert reports(seeded_copy) == [(*october, "received")]
    store(seeded_copy, "bao_cao_2.xlsx", filled(4))
    storing.undo(seeded_copy, first, "VP")
    assert reports(seeded_copy) == [(*october, "undone"), (*october, "received")]


def test_another_table_is_no_report(seeded_copy: Warehouse) -> None:
    text = "Mã;Kỳ;Số tổ\n2025-c14758;10/2026;5\n"
    assert store(seeded_copy, "so_to.csv", text.encode())
    assert reports(seeded_copy) == []
