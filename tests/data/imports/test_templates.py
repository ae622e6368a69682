"""Templates: what is in them, and that one filled in and sent back is understood unasked."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.imports import forms, incoming, registry
from data.imports.choices import choice
from data.imports.delivery import Delivery, Origin
from data.imports.marked import marked
from data.imports.problems import Problem
from data.imports.reading import open_workbook
from data.imports.spreadsheet_out import MADE_BY
from data.imports.templates import DATA, EXAMPLE, GUIDE, Area, Row, example, file_name, template
from data.warehouse import Warehouse
from tests.data.imports.files import parts_of, saved

TODAY = date(2026, 11, 25)
AREAS = [Area("2025-c91001", "Xã Lá Xanh"), Area("2025-c91002", "Xã Bờ Cát")]
FORMS = ("monthly", "targets", "teams")


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet: Worksheet, first: int, last: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(first, last)]


def columns_of(form_id: str) -> dict[str, int]:
    """The place of each field, counted from 1."""
    return {field.key: place for place, field in enumerate(forms.forms()[form_id].fields, 1)}


def filled(content: bytes, form_id: str, row: int, values: Mapping[str, object]) -> bytes:
    """The template with values typed into a row, as a person would."""
    book = opened(content)
    for key, value in values.items():
        book[DATA].cell(row, columns_of(form_id)[key]).value = value
    return saved(book)


def test_the_monthly_form_has_a_row_for_each_commune() -> None:
    stored: list[Row] = [{"code": "2025-c91002", "teams": 5.0, "members": 0.0, "adults": None}]
    book = opened(template("monthly", "Tỉnh Mây Trắng", AREAS, "2026-10", stored))
    assert book.sheetnames == [DATA, GUIDE]
    sheet = book[DATA]
    names = [field.name_vi for field in forms.forms()["monthly"].fields]
    title, headers, *rows = rows_of(sheet, 1, 5)
    assert title[:2] == ["Báo cáo tháng – Tỉnh Mây Trắng", None]
    assert headers == names
    assert [row[:6] for row in rows] == [
        ["2025-c91001", "Xã Lá Xanh", "10/2026", None, None, None],
        ["2025-c91002", "Xã Bờ Cát", "10/2026", 5, 0, None],
        [None] * 6,
    ]
    assert sheet.freeze_panes == "C3"
    assert sheet.column_dimensions["B"].width == 26


@pytest.mark.parametrize("form_id", FORMS)
def test_cells_have_lists_and_whole_numbers(form_id: str) -> None:
    book = opened(template(form_id, "Tỉnh Mây Trắng", AREAS, "2026-10"))
    sheet, guide = book[DATA], book[GUIDE]
    fields = forms.forms()[form_id].fields
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert len(rules) == len(fields)
    for place, field in enumerate(fields, 1):
        spot = sheet.cell(3, place)
        rule = rules[spot.coordinate]
        assert rule.prompt == field.note_vi
        assert (rule.type == "whole") == (field.entry == "count")
        assert (spot.number_format == "@") == (field.entry not in ("count", "number"))
        if field.entry in ("area", "indicator", "choice"):
            assert rule.type == "list"
            name, cells = rule.formula1.split("!")
            assert name == f"'{GUIDE}'"
            words = [cell.value for (cell,) in guide[cells.replace("$", "")]]
            assert None not in words
            assert guide[cells.replace("$", "")][0][0].row == 2
            if field.entry == "area":
                assert words == ["Xã Lá Xanh", "Xã Bờ Cát"]
            if field.choices:
                assert words == [each.name_vi for each in field.choices]
            if field.entry == "indicator":
                assert words == list(forms.indicator_names().values())


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_in_it_is_run_or_names_a_person(form_id: str) -> None:
    areas = [Area("2025-c91001", '=HYPERLINK("http://x")'), Area("x", "+84 @x")]
    content = template(form_id, "=1+1", areas, "2026-10")
    parts = parts_of(content)
    everything = "\n".join(part.decode("utf-8") for part in parts.values())
    assert "<f>" not in everything
    assert 'TargetMode="External"' not in everything
    assert not [name for name in parts if "vba" in name.lower() or "externalLink" in name]
    properties = opened(content).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (
        MADE_BY,
        None,
        None,
    )
    sheet = opened(content)[DATA]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert sheet["B3"].quotePrefix


@pytest.mark.parametrize("form_id", FORMS)
def test_it_says_how_to_fill_it_in_in_both_languages(form_id: str) -> None:
    guide = opened(template(form_id, "X", AREAS, ""))[GUIDE]
    form = forms.forms()[form_id]
    said = [row[0] for row in rows_of(guide, 1, guide.max_row)]
    assert said[0] == f"CNSCĐ Atlas: Hướng dẫn: {form.name_vi}"
    assert said.index(form.name_en) > said.index(f"{form.fields[0].name_vi} (bắt buộc)")
    assert ("Hạn gửi: ngày 18 hằng tháng." in said) == (form_id == "monthly")


def test_several_rows_are_there_for_teams_and_targets() -> None:
    one = open_workbook("a.xlsx", template("teams", "X", AREAS[:1], "2026-10")).sheets[0]
    assert one.cells.num_rows == 2 + 50
    stored: list[Row] = [
        {"code": "2025-c91001", "village": f"Thôn {n}", "members": n} for n in range(60)
    ]
    many = open_workbook("a.xlsx", template("teams", "X", AREAS, "2026-10", stored)).sheets[0]
    assert many.cells.num_rows == 2 + 60 + 25
    assert many.cells["A"].to_pylist()[-1] == "2025-c91002"


def test_a_filled_in_target_form_speaks_words() -> None:
    stored: Row = {
        "code": "2025-c91001",
        "indicator": "people_guided",
        "target_kind": "assigned",
        "operator": ">=",
        "value": 62.5,
        "due": "2026-12-31",
    }
    sheet = opened(template("targets", "X", AREAS, "", [stored]))[DATA]
    assert [cell.value for cell in sheet[3]] == [
        *("2025-c91001", "Xã Lá Xanh", "Số người được hướng dẫn", "Được giao", "Ít nhất"),
        *(62.5, "31/12/2026", None),
    ]
    for field in ("target_kind", "operator"):
        for each in forms.choices()[field]:
            assert choice(field, each.name_vi)["choice"] == each.choice


@pytest.mark.parametrize(
    ("form_id", "place", "period", "name"),
    [
        ("monthly", "Xã Lá Xanh", "2026-10", "bao-cao-thang_xa-la-xanh_2026-10.xlsx"),
        ("monthly", "", "", "bao-cao-thang_vi-du-so-mo-phong.xlsx"),
        (
            *("teams", "../x<>", "2026-10-31"),
            "danh-sach-to-cong-nghe-so-cong-dong_x_2026-10-31.xlsx",
        ),
    ],
)
def test_its_name_says_what_it_is(form_id: str, place: str, period: str, name: str) -> None:
    assert file_name(form_id, place, period) == name


@pytest.mark.parametrize("form_id", FORMS)
def test_an_example_says_so_and_is_of_no_place(seeded: Warehouse, form_id: str) -> None:
    content = example(form_id, "2026-10")
    book = opened(content)
    assert book.sheetnames == [EXAMPLE, GUIDE]
    sheet = book[EXAMPLE]
    assert sheet["A1"].value.startswith("VÍ DỤ – số mô phỏng – ")
    assert [sheet["A3"].value, sheet["B3"].value] == ["vi-du", "Xã Ví Dụ"]
    assert None not in [cell.value for cell in sheet[3]]
    assert outcome(seeded, form_id, content).codes == {"unknown_area"}
    assert outcome(seeded, form_id, content).stored == 0


@dataclass
class Outcome:
    """What sending a file came to: problems by code, rows or figures that would be stored."""

    codes: set[str]
    stored: int
    frame: pd.DataFrame


def outcome(seeded: Warehouse, form_id: str, content: bytes) -> Outcome:
    """What a file comes to when nobody is asked anything."""
    kind = forms.forms()[form_id].kind
    file = incoming.open_file(seeded, "a.xlsx", content, kind)
    asked = incoming.unanswered(file)
    assert {problem.severity for problem in (*asked, *file.noticed)} <= {"notice"}
    assert "personal_blanked" not in {problem.code for problem in file.noticed}
    delivery = Delivery("a.xlsx", "", Origin("t", "p"), "o", kind)
    run = incoming.dry_run(seeded, file, delivery, TODAY)
    try:
        codes = {problem.code for problem in run.problems()} - {"team_unknown_village"}
        return Outcome(codes, run.counts.added, run.changes("added"))
    finally:
        run.close()


@pytest.fixture
def commune(seeded: Warehouse) -> Area:
    """A commune of today whose name several provinces have."""
    with seeded.cursor() as cursor:
        (row,) = cursor.execute(
            "select area_id, name from area where vintage = '2025' and level = 'commune' "
            "and name = 'Xã Tân Thành' order by area_id limit 1"
        ).fetchall()
    return Area(*row)


def test_a_monthly_form_sent_back_is_understood(seeded: Warehouse, commune: Area) -> None:
    asked = [field for field in forms.forms()["monthly"].fields if field.indicator]
    values = {field.indicator: int(field.example) for field in asked}
    blank = template("monthly", commune.name, [commune], "2026-10")
    came = outcome(seeded, "monthly", filled(blank, "monthly", 3, values))
    assert came.codes == set()
    assert came.stored == len(values) == 11
    assert set(came.frame["area_id"]) == {commune.area_id}
    assert {day.date() for day in came.frame["as_of"]} == {date(2026, 10, 31)}
    assert dict(zip(came.frame["indicator_id"], came.frame["value"], strict=True)) == values


def test_a_monthly_form_with_one_number_is_understood(seeded: Warehouse, commune: Area) -> None:
    blank = template("monthly", commune.name, [commune], "2026-10")
    came = outcome(seeded, "monthly", filled(blank, "monthly", 3, {"teams": 1204}))
    assert (came.codes, came.frame["value"].tolist()) == (set(), [1204])


def test_an_empty_form_sent_back_stores_nothing(seeded: Warehouse, commune: Area) -> None:
    for form_id in FORMS:
        came = outcome(seeded, form_id, template(form_id, "X", [commune], "2026-10"))
        assert (came.codes, came.stored) == (set(), 0)


def test_a_target_form_sent_back_is_understood(seeded: Warehouse, commune: Area) -> None:
    typed = {
        "indicator": "Số người được hướng dẫn",
        "target_kind": "Đăng ký",
        "operator": "Ít nhất",
        "value": 120,
        "due": "31/12/2026",
        "ignore": "theo kế hoạch",
    }
    blank = template("targets", commune.name, [commune], "")
    came = outcome(seeded, "targets", filled(blank, "targets", 4, typed))
    assert came.codes == set()
    (row,) = came.frame.itertuples()
    assert (row.area_id, row.indicator_id, row.value) == (commune.area_id, "people_guided", 120)
    assert row.as_of.date() == date(2026, 12, 31)


def test_a_list_of_teams_sent_back_is_understood(seeded: Warehouse, commune: Area) -> None:
    typed = {
        **{field.key: field.example for field in forms.forms()["teams"].fields[2:]},
        "members": 4,
        "set_up_on": "06/2022",
        "period": "10/2026",
    }
    blank = template("teams", commune.name, [commune], "2026-10")
    came = outcome(seeded, "teams", filled(blank, "teams", 3, typed))
    assert came.codes == set()
    (row,) = came.frame.itertuples()
    assert (row.area_id, row.village, row.level) == (commune.area_id, "Thôn Ví Dụ", "village")
    counts = {field: row.told[field] for field in registry.COUNTS}
    assert counts == {**dict.fromkeys(registry.COUNTS, 1), "members": 4, "trained_members": 4}
    assert row.told["leader_role"] == "party_cell_secretary"


def test_a_marked_copy_is_mended_and_sent_again(seeded: Warehouse, commune: Area) -> None:
    blank = template("monthly", commune.name, [commune], "2026-10")
    content = filled(blank, "monthly", 3, {"teams": "12,3x"})
    file = incoming.open_file(seeded, "bc.xlsx", content)
    bad = Problem("not_a_number", DATA, 3, "D", "Số tổ", "12,3x")
    copy = marked(content, file.workbook, [bad], "vi")
    assert outcome(seeded, "monthly", copy).codes == {"not_a_number"}
    came = outcome(seeded, "monthly", filled(copy, "monthly", 3, {"teams": 12}))
    assert (came.codes, came.frame["value"].tolist()) == (set(), [12])


@pytest.mark.parametrize("form_id", ["targets", "teams"])
def test_a_form_sent_as_another_kind_of_file_is_told(world: Warehouse, form_id: str) -> None:
    content = template(form_id, "Tỉnh Mây Trắng", AREAS, "2026-10")
    (told,) = incoming.unanswered(incoming.open_file(world, "mẫu.xlsx", content))
    assert (told.code, told.found) == ("other_kind", "Báo cáo tháng")
    assert told.expected == forms.forms()[form_id].name_vi
    right = incoming.open_file(world, "mẫu.xlsx", content, forms.forms()[form_id].kind)
    assert "other_kind" not in {problem.code for problem in incoming.unanswered(right)}
