"""Lists of teams: what is read, and what is told of each wrong cell."""

import pytest

from data.imports import forms, registry
from data.imports.workbook import Sheet, letters
from data.warehouse import Warehouse
from tests.data.imports.team_files import (
    FIELDS,
    codes,
    found_in,
    layout,
    sheet_of,
    staged,
    store,
    team,
    teams,
)

LA_XANH = "2024-c91001"


def test_the_fields_are_those_of_the_form() -> None:
    form = forms.forms()["teams"]
    asked = {field.field for field in form.fields}
    assert asked | set(registry.AREA) == set(registry.FIELDS)
    assert tuple(f.field for f in form.fields if f.entry == "count") == registry.COUNTS


def test_texts_are_read_by_field(world: Warehouse) -> None:
    rows = [
        team(village="Xóm Gò", team="Tổ số 01", women_union=2.0, leader_role="Trưởng xóm"),
        team("07 người", team_level="Cấp xã", set_up_on="6/2022", sessions_online="3"),
    ]
    with staged(world, rows) as (cursor, unfound):
        found = cursor.execute(
            "select commune_id, level, village_id, name, members, women_union, farmers_union, "
            "leader_role, cast(as_of as varchar), precision, cast(set_up_on as varchar), "
            "set_up_precision, sessions_online from team_row order by row"
        ).fetchall()
    assert unfound == []
    day = ("2024-10-31", "month")
    assert found == [
        (
            *(LA_XANH, "village", "2024-v91001-xom-go", "Tổ số 01", 5, 2, None, "village_head"),
            *(*day, None, None, None),
        ),
        (LA_XANH, "commune", None, "", 7, None, None, None, *day, "2022-06-30", "month", 3),
    ]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"members": "12,3x"}, ("not_a_number", "members", "12,3x", "")),
        ({"members": "4-7"}, ("not_a_number", "members", "4-7", "")),
        ({"members": "khoảng 10"}, ("not_a_number", "members", "khoảng 10", "")),
        ({"members": "5/7"}, ("not_a_number", "members", "5/7", "")),
        ({"members": "60%"}, ("not_a_number", "members", "60%", "")),
        ({"members": "1.5"}, ("mixed_numbers", "members", "1.5", "1.234,5")),
        ({"members": 5.5}, ("not_whole", "members", "5,5", "")),
        ({"members": "-5"}, ("negative", "members", "-5", "")),
        ({"members": "90.000"}, ("out_of_range", "members", "90.000", "0–10000")),
        ({"members": "#REF!"}, ("error_cell", "members", "#REF!", "")),
        ({"members": "", "women_union": "2"}, ("required_missing", "members", "", "members")),
        ({"team_level": "Cấp thôn"}, ("required_missing", "village", "", "village")),
        ({"period": "hôm qua"}, ("not_a_date", "period", "hôm qua", "")),
        ({"period": ""}, ("no_period", "period", "", "")),
        ({"period": "12/2026"}, ("in_future", "period", "31/12/2026", "25/11/2026")),
        ({"set_up_on": "1/1/2025"}, ("in_future", "set_up_on", "01/01/2025", "31/10/2024")),
        ({"set_up_on": "lâu rồi"}, ("not_a_date", "set_up_on", "lâu rồi", "")),
        ({"women_union": "9"}, ("sum_disagrees", "members", "9", "5")),
        ({"core_members": "6"}, ("part_above_whole", "core_members", "6", "5")),
        ({"trained_members": "6"}, ("part_above_whole", "trained_members", "6", "5")),
        ({"area": "Xã Không Có"}, ("unknown_area", "area", "Xã Không Có", "")),
        ({"area": "Tỉnh Mây Trắng"}, ("unknown_area", "area", "Tỉnh Mây Trắng", "")),
        ({"code": "vi-du", "area": "Xã Ví Dụ"}, ("unknown_area", "area", "Xã Ví Dụ", "")),
        ({"area": "Xã Suối Trong"}, ("area_not_valid", "area", "Xã Suối Trong", None)),
    ],
)
def test_each_wrong_cell_is_told(
    world: Warehouse, said: dict[str, str], problem: tuple[str, ...]
) -> None:
    code, field, text, expected = problem
    ((found, row, column, told, right),) = codes(world, {**team(), **said})
    if expected is not None:
        assert right == expected
    assert (found, row, column, told) == (code, 2, field, text)


def test_a_name_in_the_place_of_a_role_is_not_said_again(world: Warehouse) -> None:
    ((code, _, field, found, expected),) = codes(world, team(leader_role="Ông Nguyễn Ví Dụ"))
    assert (code, field, found) == ("not_a_choice", "leader_role", "")
    assert expected.split("; ")[1] == "Bí thư chi bộ"


def test_groups_that_are_all_told_must_add_up(world: Warehouse) -> None:
    groups = {"women_union": "1", "farmers_union": "1", "youth_union": "1"}
    assert codes(world, team("4", **groups)) == []
    assert codes(world, team("4", other_members="1", **groups)) == []
    assert codes(world, team("5", other_members="1", **groups)) == [
        ("sum_disagrees", 2, "members", "4", "5")
    ]


def rule(world: Warehouse, *rows: tuple[str, str, float, str | None]) -> None:
    with world.transaction() as cursor:
        cursor.executemany(
            "insert into rule select ?, ?, ?, null, null, 'exact', cast(? as date), 'month', "
            "'printed', 'published', 's-paper', 'b-world', 'x'",
            rows,
        )


