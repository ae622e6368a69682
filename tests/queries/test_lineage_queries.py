"""What areas became and what they were made of, on the tiny world."""

import duckdb

import queries


def rows(cursor: duckdb.DuckDBPyConnection, name: str, area: str) -> list[tuple[object, ...]]:
    found = queries.run(cursor, name, area=area)
    columns = found[["area_id", "kind", "share", "new_share", "carries"]]
    return list(columns.itertuples(index=False, name=None))


def test_an_old_province_became_a_province_and_that_ones_communes(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(cursor, "successors_by_area", "2024-p91") == [
        ("2025-p91", "whole", 1.0, 1.0, True),
        ("2025-c91002", "whole", 0.125, 1.0, False),
        ("2025-c91001", "whole", 0.1, 1.0, False),
    ]
    found = queries.run(cursor, "successors_by_area", area="2024-p91")
    assert found["province"].tolist() == ["Tỉnh Mây Trắng"] * 3


def test_the_larger_part_comes_first(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("begin")
    cursor.execute("delete from lineage where old_id = '2024-c92001'")
    cursor.execute(
        "insert into lineage values "
        "('2024-c92001', '2025-c92001', 'part', 0.3, 1, 1, true, 'estimate'), "
        "('2024-c92001', '2025-c91002', 'part', 0.7, 1, 1, true, 'estimate')"
    )
    assert rows(cursor, "successors_by_area", "2024-c92001") == [
        ("2025-c91002", "part", 0.7, 1.0, True),
        ("2025-c92001", "part", 0.3, 1.0, True),
    ]
    cursor.execute("rollback")


def test_a_new_area_was_made_of_old_ones_and_lies_in_others(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(cursor, "predecessors_by_area", "2025-c91002") == [
        ("2024-c91002", "whole", 1.0, 0.6, True),
        ("2024-c91003", "whole", 1.0, 0.4, True),
        ("2024-d911", "whole", 0.125, 1.0, False),
        ("2024-p91", "whole", 0.125, 1.0, False),
    ]
    found = queries.run(cursor, "predecessors_by_area", area="2025-c91002")
    assert found["parent_name"].tolist()[:3] == ["Huyện Đồi Cỏ"] * 2 + ["Tỉnh Mây Trắng"]
    assert [row[0] for row in rows(cursor, "predecessors_by_area", "2025-p92")] == [
        *("2024-p92", "2024-p93"),
    ]


def test_areas_of_the_other_time_and_the_nation_have_none(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(cursor, "successors_by_area", "2025-c91002") == []
    assert rows(cursor, "predecessors_by_area", "2024-c91002") == []
    assert rows(cursor, "successors_by_area", "vn") == []
