"""Each thing that can be doubtful in figures is found where it is, and nowhere else."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from data.imports import checks
from data.imports.checks import Rule
from data.warehouse import Warehouse
from tests.data.imports.staging import Row, cells, current, delivery, layout, staged, store

XANH, CAT, CO = "Xã Lá Xanh", "Bờ Cát", "Huyện Đồi Cỏ"
Found = tuple[str, int, str, str, str]


def found(world: Warehouse, rows: Sequence[Row], **said: Any) -> list[Found]:
    """Code, row, column, found and expected of each problem."""
    with staged(world, rows, **said) as (cursor, _):
        problems = checks.problems(cursor, 100)
        assert sum(checks.counts(cursor).values()) == len(problems)
    return [(p.code, p.row, p.column, p.found, p.expected) for p in problems]


FAULTS: list[tuple[list[Row], list[Found]]] = [
    ([(XANH, "teams", "6/2024", "5"), (CAT, "teams", "6/2024", "7")], []),
    ([(XANH, "teams", "6/2024", "")], []),
    ([(XANH, "teams", "6/2024", "..")], []),
    ([("Xã Không Có", "teams", "6/2024", "..")], []),
    ([(XANH, "teams", "6/2024", "12,3x")], [("not_a_number", 2, "D", "12,3x", "")]),
    ([(XANH, "teams", "6/2024", "1.80")], [("mixed_numbers", 2, "D", "1.80", "1.234,5")]),
    ([(XANH, "teams", "6/2024", "#REF!")], [("error_cell", 2, "D", "#REF!", "")]),
    ([(XANH, "teams", "tháng nào", "5")], [("not_a_date", 2, "C", "tháng nào", "")]),
    ([(XANH, "tems", "6/2024", "5")], [("unknown_indicator", 2, "B", "tems", "")]),
    ([(XANH, "teams", "6/2024", -3.0)], [("negative", 2, "D", "-3", "")]),
    ([(XANH, "teams", "6/2024", "4,5")], [("not_whole", 2, "D", "4.5", "")]),
    ([(CO, "smartphone_rate", "7/2024", "101,5%")], [("above_100", 2, "D", "101.5", "")]),
    ([(XANH, "teams", "12/2026", "5")], [("in_future", 2, "C", "2026-12-31", "2026-11-25")]),
    ([(XANH, "teams", "11/2026", "5")], []),
    (
        [
            (XANH, "teams", "6/2024", "5"),
            (CAT, "teams", "6/2024", "1"),
            (XANH, "teams", "6/2024", "5"),
        ],
        [("duplicate_same", 4, "D", "5", "2")],
    ),
    (
        [(XANH, "teams", "6/2024", "5"), (XANH, "teams", "6/2024", "6")],
        [("duplicate_differs", 2, "D", "5", "3"), ("duplicate_differs", 3, "D", "6", "2")],
    ),
    (
        [(CO, "smartphone_users", "7/2024", "20"), (CO, "population", "7/2024", "19")],
        [("part_above_whole", 2, "D", "20", "19"), ("part_above_whole", 3, "D", "20", "19")],
    ),
    (
        [
            (CO, "smartphone_users", "7/2024", "5"),
            (CO, "population", "7/2024", "8"),
            (CO, "smartphone_rate", "7/2024", "61"),
        ],
        [("share_disagrees", 4, "D", "61", "62.5")],
    ),
    (
        [
            (CO, "smartphone_users", "7/2024", "5"),
            (CO, "population", "7/2024", "8"),
            (CO, "smartphone_rate", "7/2024", "gần 63%"),
        ],
        [],
    ),
    (
        [(CO, "smartphone_rate", "7/2024", "5/8 (63%)")],
        [("fraction_parts", 2, "D", "5/8 (63%)", "8")],
    ),
    ([(XANH, "teams", "6/2024", "88%")], [("percent_of_count", 2, "D", "88%", "")]),
    (
        [(CO, "smartphone_rate", "7/2024", "5/8 (64%)")],
        [
            ("share_disagrees", 2, "D", "64", "62.5"),
            ("fraction_parts", 2, "D", "5/8 (64%)", "8"),
        ],
    ),
    (
        [(XANH, "teams", "6/2024", "9"), (XANH, "teams", "7/2024", "8")],
        [("fell", 3, "D", "8", "9")],
    ),
    ([(XANH, "teams", "6/2024", "trên 9"), (XANH, "teams", "7/2024", "9")], []),
    (
        [
            (XANH, "teams", f"{month}/2024", "500" if month == 4 else str(4 + month))
            for month in range(1, 8)
        ],
        [("fell", 6, "D", "9", "500"), ("outlier", 5, "D", "500", "≈ 9")],
    ),
    ([(XANH, "teams", "6/2024", "4-7")], [("range_stored", 2, "D", "4-7", "")]),
    (
        [(XANH, "teams", "6/2024", "4,5"), (CAT, "teams", "6/2024", "7,2")],
        [("unit_unsaid", 0, "D", "4.5", "")],
    ),
    (
        [(CO, "smartphone_rate", "7/2024", 0.62), (CO, "smartphone_rate", "8/2024", 0.64)],
        [("share_of_one", 0, "D", "0.64", "")],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), FAULTS)
def test_a_fault_is_found_where_it_is(
    quiet_world: Warehouse, rows: list[Row], expected: list[Found]
) -> None:
    assert sorted(found(quiet_world, rows)) == sorted(expected)


def test_what_has_an_error_stays_out_and_the_rest_is_stored(world: Warehouse) -> None:
    rows: list[Row] = [
        (XANH, "teams", "6/2024", "5"),
        (CAT, "teams", "6/2024", "x"),
        ("Xã Không Có", "teams", "6/2024", "7"),
        (CO, "teams", "6/2024", "9"),
        (CO, "teams", "6/2024", "10"),
    ]
    with staged(world, rows) as (_, counts):
        assert (counts.added, counts.left_out, counts.missing) == (1, 4, 0)
    store(world, rows)
    assert current(world) == {("2024-c91001", "teams", "2024-06-30"): 5}
    with world.cursor() as cursor:
        kept = cursor.execute(
            "select code, line, cell_column from problem order by line"
        ).fetchall()
    assert kept == [
        ("not_a_number", 3, "D"),
        ("unknown_area", 4, "A"),
        ("duplicate_differs", 5, "D"),
        ("duplicate_differs", 6, "D"),
    ]


def test_a_figure_is_held_against_those_stored_before(world: Warehouse) -> None:
    store(world, [(XANH, "teams", f"{month}/2024", str(month + 4)) for month in range(1, 7)])
    assert found(world, [(XANH, "teams", "7/2024", "9")]) == [("fell", 2, "D", "9", "10")]
    (problem,) = found(world, [(XANH, "teams", "7/2024", "90")])
    assert problem[:4] == ("outlier", 2, "D", "90")
    assert found(world, [(XANH, "teams", "7/2024", "11")]) == []


def test_another_source_that_disagrees_is_said(world: Warehouse) -> None:
    store(world, [(XANH, "teams", "6/2024", "5")])
    said = delivery(title="Báo cáo khác")
    assert found(world, [(XANH, "teams", "15/6/2024", "9")], said=said) == [
        ("contradicts", 2, "D", "9", "5 (Báo cáo tháng)")
    ]
    assert found(world, [(XANH, "teams", "15/7/2024", "9")], said=said) == []


def test_a_unit_that_nobody_said_is_asked(world: Warehouse) -> None:
    areas = ("Tỉnh Mây Trắng", "Tỉnh Sao Băng", "Tỉnh Gió Lặng")
    store(world, [(area, "population", "6/2024", str(1000 * n)) for n, area in enumerate(areas, 7)])
    rows: list[Row] = [(area, "population", "6/2025", f"{n},1") for n, area in enumerate(areas, 7)]
    codes = {problem[0]: problem[3] for problem in found(world, rows)}
    assert codes["scale_suspect"] == "1000"


def test_a_name_that_two_areas_have_names_them(quiet_world: Warehouse) -> None:
    assert found(quiet_world, [("Xa Bo Cat", "teams", "6/2024", "5")]) == [
        (
            "ambiguous_area",
            2,
            "A",
            "Xa Bo Cat",
            "Xã Bờ Cát, Huyện Đồi Cỏ, Mây Trắng (trước 7/2025); "
            "Xã Bờ Cạt, Huyện Đồi Cỏ, Mây Trắng (trước 7/2025)",
        )
    ]


def test_a_year_of_both_vintages_asks_unless_one_alone_has_the_name(quiet_world: Warehouse) -> None:
    assert found(quiet_world, [("Tỉnh Gió Lặng", "teams", "2025", "5")]) == []
    (problem,) = found(quiet_world, [("Tỉnh Sao Băng", "teams", "2025", "5")])
    assert (problem[0], problem[4].count("Sao Băng")) == ("ambiguous_area", 2)
    assert found(quiet_world, [("Tỉnh Sao Băng", "teams", "2025", "5")], vintage="2024") == []


@pytest.mark.parametrize(
    ("rule", "values", "broken"),
    [
        (Rule(("a", "b"), ("c",), None, 1, "ct"), (3, 4, 7), False),
        (Rule(("a", "b"), ("c",), None, 1, "ct"), (3, 5, 7), True),
        (Rule(("a",), ("b",), 3, 4.5, "ct"), (9, 2, 0), False),
        (Rule(("a",), ("b",), 3, 4.5, "ct"), (10, 2, 0), True),
        (Rule(("a",), ("b",), 3, 4.5, "ct"), (5, 2, 0), True),
    ],
)
def test_a_rule_between_fields_is_data(
    quiet_world: Warehouse,
    monkeypatch: pytest.MonkeyPatch,
    rule: Rule,
    values: tuple[int, int, int],
    broken: bool,
) -> None:
    ids = dict(zip("abc", ("teams", "population", "smartphone_users"), strict=True))
    real = Rule(
        tuple(ids[name] for name in rule.left),
        tuple(ids[name] for name in rule.right),
        rule.least,
        rule.most,
        rule.said,
    )
    monkeypatch.setattr(checks, "rules", lambda: (real,))
    rows = [(XANH, ids[name], "6/2024", str(n)) for name, n in zip("abc", values, strict=True)]
    codes = [problem[0] for problem in found(quiet_world, rows)]
    assert ("rule_broken" in codes) is broken
    assert "rule_broken" not in [problem[0] for problem in found(quiet_world, rows[1:])]


def test_a_fraction_gives_its_parts(world: Warehouse) -> None:
    store(world, [(CO, "smartphone_rate", "7/2024", "10.500/16.000")])
    assert current(world) == {
        ("2024-d911", "smartphone_rate", "2024-07-31"): 65.625,
        ("2024-d911", "smartphone_users", "2024-07-31"): 10500,
        ("2024-d911", "population", "2024-07-31"): 16000,
    }


def test_bounds_travel(world: Warehouse) -> None:
    store(
        world, [(CO, "teams", "7/2024", "trên 1.680"), (CO, "population", "7/2024", "gần 12 nghìn")]
    )
    with world.cursor() as cursor:
        said = cursor.execute(
            "select value, low, high, qualifier from observation where dataset = 'reported' "
            "order by value"
        ).fetchall()
    assert said == [(1680, 1680, None, "more_than"), (12000, None, 12000, "nearly")]


def test_sheets_of_one_file_keep_apart(world: Warehouse) -> None:
    """The same rows of two sheets: an error in one leaves the other's row alone."""
    from data.imports import stage, storing  # noqa: PLC0415
    from data.imports.lore import lore  # noqa: PLC0415

    sheets = [
        (layout("Tháng 6"), cells([(XANH, "teams", "6/2024", "5"), (CAT, "teams", "6/2024", "x")])),
        (
            layout("Tháng 7"),
            cells([("Xã Nào", "teams", "7/2024", "6"), (CAT, "teams", "7/2024", "8")]),
        ),
    ]
    cursor = world.lasting_cursor()
    stage.stage(cursor, sheets, lore(world))
    checks.check(cursor, delivery(), date(2026, 11, 25))
    counts = storing.compare(world, cursor, delivery())
    problems = [(p.code, p.sheet, p.row, p.column) for p in checks.problems(cursor, 10)]
    assert problems == [("not_a_number", "Tháng 6", 3, "D"), ("unknown_area", "Tháng 7", 2, "A")]
    storing.commit(world, cursor, delivery(), counts)
    cursor.close()
    assert set(current(world)) == {
        ("2024-c91001", "teams", "2024-06-30"),
        ("2024-c91002", "teams", "2024-07-31"),
    }


def test_long_numbers_in_a_files_name_are_not_kept(world: Warehouse) -> None:
    named = delivery("Báo cáo 0912 345 678 tháng 10-2026.csv", "Báo cáo 0912345678")
    store(world, [(XANH, "teams", "6/2024", "5")], named)
    with world.cursor() as cursor:
        kept = cursor.execute(
            "select b.file_name, s.title, o.origin from observation as o "
            "inner join batch as b on b.batch_id = o.batch_id "
            "inner join source as s on s.source_id = o.source_id where o.dataset = 'reported'"
        ).fetchall()
    name = "Báo cáo … tháng 10-2026.csv"
    assert kept == [(name, "Báo cáo …", f"{name}::2")]


def test_texts_that_nobody_understood_are_not_kept(world: Warehouse) -> None:
    store(world, [(XANH, "teams", "6/2024", "5"), ("Bà Nguyễn Thị Mẫu", "teams", "6/2024", "7")])
    with world.cursor() as cursor:
        kept = cursor.execute("select code, line, found from problem").fetchall()
    assert kept == [("unknown_area", 3, "")]