def size(world: Warehouse, members: int, **said: str) -> list[str]:
    return [p[4] for p in codes(world, team(str(members), village="Xóm Gò", **said))]


def test_a_team_is_measured_by_the_rule_in_force_there(world: Warehouse) -> None:
    least, most = "members_per_team_min", "members_per_team_max"
    rule(
        world,
        *[("2024-p91", least, 2, "2022-04-30"), ("2024-p91", most, 9, "2022-04-30")],
        *[("2024-d911", least, 4, "2022-06-30"), ("2024-d911", most, 7, "2022-06-30")],
        *[("2024-d911", least, 6, "2024-06-30"), ("2024-d921", least, 9, None)],
        ("2024-p91", "members_per_commune_team_max", 10, None),
    )
    assert [size(world, members) for members in (5, 6, 7, 8)] == [["6–7"], [], [], ["6–7"]]
    assert size(world, 3, period="6/2023") == ["4–7"]
    assert size(world, 3, period="5/2022") == []
    assert size(world, 1, period="5/2022") == ["2–9"]
    assert size(world, 1, period="1/2022") == []
    assert size(world, 5, area="Thị trấn Suối Trong") == ["≥ 9"]
    assert size(world, 11, team_level="Cấp xã") == ["≤ 10"]
    assert size(world, 10, team_level="Cấp xã") == []
    ((code, *_),) = codes(world, team("8", village="Xóm Gò"))
    assert code == "against_size_rule"


def test_a_team_given_twice_is_kept_once_or_not_at_all(world: Warehouse) -> None:
    first = team(village="Xóm Gò")
    assert codes(world, first, {**first, "village": "xóm gò"}) == [
        ("duplicate_same", 3, "members", "5", "2")
    ]
    assert codes(world, first, team("6", village="Xóm Gò"), team(village="Xóm Gò", team="2")) == [
        ("duplicate_differs", 2, "members", "5", "3"),
        ("duplicate_differs", 3, "members", "6", "2"),
    ]
    store(world, [first, first, team("6", village="Thôn A"), team("7", village="Thôn A")])
    assert teams(world) == [("Xóm Gò", "", "2024-10-31", 5, None, None, None)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"team": "1"}, {"team": "Tổ số 01"}, True),
        ({"team": "1"}, {"team": "Tổ 11"}, False),
        ({"team": ""}, {"team": "Tổ công nghệ số cộng đồng xóm Gò"}, True),
        ({"team": ""}, {"team": "Tổ CNSCĐ Xóm Gò"}, True),
        ({"team": "Tổ A"}, {"team": "Tổ CNSCĐ a"}, True),
        ({"team": "Hà"}, {"team": "Hạ"}, False),
        ({"village": "Thôn Hà"}, {"village": "Thôn Hạ"}, False),
        ({"village": "Thôn 1"}, {"village": "thôn 01"}, True),
        ({"team_level": "Cấp xã"}, {"team_level": "Cấp thôn"}, False),
        ({"area": "Bờ Cát"}, {"area": "Bờ Cạt"}, False),
    ],
)
def test_which_rows_are_of_one_team(
    world: Warehouse, one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    rows = [{**team(village="Xóm Gò"), **said} for said in (one, other)]
    with staged(world, rows) as (cursor, _):
        (count,) = cursor.execute("select count(distinct team_id) from team_row").fetchall()[0]
    assert count == (1 if same else 2)


def test_what_cannot_be_located_can_be_asked(world: Warehouse) -> None:
    with staged(world, [team(area="Xã Lá Xánh")]) as (_, unfound):
        ((asked, found),) = [(each.asked, each.found) for each in unfound]
    assert (asked.name, found.code, found.candidates[0]) == ("Xã Lá Xánh", "unknown_area", LA_XANH)


def test_reading_takes_rows_that_name_a_team() -> None:
    rows = [team(""), team("5"), team("7", village="Cộng"), team("", village="Thôn A")]
    sheet = sheet_of([*rows, {"area": "ghi chú"}])
    read = registry.read(sheet, layout(9, skipped=((3, "total"),)))
    assert read["row"].to_pylist() == [3, 5]
    assert read["village"].to_pylist() == ["", "Thôn A"]


def test_merged_communes_and_the_sheets_own_day_hold_for_all_rows() -> None:
    rows = [{"area": "Xã Lá Xanh", "village": "A"}, {"village": "B"}, {"area": "C", "village": "C"}]
    sheet = sheet_of(rows)
    place = FIELDS.index("area")
    merged = Sheet(sheet.name, sheet.cells, None, ((1, place, 2, place), (0, 0, 0, 5)))
    read = registry.read(merged, layout(3, period="2024-10"))
    assert read["area"].to_pylist() == ["Xã Lá Xanh", "Xã Lá Xanh", "C"]
    assert read["period"].to_pylist() == ["2024-10"] * 3


def test_sheets_of_a_file_are_read_together(world: Warehouse) -> None:
    first, second = [team(village="Xóm Gò")], [team("9"), team("6", village="Xóm Gò")]
    members = letters(FIELDS.index("members"))
    found = found_in(world, first, second)
    assert [(p.code, p.sheet, p.row, p.column) for p in found] == [
        ("duplicate_differs", "Tổ 1", 2, members),
        ("duplicate_differs", "Tổ 2", 3, members),
    ]
